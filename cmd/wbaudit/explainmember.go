package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"

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
	err := withFacts(ctx, cfg, path, nil, func(facts *diff.Facts) error {
		views := facts.Member(id)
		if len(views) == 0 {
			return usage("no member %q in %s; give a cloud id, a user principal name, a DN, an account name or the exact name", id, dir)
		}
		for _, v := range views {
			e.People = append(e.People, personOf(facts, &v))
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
}

// followed bounds how many groups are followed upwards.
const followed = 500

// personOf follows the shortest path from a person to every group above.
func personOf(facts *diff.Facts, v *diff.MemberView) person {
	p := person{Name: v.Name, UserPrincipalName: v.UserPrincipalName, CloudID: v.CloudID, DN: v.DN, Class: string(v.Class), Groups: []membership{}}
	seen := map[string]bool{}
	type rung struct {
		view *diff.MemberView
		from membership
	}
	for next := []rung{{view: v, from: membership{Via: []string{}, Should: "yes", Is: "yes"}}}; len(next) > 0; next = next[1:] {
		at := next[0]
		for i := range at.view.Edges {
			e := &at.view.Edges[i]
			if seen[e.Key] {
				continue
			}
			seen[e.Key] = true
			m := climbed(facts, &at.from, e)
			p.Groups = append(p.Groups, m)
			id, cloud := strings.CutPrefix(e.Key, "c:")
			if !cloud {
				continue
			}
			if len(p.Groups) >= followed {
				p.Cut = true
				return p
			}
			for _, above := range facts.Member(id) {
				from := m
				from.Via = append(append([]string{}, m.Via...), e.Name)
				next = append(next, rung{&above, from})
			}
		}
	}
	return p
}

// climbed goes one edge further up. What the path does not do below, it does not do above.
func climbed(facts *diff.Facts, from *membership, e *diff.MemberEdge) membership {
	m := membership{Key: e.Key, Name: e.Name, DN: e.DN, Via: from.Via, Should: shouldBe(facts, e), Is: "no", Reason: ""}
	if e.InDirectory {
		m.Is = "yes"
	}
	if m.Should != m.Is || m.Should == "no" {
		m.Reason = verdict(facts, e)
	}
	if len(from.Via) == 0 {
		return m
	}
	below := from.Via[len(from.Via)-1]
	if m.Reason != "" {
		m.Reason = below + " as its member is " + m.Reason
	}
	if from.Should != "yes" && m.Should != "no" {
		m.Should = from.Should
		m.Reason = "the path ends at " + below + ": " + from.Reason
	}
	if from.Is != "yes" && m.Is == "yes" {
		m.Is = "no"
		m.Reason = "the path ends at " + below + ": " + from.Reason
	}
	return m
}

// shouldBe says whether the member on one edge ought to be in the copy of the group.
func shouldBe(facts *diff.Facts, e *diff.MemberEdge) string {
	written := expectedOf(facts, e.Key)
	switch {
	case !e.InCloud && (e.Difference != "" || !strings.HasPrefix(e.Key, "c:")):
		return "no"
	case !e.InCloud, e.Difference == "undecided":
		return "unknown"
	case written == "no", e.Difference == "excluded", e.Difference == "domainLocal":
		return "no"
	case written == "yes":
		return "yes"
	}
	return "unknown"
}

// expectedOf is whether the group with the key ought to have a copy.
func expectedOf(facts *diff.Facts, key string) string {
	at, ok := facts.Position(key)
	if !ok || !strings.HasPrefix(key, "c:") {
		return "unknown"
	}
	return string(facts.Assembler().Subject(at).Writeback.Expected)
}

// verdict says in words what one edge came to.
func verdict(facts *diff.Facts, e *diff.MemberEdge) string {
	switch {
	case e.Difference != "" && e.Reason != "":
		return e.Difference + ": " + e.Reason
	case e.Difference != "":
		return e.Difference
	case e.DN == "" && expectedOf(facts, e.Key) == "yes":
		return "the group should have a copy and has none"
	case e.DN == "":
		return "the group has no copy"
	case e.InCloud && e.InDirectory:
		return "in both, and no engine writes the group: the copy is frozen"
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
		{"Should be in and is not", func(m *membership) bool { return m.Should == "yes" && m.Is != "yes" }},
		{"Is in, and no engine puts it there", func(m *membership) bool { return m.Should == "no" && m.Is == "yes" }},
		{"Not known", func(m *membership) bool { return m.Should == "unknown" }},
		{"Should be in and is", func(m *membership) bool { return m.Should == "yes" && m.Is == "yes" }},
		{"In the cloud only, by design or by configuration", func(m *membership) bool { return m.Should == "no" && m.Is != "yes" }},
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
		p.print("\n")
	}
}

func orNone(text string) string {
	if text == "" {
		return "none known"
	}
	return text
}
