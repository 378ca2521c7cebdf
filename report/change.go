package report

import "fmt"

// Sentence tells a change in words, on one line unless a name breaks it. The result is not yet Visible.
func (c Change) Sentence() string {
	text := fmt.Sprintf("%s from %s to %s", c.Attribute, c.From, c.To)
	switch {
	case c.Actor != "":
		text += " by " + c.Actor
	case c.By != "" && c.By != "unknown":
		text += " by " + c.By
	}
	if c.Ticket == "" {
		return text + ", without a ticket"
	}
	return text + ", ticket " + c.Ticket
}
