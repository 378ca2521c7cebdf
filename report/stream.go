package report

import "fmt"

// Whole reports whether the list was read to its end and every record of it could be read. That no record of a stream
// which does not count them was unreadable is not known, and then its status stands.
func (s Stream) Whole() bool {
	return s.Status == StatusComplete && (s.Unreadable == nil || *s.Unreadable == 0)
}

// UnreadableSentence tells how many records of the list could not be read, "" for none.
func (s Stream) UnreadableSentence() string {
	if s.Unreadable == nil || *s.Unreadable == 0 {
		return ""
	}
	return fmt.Sprintf("%s of %s unreadable", Thousands(*s.Unreadable), Separated(int(s.Records), "record"))
}
