package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// explainMember answers "why is this person not in the AD group?" from the snapshot beside the
// findings.
func explainMember(ctx context.Context, cfg *config, dir, id string) (*explanation, error) {
	path := filepath.Join(dir, snapshotName)
	if _, err := os.Stat(path); err != nil {
		return nil, usage("%s holds no snapshot; name the folder of an audit with --in, or run \"wbaudit demo\" first", dir)
	}
	e := &explanation{}
	run, err := runOf(ctx, dir)
	if err != nil {
		return nil, err
	}
	err = withFacts(ctx, cfg, path, run, func(facts *diff.Facts) error {
		climb := climber{facts, facts.Assembler()}
		views := facts.Member(id)
		if len(views) == 0 {
			return usage("no member %q in %s; give a cloud id, a user principal name, a DN, an account name or the exact name", id, dir)
		}
		for _, v := range views {
			e.People = append(e.People, climb.personOf(&v))
		}
		return nil
	})
	return e, err
}

// person is everything known of one person or object as a member.
type person struct {
	Name              string `json:"name"`
	UserPrincipalName string `json:"user_principal_name"`
	CloudID           string `json:"cloud_id"`
	DN                string `json:"dn"`
	Class             string `json:"class"`
	// Groups are those that contain it, directly or through others, the nearest first.
	Groups []membership `json:"groups"`
	// Cut says that more groups lie above, or were not read, than were followed.
	Cut bool `json:"cut"`
}

// membership is one group that a person is or should be in, over all paths.
type membership struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	// DN is that of the copy, "" without one.
	DN string `json:"dn"`
	// Via are the groups between on the path that tells most, from the person upwards: the shortest over which the
	// person should be in and is, else the one that decides.
	Via []string `json:"via"`
	// Should and Is say whether the person ought to be in the copy by any path, and is: yes, no or unknown.
	Should string `json:"should"`
	Is     string `json:"is"`
	// IsVia are the groups between on the path by which Is holds, where that is another one.
	IsVia []string `json:"is_via"`
	// Reason says where the path of Via ends, and why; "" where it holds.
	Reason string `json:"reason"`
	// Direct is what is to be said of the person as a member of the group itself; nil where Via is empty, or there
	// is no such membership on either side.
	Direct *directly `json:"direct,omitempty"`
	// Claims are the directory groups that may be the copy where none is known to be it.
	Claims []claim `json:"claims"`
}

// directly is what one membership comes to for itself.
type directly struct {
	Should string `json:"should"`
	Is     string `json:"is"`
	Reason string `json:"reason"`
}

// claim is one directory group that may be a copy.
type claim struct {
	DN string `json:"dn"`
	// Control tells of the claim: DIF-14 of several copies, DIF-13 of anchors that disagree.
	Control string `json:"control"`
	// Is says whether it holds the person, or the last group of Via: yes, no or unknown, and then why.
	Is     string `json:"is"`
	Reason string `json:"reason"`
}

// The controls that tell of a claim.
const (
	severalCopies     = "DIF-14"
	disagreeingAnchor = "DIF-13"
)

// climber follows members upwards.
type climber struct {
	facts     *diff.Facts
	assembler *diff.Assembler
}

// personOf says of every group above a person whether the person should be in it and is.
func (c climber) personOf(v *diff.MemberView) person {
	l := c.climb(v)
	p := person{Name: v.Name, UserPrincipalName: v.UserPrincipalName, CloudID: v.CloudID, DN: v.DN, Class: string(v.Class), Groups: []membership{}, Cut: l.cut}
	held := l.ways(func(s *step) bool { return s.should == "yes" && s.is == "yes" })
	should, is := l.best((*step).shouldHold), l.best((*step).holds)
	for _, key := range l.groups {
		p.Groups = append(p.Groups, c.membershipOf(held[key], should[key], is[key], l.direct(key)))
	}
	return p
}

// membershipOf puts in words what the paths to one group come to: the shortest that holds, if any, the one by which
// the person should be in it, and the one by which it is.
func (c climber) membershipOf(held, should, is way, direct *step) membership {
	m := membership{Should: should.weakest((*step).shouldHold).should, Is: is.weakest((*step).holds).is, IsVia: []string{}}
	shown := should
	switch {
	case held != nil:
		shown, is = held, held
	case surety(m.Is) > surety(m.Should):
		shown = is
	}
	last := shown[len(shown)-1]
	m.Key, m.Name, m.DN, m.Claims, m.Via = last.edge.Key, last.edge.Name, last.edge.DN, claimsOf(last.edge), shown.via()
	if m.Is == "yes" && !slices.Equal(shown, is) {
		m.IsVia = is.via()
	}
	m.Reason = c.reasonOf(shown, m.Should)
	if direct != nil && len(shown) > 1 {
		m.Direct = &directly{direct.should, direct.is, c.verdict(direct.edge)}
	}
	return m
}

// reasonOf says where a path ends, and why; "" where nothing is to be said of it. What is to be said of the group
// itself comes before what is to be said of one below.
func (c climber) reasonOf(path way, should string) string {
	of := (*step).shouldHold
	if should == "yes" {
		of = (*step).holds
	}
	decides, last := path.weakest(of), path[len(path)-1]
	switch {
	case of(last) == of(decides) && of(last) != "yes", of(decides) == "yes" && (len(last.edge.Claims) > 0 || last.edge.ByPrimary):
		return c.lastReason(path)
	case of(decides) == "yes":
		return ""
	}
	return "the path ends at " + decides.edge.Name + ": " + c.verdict(decides.edge)
}

// lastReason is what the last membership of a path comes to.
func (c climber) lastReason(path way) string {
	last := path[len(path)-1]
	switch reason := c.verdict(last.edge); {
	case len(path) == 1:
		return reason
	case last.edge.Difference != "":
		return path[len(path)-2].edge.Name + " as its member is " + reason
	default:
		return path[len(path)-2].edge.Name + " as its member: " + reason
	}
}

func claimsOf(e *diff.MemberEdge) []claim {
	claims := []claim{}
	for _, c := range e.Claims {
		control := severalCopies
		if c.Disputed {
			control = disagreeingAnchor
		}
		claims = append(claims, claim{DN: c.DN, Control: control, Is: string(c.In), Reason: c.Unread})
	}
	return claims
}

// shouldBe says whether the member on one edge ought to be in the copy of the group.
func (c climber) shouldBe(v *diff.MemberView, e *diff.MemberEdge) string {
	switch {
	case e.Passed:
		return "no"
	case !strings.HasPrefix(e.Key, "c:"):
		return c.strays(e)
	}
	written := c.expected(e.Key)
	switch {
	case written == "no":
		return "no"
	case !e.InCloud && (e.Difference != "" || v.CloudID != "" && e.Members.Cloud == "complete"):
		return "no"
	case !e.InCloud, e.Difference == "undecided":
		return "unknown"
	case e.Difference == "excluded" && !e.ByPrimary, e.Difference == "domainLocal":
		return "no"
	}
	return written
}

// strays says whether anybody ought to be in a directory group that is no copy of a group that was read: no
// engine writes it, unless what its anchor names is not known.
func (c climber) strays(e *diff.MemberEdge) string {
	at, ok := c.facts.Position(e.Key)
	if !ok {
		return "unknown"
	}
	switch d := c.assembler.Subject(at).Directory; {
	case d == nil, d.AnchorState == diff.AnchorUndecided, d.AnchorState == diff.AnchorDisagree:
		return "unknown"
	}
	return "no"
}

// expected is whether the cloud group with the key ought to have a copy.
func (c climber) expected(key string) string {
	at, ok := c.facts.Position(key)
	if !ok {
		return "unknown"
	}
	return string(c.assembler.Subject(at).Writeback.Expected)
}

// verdict says in words what one edge came to.
func (c climber) verdict(e *diff.MemberEdge) string {
	var parts []string
	for _, part := range []string{strings.TrimSuffix(e.Difference+": "+e.Reason, ": "), c.whereabouts(e)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return c.uncompared(e)
	}
	return strings.Join(parts, "; ")
}

// whereabouts says what is to be said of the copy itself; "" where there is one and what it holds was read.
func (c climber) whereabouts(e *diff.MemberEdge) string {
	switch {
	case len(e.Disputed) > 0:
		return "its two anchors name different groups, " + strings.Join(e.Disputed, " and ") + " (" + disagreeingAnchor +
			"): whose copy it is, and who belongs in it, is undecided"
	case len(e.Claims) > 0:
		return claimed(e)
	case e.DN != "" && e.InCopy == diff.Unknown && e.Unread != e.Reason:
		return "whether it is in the copy is not known: " + e.Unread
	case e.DN != "":
		return ""
	case c.facts.State(snapshot.StreamDirectoryGroups).Status == snapshot.Absent:
		return "whether the group has a copy is not known: directory groups were not read"
	case e.InCopy == diff.Unknown:
		return "whether the group has a copy is not known: " + e.Unread
	case e.Difference != "":
		return ""
	case c.expected(e.Key) == "yes":
		return "the group should have a copy and has none"
	}
	return "the group has no copy"
}

// claimed says in how many of the directory groups that may be the copy the member is.
func claimed(e *diff.MemberEdge) string {
	var parts []string
	for _, kind := range []struct {
		disputed bool
		text     string
	}{
		{false, "directory groups that claim to be the copy (" + severalCopies + ")"},
		{true, "directory groups of which one anchor names this group and the other another one (" + disagreeingAnchor + ")"},
	} {
		of, in, unknown := 0, 0, 0
		for _, c := range e.Claims {
			if c.Disputed != kind.disputed {
				continue
			}
			of++
			switch c.In {
			case diff.Yes:
				in++
			case diff.Unknown:
				unknown++
			}
		}
		if of == 0 {
			continue
		}
		text := fmt.Sprintf("in %d of %d %s", in, of, kind.text)
		if unknown > 0 {
			text += fmt.Sprintf(", of %d of them it is not known", unknown)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ") + "; none is known to be the copy"
}

// uncompared says why nothing was said of a member of a copy.
func (c climber) uncompared(e *diff.MemberEdge) string {
	switch {
	case e.InCloud && e.InCopy == diff.Yes && c.expected(e.Key) == "no":
		return "in both, and no engine writes the group: the copy is frozen"
	case e.InCloud && e.InCopy == diff.Yes:
		return "in both; whether an engine writes the group is not known"
	}
	if reason := strings.Trim(e.Members.CloudReason+"; "+e.Members.DirectoryReason, "; "); reason != "" {
		return "not compared: " + reason
	}
	return "not compared: the copy has no cloud group that was read, so nothing says who belongs in it"
}

func (p *printer) person(v *person) {
	p.print("%s  %s\n", v.Name, v.UserPrincipalName)
	p.print("  cloud id   %s\n  account    %s\n  class      %s\n", orNone(v.CloudID), orNone(v.DN), v.Class)
	for _, part := range []struct {
		title string
		take  func(*membership) bool
	}{
		{"Should be in and is not", func(m *membership) bool { return m.Should == "yes" && m.Is == "no" }},
		{"Should be in, and whether it is so is not known", func(m *membership) bool { return m.Should == "yes" && m.Is == "unknown" }},
		{"Is in, and no engine puts it there", func(m *membership) bool { return m.Should == "no" && m.Is == "yes" }},
		{"Should not be in, and whether it is so is not known", func(m *membership) bool { return m.Should == "no" && m.Is == "unknown" }},
		{"Not known", func(m *membership) bool { return m.Should == "unknown" }},
		{"Should be in and is", func(m *membership) bool { return m.Should == "yes" && m.Is == "yes" }},
		{"In the cloud only, by design or by configuration", func(m *membership) bool { return m.Should == "no" && m.Is == "no" }},
	} {
		p.memberships(part.title, v.Groups, part.take)
	}
	if v.Cut {
		p.print("\nMore groups lie above, or may, than were followed.\n")
	}
}

func (p *printer) memberships(title string, list []membership, take func(*membership) bool) {
	first := true
	for i := range list {
		m := &list[i]
		if !take(m) {
			continue
		}
		if first {
			p.print("\n%s\n", title)
			first = false
		}
		p.print("  %s", m.Name)
		if len(m.Via) > 0 {
			p.print(" (through %s)", strings.Join(m.Via, " > "))
		}
		if m.DN != "" {
			p.print("  %s", m.DN)
		}
		if m.Reason != "" {
			p.print("\n    %s", m.Reason)
		}
		if len(m.IsVia) > 0 {
			p.print("\n    it is in it through %s", strings.Join(m.IsVia, " > "))
		}
		if d := m.Direct; d != nil {
			p.print("\n    directly: should be in it: %s, is in it: %s; %s", d.Should, d.Is, d.Reason)
		}
		for _, c := range m.Claims {
			p.print("\n    %s  in it: %s", c.DN, c.Is)
			if c.Reason != "" {
				p.print(" (%s)", c.Reason)
			}
		}
		p.print("\n")
	}
}

func orNone(text string) string {
	if text == "" {
		return "none known"
	}
	return text
}
