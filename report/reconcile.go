package report

import (
	"fmt"
	"slices"
)

// FailedSentence tells why the findings are not as many as the subjects that failed, and FailedSentence and
// SeveritySentence together why the findings of a severity are not as many as the failed subjects of its controls.
// It is "" where both numbers are the same.
func (c *Counts) FailedSentence() string {
	findings, failed := c.Findings.Total(), c.Checks.Failed
	text := fmt.Sprintf("%s of %s", Separated(findings, "finding"), Separated(failed, "failed subject"))
	switch {
	case findings == failed:
		return ""
	case findings > failed:
		text += ": one subject may have several"
	}
	return text + "."
}

// SeveritySentence tells how many findings are of another severity than their control, "" for none.
func (c *Counts) SeveritySentence() string {
	if c.Regraded == 0 {
		return ""
	}
	verb := "have"
	if c.Regraded == 1 {
		verb = "has"
	}
	return fmt.Sprintf("%s %s another severity than the control; subjects are counted by the control's.", Separated(c.Regraded, "finding"), verb)
}

// DifferencesSentence counts what the members of both sides differ by, and how much of it is by design.
func (c *Counts) DifferencesSentence() string {
	noun := "member difference"
	if c.Unread > 0 {
		noun = "known " + noun
	}
	text := Separated(c.MemberDifferences, noun)
	if c.ByDesign > 0 {
		text += fmt.Sprintf(", %s of them excluded by design", Thousands(c.ByDesign))
	}
	return text
}

// UnreadSentence tells of how many groups not all members were read, "" for none.
func (c *Counts) UnreadSentence() string {
	if c.Unread == 0 {
		return ""
	}
	return "NOT READ COMPLETELY: members of " + Separated(c.Unread, "group")
}

// Remarks are what every reader must know before the rest: what the run itself says first, such as groups whose record
// could not be read, the lists that hold such records, and of how many groups not all members were read. They are not
// made visible yet.
func (c *Counts) Remarks() []string {
	var list []string
	if c.Run != nil {
		list = slices.Clone(c.Run.Banners)
		for _, s := range c.Run.Streams {
			if text := s.UnreadableSentence(); text != "" {
				list = append(list, "NOT READ COMPLETELY: "+s.Name+", "+text)
			}
		}
	}
	if unread := c.UnreadSentence(); unread != "" {
		list = append(list, unread)
	}
	return list
}

// PortalSentence tells how many groups the portal shows otherwise than they are written.
func (c *Counts) PortalSentence() string {
	text := "The portal's columns mislead about " + Separated(c.Misleading, "group")
	if c.Unlabelled > 0 {
		text += "; of " + Thousands(c.Unlabelled) + " that is not known"
	}
	return text + "."
}
