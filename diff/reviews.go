package diff

import (
	"encoding/json"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// reviews says which groups active access reviews cover: yes, or unknown where it is not known
// whether a review goes on or what it covers.
type reviews struct {
	groups map[snapshot.GUID]Answer
	// m365 is for all Microsoft 365 groups, all for all groups.
	m365, all Answer
}

// readReviews reads the definitions; now is in microseconds since 1970, noTime when not known.
func (f *Facts) readReviews(r *snapshot.Reader, now int64) error {
	f.governed.reviews = reviews{groups: map[snapshot.GUID]Answer{}, m365: No, all: No}
	for d, err := range r.Documents(snapshot.StreamAccessReviews) {
		if err != nil {
			return err
		}
		f.governed.reviews.add(d.Body, now)
	}
	if !f.complete(snapshot.StreamAccessReviews) {
		f.governed.reviews.cover(&f.governed.reviews.all, Unknown)
	}
	return nil
}

// add takes one definition; one that is not understood may cover every group.
func (v *reviews) add(body []byte, now int64) {
	var d reviewDefinition
	if json.Unmarshal(body, &d) != nil {
		v.cover(&v.all, Unknown)
		return
	}
	scope := d.Scope.own()
	active := holds(d.active(now), scope.everyone())
	if active == No {
		return
	}
	if d.InstanceEnumerationScope != nil {
		v.query(d.InstanceEnumerationScope.own().Query, active)
		return
	}
	if len(scope.ResourceScopes) == 0 {
		v.query(scope.Query, active)
		return
	}
	for _, resource := range scope.ResourceScopes {
		v.query(resource.own().Query, active)
	}
}

// plainQuery is a query in lower case, with blanks as such.
func plainQuery(query string) string {
	return strings.ToLower(strings.TrimSpace(strings.NewReplacer("+", " ", "%20", " ", "%27", "'", "%24", "$").Replace(query)))
}

// unifiedFilter asks for all Microsoft 365 groups, as the portal writes it.
const unifiedFilter = "grouptypes/any(c:c eq 'unified')"

// query takes one query over resources. Those over people, roles and applications concern no group.
func (v *reviews) query(query string, active Answer) {
	path, options, _ := strings.Cut(plainQuery(query), "?")
	path = strings.TrimPrefix(path, "https://graph.microsoft.com")
	path = strings.TrimLeft(path, "/")
	path = strings.TrimPrefix(strings.TrimPrefix(path, "v1.0/"), "beta/")
	first, rest, _ := strings.Cut(path, "/")
	if id, ok := strings.CutPrefix(first, "groups('"); ok {
		first, rest = "groups", strings.TrimSuffix(id, "')")
	}
	switch first {
	case "users", "me", "identitygovernance", "rolemanagement", "serviceprincipals", "applications", "directory", "devicemanagement":
	case "groups":
		v.groupQuery(rest, options, active)
	default:
		v.cover(&v.all, Unknown)
	}
}

func (v *reviews) groupQuery(rest, options string, active Answer) {
	id, of, _ := strings.Cut(rest, "/")
	if id != "" {
		v.oneGroup(id, of, active)
		return
	}
	filter := ""
	for option := range strings.SplitSeq(options, "&") {
		if text, ok := strings.CutPrefix(option, "$filter="); ok {
			filter = strings.TrimSpace(text)
		}
	}
	switch strings.TrimSuffix(strings.TrimPrefix(filter, "("), ")") {
	case "":
		v.cover(&v.all, active)
	case unifiedFilter, strings.TrimSuffix(unifiedFilter, ")"):
		v.cover(&v.m365, active)
	default:
		v.cover(&v.all, Unknown)
	}
}

// oneGroup takes a query over one group; of is what of the group it looks at.
func (v *reviews) oneGroup(id, of string, active Answer) {
	group, err := snapshot.ParseGUID(id)
	if err != nil {
		v.cover(&v.all, Unknown)
		return
	}
	switch of, _, _ = strings.Cut(of, "/"); of {
	case "", "members", "transitivemembers":
	case "owners":
		return
	default:
		active = Unknown
	}
	if v.groups[group] != Yes {
		v.groups[group] = active
	}
}

func (v *reviews) cover(what *Answer, active Answer) {
	if *what != Yes {
		*what = active
	}
}

// of says whether an active review covers a group.
func (v *reviews) of(id snapshot.GUID, kind GroupKind) Answer {
	found := []Answer{v.all, v.groups[id], No}
	switch {
	case kind == KindM365:
		found = append(found, v.m365)
	case kind == KindUnknown && v.m365 != No:
		// It may be one of them.
		found = append(found, Unknown)
	}
	result := No
	for _, a := range found {
		switch a {
		case Yes:
			return Yes
		case Unknown:
			result = Unknown
		}
	}
	return result
}
