package triage

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/wbaudit/wbaudit/report"
)

// Add returns the text of a file of waivers with one more entry at its end; what stands in the file
// stays as it is, comments included. An empty text begins a file. The list of the file must be written
// with dashes. What another entry is for already, which has not expired when w is created, is refused: the two
// would disagree on who answers, and until when. The error is a *Defect.
func Add(text []byte, name string, w *Waiver) ([]byte, error) {
	if len(bytes.TrimSpace(text)) > 0 {
		l, err := Read(bytes.NewReader(text), name)
		if err != nil {
			return nil, err
		}
		if there := l.same(w); there != nil {
			return nil, l.defect(there.Line, "%s is waived for %s already: change that entry instead of adding another", there.Control, there.About())
		}
	}
	return appendAll(text, name, []*Waiver{w})
}

// same returns the entry for the same control and target or name, and for the same finding or all of that target, that
// has not expired when w is created; nil for none.
func (l *List) same(w *Waiver) *Waiver {
	for i := range l.Waivers {
		one := &l.Waivers[i]
		ended := w.Created != nil && one.Expired(*w.Created)
		if !ended && one.Control == w.Control && one.isFor(w.Finding) && strings.EqualFold(one.Target, w.Target) && strings.EqualFold(one.Name, w.Name) {
			return one
		}
	}
	return nil
}

func appendAll(text []byte, name string, waivers []*Waiver) ([]byte, error) {
	indent := 2
	before := 0
	if len(bytes.TrimSpace(text)) > 0 {
		l, err := Read(bytes.NewReader(text), name)
		if err != nil {
			return nil, err
		}
		before = len(l.Waivers)
		root, err := l.parse(text)
		if err != nil {
			return nil, err
		}
		list := root.Content[1]
		switch {
		case list.Style&yaml.FlowStyle != 0:
			return nil, l.defect(list.Line, "the list is written in brackets: write each waiver with a dash on a line of its own, then add")
		case list.Kind == yaml.SequenceNode && before > 0:
			indent = max(list.Column-1, 0)
		}
		if !bytes.HasSuffix(text, []byte("\n")) {
			text = append(bytes.Clone(text), '\n')
		}
	} else {
		text = []byte("waivers:\n")
	}
	added := bytes.Clone(text)
	for _, w := range waivers {
		entry, err := w.lines(indent)
		if err != nil {
			return nil, err
		}
		added = append(added, entry...)
	}
	l, err := Read(bytes.NewReader(added), name)
	if err == nil && len(l.Waivers) != before+len(waivers) {
		err = l.defect(0, "the entry does not fit behind the last line: move what follows the list, then add")
	}
	return added, err
}

// lines is the entry as YAML, indented by that many blanks.
func (w *Waiver) lines(indent int) ([]byte, error) {
	values := map[string]string{"control": w.Control, "target": w.Target, "finding": w.Finding, "name": w.Name, "reason": w.Reason, "owner": w.Owner,
		"approver": w.Approver, "ticket": w.Ticket, "created": report.Day(w.Created), "expires": report.Day(w.Expires)}
	if w.MaxCount != nil {
		values["max_count"] = strconv.Itoa(*w.MaxCount)
	}
	var b bytes.Buffer
	mark := "- "
	for _, key := range keys {
		if values[key] == "" {
			continue
		}
		var value any = values[key]
		switch key {
		case "created", "expires":
			value = &yaml.Node{Kind: yaml.ScalarNode, Value: values[key]}
		case "max_count":
			value = *w.MaxCount
		}
		line, err := yaml.Marshal(map[string]any{key: value})
		if err != nil {
			return nil, fmt.Errorf("writing a waiver: %w", err)
		}
		for part := range strings.Lines(string(line)) {
			b.WriteString(strings.Repeat(" ", indent) + mark + part)
			mark = "  "
		}
	}
	return b.Bytes(), nil
}
