package triage

import (
	"bytes"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/wbaudit/wbaudit/report"
)

// Amend returns the text of a file of waivers with some entries replaced, by their place in the list,
// and others added at its end. What else stands in the file stays as it is, comments included; those
// inside of a replaced entry go. The list must be written with dashes. The error is a *Defect.
func Amend(text []byte, name string, replaced map[int]*Waiver, added []*Waiver) ([]byte, error) {
	if len(replaced) > 0 {
		var err error
		if text, err = replace(text, name, replaced); err != nil {
			return nil, err
		}
	}
	if len(added) == 0 {
		return text, nil
	}
	return appendAll(text, name, added)
}

// replace exchanges entries from the last to the first, so that lines keep their numbers, and reads the
// result back: an entry written in a way that is not understood changes nothing.
func replace(text []byte, name string, replaced map[int]*Waiver) ([]byte, error) {
	before, err := Read(bytes.NewReader(text), name)
	if err != nil {
		return nil, err
	}
	root, err := before.parse(text)
	if err != nil {
		return nil, err
	}
	list := root.Content[1]
	lines := bytes.SplitAfter(text, []byte("\n"))
	end := len(lines)
	for i := len(list.Content) - 1; i >= 0; i-- {
		begin := list.Content[i].Line - 1
		if w := replaced[i]; w != nil {
			entry, err := w.lines(max(list.Column-1, 0))
			if err != nil {
				return nil, err
			}
			lines = slices.Replace(lines, begin, lastOf(lines, begin, end), entry)
		}
		end = begin
	}
	after := bytes.Join(lines, nil)
	return after, holdReplaced(before, after, name, list, replaced)
}

// lastOf is the line behind an entry: comments and blank lines at its end belong to what follows.
func lastOf(lines [][]byte, begin, end int) int {
	for end > begin+1 {
		line := strings.TrimSpace(string(lines[end-1]))
		if line != "" && !strings.HasPrefix(line, "#") {
			break
		}
		end--
	}
	return end
}

// holdReplaced refuses a text in which anything but the entries replaced has changed.
func holdReplaced(before *List, after []byte, name string, list *yaml.Node, replaced map[int]*Waiver) error {
	l, err := Read(bytes.NewReader(after), name)
	same := err == nil && len(l.Waivers) == len(before.Waivers)
	for i := 0; same && i < len(l.Waivers); i++ {
		want := before.Waivers[i]
		if w := replaced[i]; w != nil {
			want = *w
		}
		same = sameWaiver(want, l.Waivers[i])
	}
	if same {
		return nil
	}
	line := list.Line
	for i, w := range before.Waivers {
		if replaced[i] != nil {
			line = w.Line
			break
		}
	}
	return before.defect(line, "the entry cannot be renewed as it is written: put each key on a line of its own, or renew it by hand")
}

// sameWaiver compares two waivers as a file has them: by day, and wherever they stand.
func sameWaiver(a, b Waiver) bool {
	a.Line, b.Line = 0, 0
	if report.Day(a.Created) != report.Day(b.Created) || report.Day(a.Expires) != report.Day(b.Expires) {
		return false
	}
	a.Created, b.Created, a.Expires, b.Expires = nil, nil, nil, nil
	return reflect.DeepEqual(a, b)
}
