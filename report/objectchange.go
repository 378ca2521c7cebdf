package report

import (
	"fmt"
	"slices"
	"strings"
)

// The kinds of an ObjectChange, and of a MemberChange the first two.
const (
	ChangeAdded       = "added"
	ChangeRemoved     = "removed"
	ChangeChanged     = "changed"
	ChangeNotCompared = "notCompared"
)

// ChangeKinds lists the kinds of changes. It is not to be changed.
var ChangeKinds = []string{ChangeAdded, ChangeRemoved, ChangeChanged, ChangeNotCompared}

// How far a list was compared, and the roles of a MemberChange.
const (
	ComparedYes    = "yes"
	ComparedPartly = "partly"
	ComparedNo     = "no"

	RoleMember = "member"
	RoleOwner  = "owner"
)

// ComparedStates lists how far a list can be compared. It is not to be changed.
var ComparedStates = []string{ComparedYes, ComparedPartly, ComparedNo}

// Target is what findings of the change are about: the group, the member, else the tenant.
func (o *ObjectChange) Target() Target {
	t := Target{Kind: TargetTenant, ID: o.ID, Name: o.Name, DN: o.DN}
	switch o.Object {
	case "cloud_groups":
		t.Kind = TargetGroup
	case "directory_groups":
		t.Kind = TargetDirectoryGroup
	case "cloud_principals", "directory_principals":
		t.Kind = TargetMember
	}
	return t
}

// objectNouns are the lists of a snapshot in words, one object and several.
var objectNouns = map[string][2]string{
	"cloud_groups": {"cloud group", "cloud groups"}, "cloud_principals": {"cloud member", "cloud members"},
	"cloud_deleted_groups": {"deleted cloud group", "deleted cloud groups"}, "tenant_settings": {"tenant setting", "tenant settings"},
	"organization": {"organization", "organizations"}, "sync_configuration": {"sync configuration", "sync configurations"},
	"licences": {"licence", "licences"}, "sync_jobs": {"sync job", "sync jobs"}, "app_role_assignments": {"assignment", "assignments"},
	"access_reviews": {"access review", "access reviews"}, "privileged_assignments": {"privileged assignment", "privileged assignments"},
	"directory_groups": {"directory group", "directory groups"}, "directory_principals": {"directory account", "directory accounts"},
	"directory_deleted": {"deleted directory group", "deleted directory groups"}, "directory_facts": {"directory", "directories"},
	"connect_settings": {"Connect server", "Connect servers"}, "connect_scheduler": {"scheduler", "schedulers"},
	"connect_connectors": {"connector", "connectors"}, "connect_rules": {"sync rule", "sync rules"},
	"connect_features": {"feature", "features"}, "connect_errors": {"export error", "export errors"},
}

// ObjectNoun names n objects of a list in words.
func ObjectNoun(object string, n int) string {
	words, known := objectNouns[object]
	switch {
	case !known:
		return strings.ReplaceAll(object, "_", " ")
	case n == 1:
		return words[0]
	}
	return words[1]
}

// Label is what people call the object: its name, else its id.
func (o *ObjectChange) Label() string {
	if o.Name != "" {
		return o.Name
	}
	return o.ID
}

// Label is what people call the member: the name, else the DN, else the id; a DN tells namesakes apart.
func (m MemberChange) Label() string {
	switch {
	case m.Name != "" && m.DN != "":
		return m.Name + " (" + m.DN + ")"
	case m.Name != "" && m.ID != "":
		return m.Name + " (" + m.ID + ")"
	case m.Name != "":
		return m.Name
	case m.DN != "":
		return m.DN
	}
	return m.ID
}

// Came and Went count members or owners who came and went.
func (o *ObjectChange) Came(role string) int { return o.members(role, ChangeAdded) }

// Went counts members or owners who went.
func (o *ObjectChange) Went(role string) int { return o.members(role, ChangeRemoved) }

func (o *ObjectChange) members(role, change string) int {
	n := 0
	for i := range o.Members {
		if o.Members[i].Role == role && o.Members[i].Change == change {
			n++
		}
	}
	return n
}

// Sentences tell the change in words, one for each thing that differs or was not compared. They are not
// yet Visible.
func (o *ObjectChange) Sentences() []string {
	var list []string
	switch o.Kind {
	case ChangeAdded:
		list = append(list, "is new")
	case ChangeRemoved:
		list = append(list, "is gone")
	}
	if o.Privileged != "" {
		list = append(list, o.privilege())
	}
	for i := range o.Attributes {
		list = append(list, o.Attributes[i].Sentence())
	}
	for _, role := range []string{RoleMember, RoleOwner} {
		if came, went := o.Came(role), o.Went(role); came+went > 0 {
			list = append(list, fmt.Sprintf("%ss: %d came, %d went", role, came, went))
		}
	}
	for _, u := range o.NotCompared {
		list = append(list, fmt.Sprintf("not compared: %s (%s)", u.What, u.Reason))
	}
	return list
}

// Sentence tells what an attribute changed from and to, and by whom if that is known.
func (a AttributeChange) Sentence() string {
	text := fmt.Sprintf("%s from %s to %s", a.Attribute, a.words(valueText(a.From)), a.words(valueText(a.To)))
	switch {
	case a.Actor != "":
		text += " by " + a.Actor
	case a.By != "" && a.By != "unknown":
		text += " by " + a.By
	}
	return text
}

// Words are the two values as people read them; nil stays nil.
func (a AttributeChange) Words() (from, to *string) {
	worded := func(value *string) *string {
		if value == nil {
			return nil
		}
		text := a.words(*value)
		return &text
	}
	return worded(a.From), worded(a.To)
}

func (a AttributeChange) words(value string) string {
	if a.Attribute == "groupType" {
		return groupTypeWords(value)
	}
	return value
}

// privilege says what whoever joins the group comes to.
func (o *ObjectChange) privilege() string {
	group := strings.ReplaceAll(o.Privileged, "_", " ")
	if came := o.Came(RoleMember); came > 0 {
		return fmt.Sprintf("PRIVILEGED: %s joined what is or leads to %s", Several(came, "member"), group)
	}
	return "privileged: is or leads to " + group
}

// valueText is a value in words.
func valueText(value *string) string {
	switch {
	case value == nil:
		return "unset"
	case *value == "":
		return "\"\""
	}
	return *value
}

// OnlyChanges reports whether the run compares two snapshots and judges nothing else.
func (r *Run) OnlyChanges() bool {
	return r.Comparison != nil && len(r.Profiles) == 1 && r.Profiles[0] == ProfileDrift
}

// Headline sums the comparison up in one sentence, which tells of what was not compared, too: no difference in what
// nobody looked at is no answer.
func (c *Comparison) Headline() string {
	text := Several(c.Differences, "difference") + " in " + Several(c.Objects, "compared object")
	if c.NotCompared > 0 {
		text += fmt.Sprintf("; %s not compared, or not in full", Several(c.NotCompared, "object"))
	}
	if lists := c.lists(func(compared string) bool { return compared != ComparedYes && compared != ComparedPartly }); len(lists) > 0 {
		text += fmt.Sprintf("; %s not compared (%s)", Several(len(lists), "list"), firstOf(lists))
	}
	if lists := c.lists(func(compared string) bool { return compared == ComparedPartly }); len(lists) > 0 {
		text += fmt.Sprintf("; %s compared in part (%s)", Several(len(lists), "list"), firstOf(lists))
	}
	return text
}

// central are the lists without which a comparison says least.
var central = []string{"cloud_groups", "cloud_memberships", "directory_groups", "directory_memberships"}

// lists are the names of the lists that were compared so far, the central ones first.
func (c *Comparison) lists(chosen func(compared string) bool) []string {
	var first, rest []string
	for _, s := range c.Streams {
		switch {
		case !chosen(s.Compared):
		case slices.Contains(central, s.Name):
			first = append(first, s.Name)
		default:
			rest = append(rest, listName(s.Name))
		}
	}
	return append(first, rest...)
}

// listName is the name of a list where it has the form of one, as a stream may have been edited.
func listName(name string) string {
	if name == "" || len(name) > longestNamed || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") != "" {
		return "another"
	}
	return name
}

// listsNamed is how many lists a headline names.
const listsNamed = 4

func firstOf(names []string) string {
	if len(names) > listsNamed {
		return strings.Join(names[:listsNamed], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}

// Gaps tell of the lists that were not compared, or not in full, and why: one sentence for each reason, in
// the order of the lists. What is never compared of any is LeftOut.
func (c *Comparison) Gaps() []string {
	var order []string
	names := map[string][]string{}
	for _, s := range c.Streams {
		if s.Compared == ComparedYes {
			continue
		}
		reason := s.Reason
		if s.Compared == ComparedPartly {
			reason = "in part: " + reason
		}
		if names[reason] == nil {
			order = append(order, reason)
		}
		names[reason] = append(names[reason], s.Name)
	}
	for i, reason := range order {
		order[i] = strings.Join(names[reason], ", ") + ": " + reason
	}
	return order
}

// LeftOut tells in one sentence of the attributes that are never compared; "" where all are.
func (c *Comparison) LeftOut() string {
	var lists []string
	for _, s := range c.Streams {
		if len(s.LeftOut) > 0 {
			lists = append(lists, s.Name+": "+strings.Join(s.LeftOut, ", "))
		}
	}
	if len(lists) == 0 {
		return ""
	}
	return "left out, as it moves by itself: " + strings.Join(lists, "; ")
}
