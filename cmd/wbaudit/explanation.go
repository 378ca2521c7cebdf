package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
)

// explanation is what explain answers; a part that does not belong to the question is nil.
type explanation struct {
	Group    *report.Group     `json:"group,omitempty"`
	Findings []*report.Finding `json:"findings,omitempty"`
	Finding  *report.Finding   `json:"finding,omitempty"`
	// Change is what the finding is about where that changed since the snapshot Earlier.
	Change  *report.ObjectChange `json:"change,omitempty"`
	Earlier *report.Earlier      `json:"earlier,omitempty"`
	// Changes are those of the group and of its copy since Earlier.
	Changes []*report.ObjectChange `json:"changes,omitempty"`
	// Path leads from the cloud group to its copy.
	Path []hop `json:"path,omitempty"`
	// Asked is the control asked again about the finding's subject; Facts are what it saw, each with where
	// that was read. Unasked says why it was not.
	Asked   *policies.Inquiry `json:"asked,omitempty"`
	Facts   []fact            `json:"facts,omitempty"`
	Unasked string            `json:"unasked,omitempty"`
	Control *report.Control   `json:"control,omitempty"`
	Summary *report.Summary   `json:"summary,omitempty"`
	// Unjudged are the groups that the control did not judge, in the order of the stream.
	Unjudged []unjudged `json:"unjudged,omitempty"`
	People   []person   `json:"people,omitempty"`

	// dir is the folder of the audit, about the group of the finding.
	dir   string
	about *report.Group
}

// write writes the explanation as text or as one JSON document.
func (e *explanation) write(t terminal, format string) error {
	if format == "json" {
		out := json.NewEncoder(t.out)
		out.SetIndent("", "  ")
		return out.Encode(e)
	}
	p := &printer{out: t.out}
	if e.Group != nil {
		p.group(e.Group)
		p.path(e.Path)
		if len(e.Changes) > 0 {
			p.since(e.Earlier, e.Changes...)
		}
		p.findings(e.Findings)
		p.gaps(e.Group)
	}
	if e.Finding != nil {
		e.finding(p)
	}
	if e.Control != nil {
		if e.Finding != nil {
			p.print("\n")
		}
		printControl(t, *e.Control)
	}
	if e.Summary != nil {
		p.summary(e.dir, e.Summary)
		p.unjudged(e.Unjudged)
	}
	for i := range e.People {
		p.person(&e.People[i])
	}
	return p.err
}

// finding prints a finding and what it rests on.
func (e *explanation) finding(p *printer) {
	p.finding(e.Finding)
	if e.about != nil && e.about.Cloud != nil {
		p.effective(&e.about.Writeback)
		p.portal(e.about.Cloud)
	}
	p.path(e.Path)
	if e.Change != nil {
		p.since(e.Earlier, e.Change)
	} else {
		p.since(e.Earlier)
	}
	switch {
	case e.Asked == nil:
		p.print("\nWhat the control saw is not shown: %s\n", e.Unasked)
		return
	case len(e.Facts) > 0:
		p.print("\nWhat %s saw, and where it was read\n", e.Finding.Control)
	}
	for _, f := range e.Facts {
		p.print("  %-42s %-26s %s\n", f.Path, report.Cut(f.Value, 200), f.Source)
	}
	p.changes(e.Asked)
}

// changedMembers is how many members a change names.
const changedMembers = 20

// since prints what changed since an earlier snapshot: of the tenant's switches, and of objects.
func (p *printer) since(earlier *report.Earlier, objects ...*report.ObjectChange) {
	if earlier == nil {
		return
	}
	collected := ""
	if at := earlier.CollectedAt; at != nil {
		collected = " of " + at.UTC().Format(time.RFC3339)
	}
	p.print("\nWhat changed since the earlier snapshot%s\n", collected)
	for _, c := range earlier.Changes {
		p.print("  %s\n", c.Sentence())
	}
	for _, o := range objects {
		p.changed(o)
	}
}

// changed prints what changed of one object.
func (p *printer) changed(o *report.ObjectChange) {
	p.print("  %s %s\n", report.ObjectNoun(o.Object, 1), o.Label())
	for _, text := range o.Sentences() {
		p.print("    %s\n", text)
	}
	for _, m := range o.Members[:min(len(o.Members), changedMembers)] {
		p.print("    %-8s %s %s\n", m.Change, m.Role, m.Label())
	}
	if more := len(o.Members) - changedMembers; more > 0 {
		p.print("    … and %s more; the sheet Changes of the workbook has all\n", fmt.Sprint(more))
	}
}

// changes prints which single changes would answer the finding.
func (p *printer) changes(a *policies.Inquiry) {
	switch a.Outcome {
	case report.OutcomeFail:
	case "":
		p.print("\nThe control is not asked again: %s\n", a.Reason)
		return
	default:
		p.print("\nAsked again, the control says %s", a.Outcome)
		if a.Reason != "" {
			p.print(" (%s)", a.Reason)
		}
		p.print(": what was configured for the audit, or the earlier snapshot, is not the same here.\n")
		return
	}
	if len(a.Changes) == 0 {
		p.pairs(a)
		return
	}
	p.print("\nThe smallest changes that would answer it, of %s tried alone with everything else as in the snapshot\n", fmt.Sprint(a.Tried))
	for _, c := range a.Changes {
		p.print("  %s: %s becomes %s; the control %s\n", c.What, c.From, c.To, afterwards(c.Outcome))
		p.moves(c.Members)
	}
	if len(a.Pairs) > 0 {
		p.print("None of them makes it pass; these do in pairs\n")
		p.eachPair(a)
	}
}

// moves names who would go or come.
func (p *printer) moves(list []diff.AmendedMember) {
	for _, m := range list[:min(len(list), changedMembers)] {
		way, where := "out of", "the cloud group and the copy"
		if m.In {
			way = "into"
		}
		switch {
		case m.CloudID == "":
			where = "the copy"
		case m.DN == "":
			where = "the cloud group"
		}
		p.print("    %s %s: %s %s\n", way, where, m.Name, m.DN)
	}
	if more := len(list) - changedMembers; more > 0 {
		p.print("    … and %s more; -f json has all\n", fmt.Sprint(more))
	}
}

// afterwards says what a control does where nothing is wrong any more.
func afterwards(outcome string) string {
	if outcome == report.OutcomePass {
		return "passes"
	}
	return "has nothing to judge any more"
}

// pairs prints which two changes would answer the finding together, where no single one does.
func (p *printer) pairs(a *policies.Inquiry) {
	tried := fmt.Sprintf("%d changes of one setting or fact", a.Tried)
	if len(a.Pairs) == 0 {
		word := "all"
		if !a.PairsWhole {
			word = "the first"
		}
		tried += fmt.Sprintf(", nor among %s pairs of them (%d)", word, a.TriedPairs)
		p.print("\nThe smallest change that would make it pass: none found that does no harm, among %s.\n", tried)
		for _, c := range a.Costly {
			p.print("  With harm: %s: %s becomes %s; the control %s; %s\n", c.What, c.From, c.To, afterwards(c.Outcome), harmOf(&c))
		}
		return
	}
	p.print("\nNo single change answers it, of %s; these do in pairs, with everything else as in the snapshot\n", tried)
	p.eachPair(a)
}

// harmOf says what a change would do to copies.
func harmOf(c *policies.Costly) string {
	var harm []string
	if c.Left > 0 {
		harm = append(harm, fmt.Sprintf("copies that are written now and would be left behind: %d", c.Left))
	}
	if c.Weaker > 0 {
		harm = append(harm, fmt.Sprintf("copies that would grant no access any more: %d", c.Weaker))
	}
	return strings.Join(harm, "; ")
}

func (p *printer) eachPair(a *policies.Inquiry) {
	for _, pair := range a.Pairs {
		p.print("  %s: %s becomes %s, and %s: %s becomes %s; the control %s\n", pair.First.What, pair.First.From, pair.First.To,
			pair.Second.What, pair.Second.From, pair.Second.To, afterwards(pair.Outcome))
	}
	if !a.PairsWhole {
		p.print("  There may be more: not all pairs were tried.\n")
	}
}

// path prints the way from the cloud group to its copy.
func (p *printer) path(hops []hop) {
	if len(hops) == 0 {
		return
	}
	p.print("\nThe path from the cloud to Active Directory\n")
	broken := false
	for _, h := range hops {
		mark := "  "
		if h.State != hopHolds && !broken {
			mark, broken = "> ", true
		}
		p.print("%s%-9s %-34s %s", mark, h.State, h.Edge, h.Detail)
		if h.Source != "" {
			p.print(" [%s]", h.Source)
		}
		p.print("\n")
	}
	if broken {
		p.print("  > is where it ends first\n")
	}
}

// fact is one value that a control saw, and the lists it was read from.
type fact struct {
	policies.Seen
	Source string `json:"source"`
}

// factsOf adds to what a control saw where it was read.
func factsOf(a *policies.Inquiry, run *report.Run, control *report.Control, dn string) []fact {
	facts := []fact{}
	for _, s := range a.Seen {
		facts = append(facts, fact{s, sourceOf(s.Path, run, control, dn)})
	}
	return facts
}

// roots are the lists that the parts of a control's input are made of. What is not here is made of the lists
// that the control needs.
var roots = []struct {
	prefix string
	lists  []string
}{
	{"cloud.owners", []string{"cloud_owners"}},
	{"cloud", []string{"cloud_groups"}},
	{"directory", []string{"directory_groups"}},
	{"members", []string{"cloud_memberships", "directory_memberships"}},
	{"nesting", []string{"cloud_memberships", "directory_memberships"}},
	{"export_errors", []string{"connect_errors"}},
	{"tenant.setting", []string{"tenant_settings"}},
	{"tenant.v1", []string{"sync_configuration", "connect_features"}},
	{"tenant.v2", []string{"sync_configuration", "connect_features"}},
	{"tenant.cloudsync", []string{"sync_jobs"}},
	{"tenant.connect", []string{"connect_settings", "connect_rules"}},
}

// sourceOf names the lists that the fact at path was made of, and where they came from. The DN is that of the subject's copy, ""
// for none.
func sourceOf(path string, run *report.Run, control *report.Control, dn string) string {
	if strings.HasPrefix(path, "writeback") {
		return "decided: see the path"
	}
	lists := control.Requires
	if strings.HasPrefix(path, "tenant.") {
		lists = nil
	}
	for _, r := range roots {
		if path == r.prefix || strings.HasPrefix(path, r.prefix+".") || strings.HasPrefix(path, r.prefix+"_") {
			lists = r.lists
			break
		}
	}
	var parts []string
	for _, name := range lists {
		if text := listIn(run, name, dn); text != "" {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 {
		return "not read, or made of several lists"
	}
	return strings.Join(parts, ", ")
}

// listIn names a list of the snapshot with its query or file, of several those that the object with the DN may come from, any
// for ""; "" for a list that is not read.
func listIn(run *report.Run, name, dn string) string {
	if run == nil {
		return ""
	}
	for _, s := range run.Streams {
		if s.Name == name && s.Status != report.StatusAbsent {
			if s.Query == "" {
				return name
			}
			return name + " (" + asked(s.Query, dn) + ")"
		}
	}
	return ""
}

// longestQuery is as much of a query as fits a line, mostAsked how many are named; the provenance of a report has all of it.
const (
	longestQuery = 44
	mostAsked    = 4
)

// asked shortens a query. Of several each is named, since an object came from one of them alone.
func asked(query, dn string) string {
	all := strings.Split(query, "; ")
	may := slices.DeleteFunc(slices.Clone(all), func(one string) bool { return !mayBring(one, dn) })
	switch len(may) {
	case 0:
		may = all
	case 1:
		return report.Cut(may[0], longestQuery)
	}
	var names []string
	for _, one := range may[:min(len(may), mostAsked)] {
		name, _, _ := strings.Cut(one, " (")
		names = append(names, report.Cut(name, longestQuery))
	}
	text := strings.Join(names, ", ")
	if more := len(may) - mostAsked; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// mayBring reports whether a query may have brought the object with a DN: it does not say that it searched elsewhere.
func mayBring(query, dn string) bool {
	folded, err := snapshot.FoldDN(dn)
	if dn == "" || err != nil {
		return true
	}
	told := false
	for _, part := range strings.Split(query, "base <")[1:] {
		base, _, found := strings.Cut(part, ">")
		root, err := snapshot.FoldDN(base)
		if !found || err != nil || (snapshot.Searched{Base: root, Subtree: true}).Covers(folded) {
			return true
		}
		told = true
	}
	return !told
}
