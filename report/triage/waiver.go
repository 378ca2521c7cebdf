package triage

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// TargetTenant is the target of a waiver for the tenant itself, whose id may be written as well.
const TargetTenant = "tenant"

// Waiver is one accepted risk. Either Target or Name is set.
type Waiver struct {
	// Line is where the waiver begins in its file, from 1; 0 outside of a file.
	Line    int
	Control string
	// Target is a GUID in lower case, or TargetTenant.
	Target string
	// Finding is the fingerprint of the one finding that is accepted; "" for every finding of the control about Target.
	Finding string
	// Name is a pattern for the names of groups: * stands for any characters, ? for one.
	Name                            string
	Reason, Owner, Approver, Ticket string
	// Created is the day of the decision, Expires the last second of the last day on which the waiver
	// holds, both UTC; nil when the file does not say.
	Created, Expires *time.Time
	// MaxCount is the highest count of an aggregate that was accepted; nil for any.
	MaxCount *int
}

// List is a file of waivers, in the order of the file.
type List struct {
	// File is the file as the operator named it; Digest the SHA-256 of its bytes, lower-case hex.
	File, Digest string
	Waivers      []Waiver
}

// Accepted is the waiver of one finding and of no other, up to the count of its evidence. Reason, owner and days are
// left to whoever accepts it.
func Accepted(f *report.Finding) *Waiver {
	w := &Waiver{Control: f.Control, Target: f.Target.ID, Finding: f.Fingerprint}
	if f.Target.Kind == report.TargetTenant {
		w.Target = TargetTenant
	}
	if n, ok := named(f.Evidence); ok && !n.least {
		w.MaxCount = &n.n
	}
	return w
}

// About names what the waiver is for: the target's id and the finding, or the pattern in quotes.
func (w *Waiver) About() string {
	switch {
	case w.Name != "":
		return fmt.Sprintf("names like %q", w.Name)
	case w.Finding != "":
		return fmt.Sprintf("%s, finding %.8s", w.Target, w.Finding)
	}
	return w.Target
}

// isFor reports whether the waiver of a target is for the finding of that fingerprint, alone or with others.
func (w *Waiver) isFor(fingerprint string) bool { return w.Finding == "" || w.Finding == fingerprint }

// Expired reports whether the waiver no longer holds at now. Its last day belongs to it.
func (w *Waiver) Expired(now time.Time) bool {
	return w.Expires != nil && !now.Before(w.Expires.Add(time.Second))
}

// Early reports whether the waiver does not hold yet at now: nobody had accepted anything. The day on which it
// was created belongs to it.
func (w *Waiver) Early(now time.Time) bool {
	return w.Created != nil && now.Before(w.Created.UTC().Truncate(24*time.Hour))
}

// timeless reports whether the waiver holds without an end although the severity asks for one.
func (w *Waiver) timeless(severity string) bool {
	return w.Expires == nil && NeedsExpiry(severity)
}

// inert reports whether the waiver has a pattern that is too short to be applied.
func (w *Waiver) inert() bool { return w.Name != "" && letters(w.Name) < fewestLetters }

// covers reports whether the waiver has a pattern that the name of a target fits.
func (w *Waiver) covers(t *report.Target) bool {
	return w.Name != "" && !w.inert() && (t.Kind == report.TargetGroup || t.Kind == report.TargetDirectoryGroup) && matches(w.Name, t.Name)
}

// outgrown reports whether the highest count that was accepted cannot hold n, which is known where ok is true.
func (w *Waiver) outgrown(n tally, ok bool) bool {
	return w.MaxCount != nil && (!ok || !n.within(*w.MaxCount))
}

// Outgrown says why f is not covered for its count; "" where the count is accepted.
func (w *Waiver) Outgrown(f *report.Finding) string {
	n, ok := count(f.Evidence)
	switch {
	case !w.outgrown(n, ok):
		return ""
	case !ok:
		return "the finding has no count that it could be held to"
	case n.least:
		return fmt.Sprintf("the finding counts %s, since not all was read", n)
	}
	return fmt.Sprintf("the finding counts %s", n)
}

// longestYears is how long a risk can be accepted and a decision be put off: a day that is further ahead is no end,
// since nobody who decides about it now will look at it again.
const longestYears = 10

// TooFar says why a day cannot be the last of what is decided on another; "" when it can.
func TooFar(last, decided time.Time) string {
	if !last.Truncate(24 * time.Hour).After(decided.UTC().Truncate(24*time.Hour).AddDate(longestYears, 0, 0)) {
		return ""
	}
	return fmt.Sprintf("%s is more than %d years after %s, which is no end: name a day on which it is decided again", last.Format(time.DateOnly), longestYears, decided.UTC().Format(time.DateOnly))
}

// NeedsExpiry reports whether a waiver of a control of that severity must have an end.
func NeedsExpiry(severity string) bool {
	return slices.Contains([]string{report.SeverityCritical, report.SeverityHigh}, severity)
}

// Check refuses a waiver without an end of a control that is high or critical, and any whose end is too far from the
// day on which it was created, from today where it does not say. severity returns the severity of a control, "" for
// one that it does not know. The error is a *Defect.
func (l *List) Check(severity func(control string) string, today time.Time) error {
	for i := range l.Waivers {
		w := &l.Waivers[i]
		if w.Expires != nil {
			if text := TooFar(*w.Expires, *cmp.Or(w.Created, &today)); text != "" {
				return l.defect(w.Line, "expires %s", text)
			}
		}
		if s := severity(w.Control); w.timeless(s) {
			return l.defect(w.Line, "expires is missing: %s is %s, and such a risk is accepted until a day, as in expires: 2027-01-31", w.Control, s)
		}
	}
	return nil
}

func (l *List) defect(line int, format string, args ...any) error {
	return &Defect{File: l.File, Line: line, Text: fmt.Sprintf(format, args...)}
}

// base is the file's name without its folders, which differ between machines.
func (l *List) base() string { return base(l.File) }

func base(file string) string { return path.Base(strings.ReplaceAll(file, `\`, "/")) }

// record is the waiver as findings show it.
func (w *Waiver) record() *report.Waiver {
	return &report.Waiver{Reason: w.Reason, Owner: w.Owner, Approver: w.Approver, Ticket: w.Ticket, Expires: w.Expires}
}

// Defect is one thing that is wrong with a file of waivers. Line counts from 1; 0 is the whole file.
type Defect struct {
	File string
	Line int
	Text string
}

// Error is one line: file, line, and what was expected.
func (d *Defect) Error() string {
	if d.Line == 0 {
		return d.File + ": " + d.Text
	}
	return fmt.Sprintf("%s:%d: %s", d.File, d.Line, d.Text)
}
