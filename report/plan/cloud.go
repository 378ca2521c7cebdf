package plan

import (
	"regexp"
	"strconv"

	"github.com/wbaudit/wbaudit/report"
)

// The properties of cloud groups that a plan changes.
const (
	isEnabled  = "isEnabled"
	typeName   = "onPremisesGroupType"
	visibility = "visibility"
)

// null is a property that is not set.
const null = "null"

const configurationUnread = "the writeback settings of the group were not collected"

// word is what a value of an enumeration looks like.
var word = regexp.MustCompile(`^[A-Za-z]{1,64}$`)

// securityType sets the only type that a security group can have.
func securityType(s *subject) verdict {
	c := s.group.Cloud
	if c == nil || !c.Collected || c.Type == nil {
		return refuse(configurationUnread)
	}
	if !word.MatchString(*c.Type) {
		return byHand("The type is no word of Graph. ")
	}
	step, ok := cloudStep(c, typeName, *c.Type, "universalSecurityGroup")
	// V2 may write a group from then on that is not switched off: a new copy stays.
	d := s.group.Directory
	step.Irreversible = (c.IsEnabled == nil || *c.IsEnabled) && (d == nil || d.AnchorState != "live")
	return cloudVerdict(step, ok)
}

// switchedOff switches a setting off that no engine acts upon.
func switchedOff(s *subject) verdict {
	c := s.group.Cloud
	if c == nil || !c.Collected {
		return refuse(configurationUnread)
	}
	if c.IsEnabled == nil || !*c.IsEnabled {
		return byHand("A type cannot be taken back. ")
	}
	return cloudVerdict(cloudStep(c, isEnabled, "true", "false"))
}

// keepExplicitly writes down that a group is written which has a copy today.
func keepExplicitly(s *subject) verdict {
	step, ok := explicit(s.group)
	if !ok {
		return byHand("It has no copy yet, so that either answer changes something. ")
	}
	return verdict{steps: []Step{step}}
}

// explicit returns the step that sets isEnabled to what it comes to today.
func explicit(g *report.Group) (Step, bool) {
	c := g.Cloud
	if !followsDefault(c) || g.Writeback.Expected != "yes" || g.Directory == nil {
		return Step{}, false
	}
	step, ok := cloudStep(c, isEnabled, null, "true")
	// No document says that null can be written back.
	step.Irreversible = true
	return step, ok
}

// madePrivate closes a group that everybody can join.
func madePrivate(s *subject) verdict {
	if s.group.Cloud == nil {
		return refuse(nameless)
	}
	return cloudVerdict(cloudStep(s.group.Cloud, visibility, "Public", "Private"))
}

func cloudVerdict(step Step, ok bool) verdict {
	if !ok {
		return refuse(nameless)
	}
	return verdict{steps: []Step{step}}
}

// setting returns isEnabled as a plan writes it.
func setting(value *bool) string {
	if value == nil {
		return null
	}
	return strconv.FormatBool(*value)
}
