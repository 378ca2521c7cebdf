package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
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
	// Cut says that more groups lie above than were followed.
	Cut bool `json:"cut"`
}

// membership is one group that a person is or should be in.
type membership struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	// DN is that of the copy, "" without one.
	DN string `json:"dn"`
	// Via are the groups between, from the person upwards.
	Via []string `json:"via"`
	// Should and Is say whether the person ought to be in the copy by this path, and is: yes, no or unknown.
	Should string `json:"should"`
	Is     string `json:"is"`
	// Reason says where the path ends, and why; "" where it holds.
	Reason string `json:"reason"`
	// Claims are the directory groups that may be the copy where none is known to be it.
	Claims []claim `json:"claims"`
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

// followed bounds how many groups are followed upwards.
const followed = 500

// rung is an object on the way up, and how it was reached.
type rung struct {
	view *diff.MemberView
	from membership
}

// personOf follows the shortest path from a person to every group above.
func (c climber) personOf(v *diff.MemberView) person {
	p := person{Name: v.Name, UserPrincipalName: v.UserPrincipalName, CloudID: v.CloudID, DN: v.DN, Class: string(v.Class), Groups: []membership{}}
	seen := map[string]bool{}
	for next := []rung{{view: v, from: membership{Via: []string{}, Should: "yes", Is: "yes"}}}; len(next) > 0; next = next[1:] {
		at := next[0]
		for i := range at.view.Edges {
			e := &at.view.Edges[i]
			if seen[e.Key] {
				continue
			}
			seen[e.Key] = true
			m := c.climbed(&at, e)
			p.Groups = append(p.Groups, m)
			id, cloud := strings.CutPrefix(e.Key, "c:")
			if !cloud {
				continue
			}
			if len(p.Groups) >= followed {
				p.Cut = true
				return p
			}
			for _, above := range c.facts.Member(id) {
				from := m
				from.Via = append(append([]string{}, m.Via...), e.Name)
				next = append(next, rung{&above, from})
			}
		}
	}
	return p
}

// climbed goes one edge further up. What the path does not do below, it does not do above.
func (c climber) climbed(at *rung, e *diff.MemberEdge) membership {
	from := &at.from
	m := membership{Key: e.Key, Name: e.Name, DN: e.DN, Via: from.Via, Is: string(e.InCopy), Claims: claimsOf(e)}
	m.Should = c.shouldBe(at.view, e)
	if m.Should != m.Is || m.Should != "yes" || len(e.Claims) > 0 || e.ByPrimary {
		m.Reason = c.verdict(e)
	}
	if len(from.Via) == 0 {
		return m
	}
	below := from.Via[len(from.Via)-1]
	switch {
	case m.Reason == "":
	case e.Difference != "":
		m.Reason = below + " as its member is " + m.Reason
	default:
		m.Reason = below + " as its member: " + m.Reason
	}
	if from.Should != "yes" && m.Should != "no" {
		m.Should = from.Should
		m.Reason = "the path ends at " + below + ": " + from.Reason
	}
	if from.Is != "yes" && m.Is != "no" && m.Is != from.Is {
		m.Is = from.Is
		m.Reason = "the path ends at " + below + ": " + from.Reason
	}
	return m
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
	if !strings.HasPrefix(e.Key, "c:") {
		return c.strays(e)
	}
	written := c.expected(e.Key)
	switch {
	case !e.InCloud && (e.Difference != "" || v.CloudID != "" && e.Members.Cloud == "complete"):
		return "no"
	case !e.InCloud, e.Difference == "undecided":
		return "unknown"
	case written == "no", e.Difference == "excluded" && !e.ByPrimary, e.Difference == "domainLocal":
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
		p.print("\nMore groups lie above than were followed.\n")
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
