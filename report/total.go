package report

import "strings"

// totalLabels are the names of the totals of a run in words.
var totalLabels = map[string]string{
	"cloud_groups": "Cloud groups", "directory_groups": "Directory groups", "written": "Groups to be written",
	"undecided": "Groups of which that is not known", "anchored": "Directory groups with an anchor",
	"m365": "Microsoft 365 groups", "m365_implicit": "Microsoft 365 groups written by default alone",
	"m365_disabled": "Microsoft 365 groups with isEnabled false", "m365_disabled_absent": "… of these without a copy",
	"type_without_enable":          "Groups with a type and without isEnabled true",
	"distribution_excluded":        "Distribution groups with members that cannot arrive",
	"distribution_excluded_people": "People among those members",
	"distribution_undecided":       "Distribution groups whose members were not read", "split_ous": "OUs that hold copies",
}

// Label names the total in words. A name that is not known is shown with spaces for underscores.
func (t Total) Label() string {
	if label, ok := totalLabels[t.Name]; ok {
		return label
	}
	words := strings.ReplaceAll(t.Name, "_", " ")
	if words == "" {
		return "(without a name)"
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
