package triage

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// maxSize is the longest file of waivers read: some 30,000 of them.
const maxSize = 8 << 20

// Read reads a file of waivers, a YAML document with one key:
//
//	waivers:
//	  - control: CFG-01
//	    target: 1b4e28ba-2fa1-41d2-883f-0016d3cca427   # id of a group, or tenant; or name: "Project *"
//	    finding: 3f1a6f5e0d4c4b6a9c1e2d7b8a905f43      # that one only; without it every one about the target
//	    reason: The group is retired in January
//	    owner: identity team
//	    approver: head of infrastructure
//	    ticket: CHG-1042
//	    created: 2026-11-01
//	    expires: 2027-01-31                            # the last day, UTC
//	    max_count: 40                                  # of an aggregate
//
// Control, target or name, reason and owner are needed. Unknown and repeated keys, anchors, and days that no
// calendar has are refused. name is that of the file, which errors begin with; they are a *Defect
// unless r itself fails.
func Read(r io.Reader, name string) (*List, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading waivers %s: %w", name, err)
	}
	sum := sha256.Sum256(text)
	l := &List{File: name, Digest: hex.EncodeToString(sum[:])}
	if len(text) > maxSize {
		return nil, l.defect(0, "longer than %d MiB: expected a list of waivers", maxSize>>20)
	}
	if !utf8.Valid(text) {
		return nil, l.defect(firstInvalid(text), "not UTF-8: save the file as UTF-8")
	}
	root, err := l.parse(text)
	if err != nil {
		return nil, err
	}
	items, err := l.items(root)
	if err != nil {
		return nil, err
	}
	for _, item := range items {
		w, err := l.waiver(item)
		if err != nil {
			return nil, err
		}
		l.Waivers = append(l.Waivers, w)
	}
	return l, nil
}

// firstInvalid is the line of the first octet that is no UTF-8.
func firstInvalid(text []byte) int {
	line := 1
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if r == utf8.RuneError && size == 1 {
			return line
		}
		if r == '\n' {
			line++
		}
		text = text[size:]
	}
	return line
}

// yamlFault is how the parser tells where it stopped.
var yamlFault = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// parse returns the one document of text; nil for none.
func (l *List) parse(text []byte) (*yaml.Node, error) {
	d := yaml.NewDecoder(bytes.NewReader(text))
	var root, second yaml.Node
	err := d.Decode(&root)
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err == nil {
		if err = d.Decode(&second); err == nil {
			return nil, l.defect(second.Line, "a second document begins: expected one")
		}
	}
	if errors.Is(err, io.EOF) {
		return root.Content[0], nil
	}
	parts := yamlFault.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " "))
	if parts == nil {
		return nil, l.defect(0, "not YAML: %v", err)
	}
	line, _ := strconv.Atoi(parts[1])
	return nil, l.defect(line, "not YAML: %s", parts[2])
}

// items returns the entries below the key waivers.
func (l *List) items(root *yaml.Node) ([]*yaml.Node, error) {
	if root == nil || isNull(root) {
		return nil, l.defect(1, "the file is empty: expected waivers: and a list")
	}
	fields, err := l.fields(root, "waivers: and a list", "waivers")
	if err != nil {
		return nil, err
	}
	list := fields["waivers"]
	switch {
	case list == nil:
		return nil, l.defect(root.Line, "expected waivers: and a list")
	case isNull(list):
		return nil, nil
	case list.Kind != yaml.SequenceNode:
		return nil, l.defect(list.Line, "waivers is no list: begin each waiver with a dash, as in - control: CFG-01")
	}
	return list.Content, nil
}

// fields returns the values of a mapping that has known keys only, each once.
func (l *List) fields(n *yaml.Node, expected string, known ...string) (map[string]*yaml.Node, error) {
	if n.Kind != yaml.MappingNode {
		return nil, l.defect(n.Line, "expected %s", expected)
	}
	fields := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch {
		case key.Kind != yaml.ScalarNode || !slices.Contains(known, key.Value):
			return nil, l.defect(key.Line, "unknown key %q: expected one of %s", clip(key.Value), strings.Join(known, ", "))
		case fields[key.Value] != nil:
			return nil, l.defect(key.Line, "%s comes twice in one place: keep one", key.Value)
		case key.Anchor != "" || value.Anchor != "" || value.Kind == yaml.AliasNode:
			return nil, l.defect(key.Line, "%s uses an anchor: write each waiver out", key.Value)
		}
		fields[key.Value] = value
	}
	return fields, nil
}

// keys are those of one waiver, in the order in which Entry writes them.
var keys = []string{"control", "target", "finding", "name", "reason", "owner", "approver", "ticket", "created", "expires", "max_count"}

// entry reads the fields of one waiver; the first error stays.
type entry struct {
	list   *List
	line   int
	fields map[string]*yaml.Node
	err    error
}

func (l *List) waiver(n *yaml.Node) (Waiver, error) {
	fields, err := l.fields(n, "a waiver with "+strings.Join(keys, ", "), keys...)
	if err != nil {
		return Waiver{}, err
	}
	e := &entry{list: l, line: n.Line, fields: fields}
	w := Waiver{
		Line: n.Line, Control: e.needed("control"), Target: e.text("target"), Finding: e.text("finding"), Name: e.text("name"), Reason: e.needed("reason"), Owner: e.needed("owner"),
		Approver: e.text("approver"), Ticket: e.text("ticket"), Created: e.day("created"), Expires: e.day("expires"), MaxCount: e.count("max_count"),
	}
	if w.Expires != nil {
		last := w.Expires.Add(lastSecond)
		w.Expires = &last
	}
	e.target(&w)
	if e.err == nil && w.Created != nil && w.Expires != nil && w.Created.After(*w.Expires) {
		e.refuse("expires", "expires %s lies before created %s: exchange them", w.Expires.Format(time.DateOnly), w.Created.Format(time.DateOnly))
	}
	return w, e.err
}

// refuse keeps the first error, with the line of the key or of the whole waiver.
func (e *entry) refuse(key, format string, args ...any) {
	if e.err != nil {
		return
	}
	line := e.line
	if n := e.fields[key]; n != nil {
		line = n.Line
	}
	e.err = e.list.defect(line, format, args...)
}

func (e *entry) text(key string) string {
	n := e.fields[key]
	switch {
	case n == nil || isNull(n):
		return ""
	case n.Kind != yaml.ScalarNode:
		e.refuse(key, "%s is a list or a mapping: expected a text", key)
		return ""
	}
	return strings.TrimSpace(n.Value)
}

func (e *entry) needed(key string) string {
	text := e.text(key)
	if text == "" {
		e.refuse(key, "%s is missing: a waiver says control, target, reason and owner", key)
	}
	return text
}

func (e *entry) day(key string) *time.Time {
	text := e.text(key)
	if text == "" {
		return nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		e.refuse(key, "%s is %q: expected a day of the calendar, such as 2027-01-31", key, clip(text))
		return nil
	}
	return &day
}

func (e *entry) count(key string) *int {
	text := e.text(key)
	if text == "" {
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		e.refuse(key, "%s is %q: expected a whole number from 0", key, clip(text))
		return nil
	}
	return &n
}

// lastSecond is how far the last second of a day is from its first.
const lastSecond = 24*time.Hour - time.Second

var guid = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

var fingerprint = regexp.MustCompile(`^[0-9a-f]{32}$`)

// target holds the waiver to one target, in the form in which findings have it.
func (e *entry) target(w *Waiver) {
	w.Target, w.Finding = strings.ToLower(w.Target), strings.ToLower(w.Finding)
	switch {
	case w.Target == "" && w.Name == "":
		e.refuse("target", "target is missing: expected the id of a group, tenant, or name: with a pattern; the waiver is for nothing")
	case w.Target != "" && w.Name != "":
		e.refuse("name", "target and name are both given: keep one of them")
	case w.Target != "" && w.Target != TargetTenant && !guid.MatchString(w.Target):
		e.refuse("target", "target is %q: expected the id of a group as findings show it, or tenant; patterns for names go into name", clip(w.Target))
	case w.Finding != "" && w.Name != "":
		e.refuse("finding", "finding and name are both given: a finding is about one target, so name its id in target")
	case w.Finding != "" && !fingerprint.MatchString(w.Finding):
		e.refuse("finding", "finding is %q: expected the 32 digits of its fingerprint; \"wbaudit report REPORT -f csv\" lists them", clip(w.Finding))
	}
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// clip keeps what an error repeats short.
func clip(text string) string {
	const most = 60
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}
