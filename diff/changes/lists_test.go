package changes

import (
	"errors"
	"strings"
	"testing"
)

// unclaimed is a side of which so many entries belong to no group.
type unclaimed int

func (n unclaimed) rest() (int, error) {
	if n < 0 {
		return 0, errors.New("cut off")
	}
	return int(n), nil
}

func TestEntriesOfNoGroupLimitTheComparison(t *testing.T) {
	for name, c := range map[string]struct {
		before, after unclaimed
		says          string
		fails         bool
	}{
		"every entry has a group":             {0, 0, "", false},
		"entries of both sides have none":     {2, 1, "3 entries belong to groups without a record", false},
		"a side that breaks off is an error":  {-1, 0, "", true},
		"the other side is read all the same": {-1, 4, "4 entries belong to groups without a record", true},
	} {
		l := &lists{result: Stream{Compared: Whole}}
		s, err := l.end(c.before, c.after)
		if !strings.Contains(s.Reason, c.says) || (s.Compared == Whole) != (c.says == "") || (err != nil) != c.fails {
			t.Errorf("%s: %q, compared %v, error %v", name, s.Reason, s.Compared, err)
		}
	}
}
