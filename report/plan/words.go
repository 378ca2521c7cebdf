package plan

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// action says what a step does, with the tenant's texts as quote shows them.
func (s *Step) action(quote func(string) string) string {
	switch s.Kind {
	case AddMember:
		return "add " + quote(s.Member) + " to " + quote(s.DN)
	case RemoveMember:
		return "take " + quote(s.Member) + " out of " + quote(s.DN)
	case ClearMembers:
		return fmt.Sprintf("take all %s out of %s", report.Several(len(s.Emptied), "member"), quote(s.DN))
	case fillMembers:
		return fmt.Sprintf("add the same %s to %s again", report.Several(len(s.Emptied), "member"), quote(s.DN))
	case DeleteCopy:
		return "delete " + quote(s.DN)
	case SetCloud:
		return fmt.Sprintf("%s of cloud group %s (%s): %s becomes %s", s.Attribute, quote(s.Name), s.ID, s.Old, s.New)
	case SetSetting:
		return fmt.Sprintf("%s in the Group.Unified settings: %s becomes %s", s.Attribute, s.Old, s.New)
	case EnableRecycleBin:
		return "enable the Recycle Bin of Active Directory in the forest with " + s.forest(quote)
	case SwitchV2Off:
		return fmt.Sprintf("switch group writeback V2 off on the Connect server of tenant %s (%s)", quote(s.Name), s.ID)
	}
	return fmt.Sprintf("%s of %s: %s becomes %s", s.Attribute, quote(s.DN), unset(s.Old, quote), unset(s.New, quote))
}

// forest names the domains that a forest must have.
func (s *Step) forest(quote func(string) string) string {
	var names []string
	for _, name := range s.Domains {
		names = append(names, quote(name))
	}
	return strings.Join(names, ", ")
}

func unset(value string, quote func(string) string) string {
	switch value {
	case "":
		return "not set"
	case null, "true", "false":
		return value
	}
	return quote(value)
}

// undo says how a step is taken back.
func (s *Step) undo(quote func(string) string) string {
	if s.Irreversible {
		return "none: " + irreversible(s)
	}
	back := s.reversed()
	return back.action(quote)
}

// irreversible says what cannot be brought back.
func irreversible(s *Step) string {
	switch s.Kind {
	case DeleteCopy:
		return "a group that is deleted comes back only from the Recycle Bin, and with a new SID otherwise"
	case EnableRecycleBin:
		return "the Recycle Bin stays on"
	case SwitchV2Off:
		return "V2 cannot be switched on again"
	}
	if s.Old == null {
		return "no document says that null can be written back"
	}
	return "the copy that is written stays when writeback is switched off again"
}

// condition says what must still be true before the step.
func (s *Step) condition(quote func(string) string) string {
	switch s.Kind {
	case AddMember:
		return "it is no member yet"
	case RemoveMember:
		return "it still is a member"
	case ClearMembers:
		return "the members of the copy still are these and no others"
	case DeleteCopy:
		return "the copy has no members, is in no group and is not protected"
	case EnableRecycleBin:
		return "it is off, and the forest has " + s.forest(quote)
	case SwitchV2Off:
		return s.Attribute + " still is " + s.Old + ", and the server's connector to Entra ID is called after a domain of that tenant"
	}
	return s.Attribute + " still is " + unset(s.Old, quote)
}
