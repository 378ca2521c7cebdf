package report

import "time"

// Day writes the day of a time in UTC as 2026-11-20, nothing for none.
func Day(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

// Minute writes a time in UTC to the minute as "2026-11-20 23:55 UTC".
func Minute(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
