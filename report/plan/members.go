package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// foreign takes out who is not in the cloud group, where the engine does not.
func foreign(s *subject) verdict {
	if reason := s.mended(); reason != "" {
		return byHand(reason)
	}
	return s.remove(s.differences("foreign"), s.number("foreign"), rankMembers)
}

// dangerous takes out groups, computers, service and privileged accounts, whoever writes the group.
func dangerous(s *subject) verdict {
	return s.remove(s.differences("foreign"), s.number("members"), rankDanger)
}

// otherForest takes out members of another forest.
func otherForest(s *subject) verdict {
	if s.group.Directory == nil {
		return refuse(nameless)
	}
	home := domain(s.group.Directory.DN)
	var far []report.MemberDifference
	for _, d := range s.differences("foreign") {
		if domain(d.DN) != home {
			far = append(far, d)
		}
	}
	return s.remove(far, s.number("members"), rankDanger)
}

// remove takes the listed members out. Several controls share the members that are not in the cloud
// group, so that the list must be as long as the finding says.
func (s *subject) remove(list []report.MemberDifference, n, rank int) verdict {
	if reason := s.uncertain(); reason != "" {
		return refuse(reason)
	}
	if len(list) != n {
		return byHand("The stream does not tell which of the members that are not in the cloud group it means. ")
	}
	if reason := s.tooMany(n); reason != "" {
		return refuse(reason)
	}
	return s.memberships(RemoveMember, list, rank)
}

// missing adds who is in the cloud group and has an account, where the engine does not.
func missing(s *subject) verdict {
	if reason := s.mended(); reason != "" {
		return byHand(reason)
	}
	if reason := s.uncertain(); reason != "" {
		return refuse(reason)
	}
	list := s.differences("missing")
	if len(list) < s.number("at_least") {
		return byHand("The stream does not tell which of the members are missing. ")
	}
	return s.memberships(AddMember, list, rankMembers)
}

func (s *subject) memberships(kind Kind, list []report.MemberDifference, rank int) verdict {
	if n := unread(list); n > 0 {
		return refuse(fmt.Sprintf("of %d of the %d members it is about no record was read, so nobody knows whose accounts they are: collect the accounts, then audit again", n, len(list)))
	}
	var steps []Step
	for _, d := range list {
		step, ok := s.copyStep(kind, rank)
		if !ok {
			return refuse(nameless)
		}
		if d.DN == "" {
			return byHand("The stream does not hold the DN of every member. ")
		}
		step.Attribute, step.Member = "member", d.DN
		if kind == RemoveMember {
			step.of = *s.group.Members.DirectoryCount
		}
		steps = append(steps, step)
	}
	return verdict{steps: steps}
}

// unread counts the members of whose account no record was read.
func unread(list []report.MemberDifference) (n int) {
	for _, d := range list {
		if d.Unread {
			n++
		}
	}
	return n
}

// frozen ends the access that a copy nobody writes grants beyond its cloud group.
func frozen(s *subject) verdict {
	if reason := s.doubted(); reason != "" {
		return refuse(reason)
	}
	if s.group.Cloud != nil {
		return s.remove(s.differences("foreign"), s.number("members"), rankEmpty)
	}
	m := &s.group.Members
	if m.Directory != report.StatusComplete || m.DirectoryCount == nil {
		return refuse("who is in the copy is not known: collect its members, then audit again")
	}
	if !whole(s.run, "cloud_groups", "cloud_deleted_groups") {
		return refuse("the cloud groups, or the deleted ones, were not read completely: its cloud group may exist")
	}
	if reason := s.tooMany(*m.DirectoryCount); reason != "" {
		return refuse(reason)
	}
	step, ok := s.copyStep(ClearMembers, rankEmpty)
	if !ok {
		return refuse(nameless)
	}
	step.Attribute = "member"
	for _, d := range s.differences("foreign") {
		if d.DN != "" {
			step.Emptied = append(step.Emptied, d.DN)
		}
	}
	if len(step.Emptied) != *m.DirectoryCount {
		return refuse("the stream does not hold the DN of every member, so that nothing could put them back: audit again")
	}
	slices.Sort(step.Emptied)
	return verdict{steps: []Step{step}}
}

// domain returns the DNS name of the domain that a DN lies in, lower case; "" for none.
func domain(dn string) string {
	var labels []string
	for _, part := range strings.Split(strings.ToLower(dn), ",") {
		if label, ok := strings.CutPrefix(strings.TrimSpace(part), "dc="); ok {
			labels = append(labels, label)
		} else {
			labels = labels[:0]
		}
	}
	return strings.Join(labels, ".")
}
