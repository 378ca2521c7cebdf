package samples_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// Whoever follows an answer about members, in the tenant and in the directory, is told nothing by the control any more.
func TestAControlIsSilentOnceTheMembersAreChangedAsItAdvises(t *testing.T) {
	followed := map[string]int{}
	for name, story := range stories() {
		for target, a := range asked(t, story()) {
			for _, c := range a.Changes {
				if len(c.Members) == 0 {
					continue
				}
				control, group, _ := strings.Cut(target, " ")
				s := story()
				if !follow(s.Model, group, c.Members) {
					continue
				}
				followed[control]++
				after := judged(t, s.Model, s.setup)
				change := fmt.Sprintf("%s, %s: %s: %s becomes %s", name, target, c.What, c.From, c.To)
				if slices.ContainsFunc(after.findings, func(f report.Finding) bool { return f.Control == control && f.Target.Name == group }) {
					t.Errorf("%s: the control fails again", change)
				}
				for _, g := range after.groups {
					if g.Target.Name == group && slices.ContainsFunc(g.NotEvaluated, func(gap report.Unjudged) bool { return slices.Contains(gap.Controls, control) }) {
						t.Errorf("%s: the control does not judge it any more", change)
					}
				}
			}
		}
	}
	for _, control := range []string{"DIF-23", "DIF-24", "DIF-28", "DIF-34", "CFG-12", "CFG-13", "CFG-14", "CFG-20", "GOV-04", "GOV-16"} {
		if followed[control] == 0 {
			t.Errorf("no answer about members was followed for %s", control)
		}
	}
}

// follow changes the members of the one group of a model with a name, and of its copy; false where several or none has it.
func follow(m *synthetic.Model, name string, members []diff.AmendedMember) bool {
	var groups []*synthetic.Group
	for _, g := range m.Groups {
		if g.Name == name {
			groups = append(groups, g)
		}
	}
	var copies []*synthetic.Copy
	for _, c := range m.Copies {
		anchored := slices.ContainsFunc(groups, func(g *synthetic.Group) bool {
			return c.AdminDescription == "Group_"+g.ID || c.ExternalID == "Group_"+g.ID || strings.HasSuffix(c.CN, "_"+g.ID[len(g.ID)-12:])
		})
		if c.CN == name || anchored {
			copies = append(copies, c)
		}
	}
	if len(groups) > 1 || len(copies) > 1 || len(groups)+len(copies) == 0 {
		return false
	}
	for _, member := range members {
		for _, g := range groups {
			g.Members = slices.DeleteFunc(slices.Clone(g.Members), func(p *synthetic.Person) bool { return p.ID == member.CloudID })
			g.Children = slices.DeleteFunc(slices.Clone(g.Children), func(c *synthetic.Group) bool { return c.ID == member.CloudID })
			for _, p := range m.People {
				if member.In && p.ID == member.CloudID {
					g.Members = append(g.Members, p)
				}
			}
		}
		for _, c := range copies {
			c.Members = slices.DeleteFunc(slices.Clone(c.Members), func(a *synthetic.Account) bool { return strings.EqualFold(a.DN, member.DN) })
			c.MemberDNs = slices.DeleteFunc(slices.Clone(c.MemberDNs), func(dn string) bool { return strings.EqualFold(dn, member.DN) })
			if member.In && member.DN != "" {
				c.MemberDNs = append(c.MemberDNs, member.DN)
			}
		}
	}
	return true
}

// Counts that follow from one another agree after every change that is advised.
func TestMembersAgreeAfterEveryChangeThatIsAdvised(t *testing.T) {
	for name, story := range stories() {
		facts, err := diff.Load(t.Context(), imported(t.Context(), t, story().Model), story().setup.choices)
		must(t, err)
		for i := range facts.Len() {
			for _, fact := range []string{
				"members.foreign", "members.foreign_classes.plain", "members.foreign_classes.dangerous", "members.missing", "members.cloud_count",
				"members.directory_count", "members.classes.guest", "members.people.privileged", "nesting.children_not_written",
			} {
				leaving, _ := facts.Uncounting(i, fact)
				for _, n := range []int{leaving.Len() / 2, leaving.Len()} {
					s := facts.Amended(i, leaving.First(n)).Assembler().Subject(i)
					m := &s.Members
					f := &m.ForeignClasses
					whole := m.Cloud == "complete" && m.Directory == "complete"
					switch {
					case m.Expected+m.Excluded+m.Undecided != m.CloudCount,
						m.Foreign != f.OtherForest+f.Dangerous+f.Leavers+f.Plain, m.ForeignAtLeast < m.Foreign, m.MissingAtLeast < m.Missing,
						whole && (m.Matched+m.Missing != m.Expected || m.Matched+m.Foreign+m.Tolerated != m.DirectoryCount),
						s.Directory != nil && s.Directory.Members != nil && *s.Directory.Members != m.DirectoryCount:
						t.Errorf("%s, %s without %d of %d of %s: %+v", name, s.Identity.Name, n, leaving.Len(), fact, *m)
					}
				}
			}
		}
	}
}
