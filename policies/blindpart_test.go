package policies

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// countsGroups reports whether a check judges the tenant by a count over the list of cloud groups.
func countsGroups(c Check) bool {
	if c.Kind != KindTenant || !slices.Contains(c.Streams, string(snapshot.StreamCloudGroups)) {
		return false
	}
	subject := subjectType(c.Kind)
	return slices.ContainsFunc(readingOf(c.module.Rules, subject).places, func(p read) bool {
		t := subject
		for _, step := range p.steps {
			t = base(t).Field(step).Type
		}
		return t == countType
	})
}

// cutList says in the list of cloud groups that another page follows.
func cutList(t *testing.T, files fstest.MapFS) fstest.MapFS {
	t.Helper()
	var body map[string]any
	d := json.NewDecoder(bytes.NewReader(files["cloud/groups.json"].Data))
	d.UseNumber()
	if err := d.Decode(&body); err != nil {
		t.Fatal(err)
	}
	body["@odata.nextLink"] = "https://graph.microsoft.com/beta/groups?$skiptoken=x"
	delete(body, "@odata.count")
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	cut := maps.Clone(files)
	cut["cloud/groups.json"] = &fstest.MapFile{Data: text}
	return cut
}

// wholeOnly are controls that ask a count only whether they apply, and compare each group: they do not speak of part of a list.
var wholeOnly = []string{"CS-15"}

// A count that is over its limit on part of the list of cloud groups is over it on all of it; one that is not may be.
func TestACountFailsOnPartOfAListAndPassesOnNone(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	counting, seen := map[string]bool{}, map[string]bool{}
	for _, control := range c.Controls() {
		counting[control.ID] = slices.ContainsFunc(control.Checks, countsGroups) && !slices.Contains(wholeOnly, control.ID)
	}
	for _, s := range blindStories(t, c) {
		whole, err := s.judge(t, s.export)
		if err != nil {
			t.Fatal(err)
		}
		part, err := s.judge(t, cutList(t, s.export))
		if err != nil {
			t.Fatal(err)
		}
		for id, was := range whole.outcomes["tenant"] {
			if !counting[id] {
				continue
			}
			switch now := part.outcomes["tenant"][id]; {
			case was == failed:
				seen[id] = true
				fallthrough
			case now == failed:
				if was != failed || now != failed {
					t.Errorf("%s: %s is %s on the whole list and %s on part of it", s.name, id, was, now)
				}
			case now != notEvaluated:
				t.Errorf("%s: %s is %s on part of the list", s.name, id, now)
			}
		}
	}
	for id, counts := range counting {
		if counts && !seen[id] {
			t.Errorf("%s fails in no story", id)
		}
	}
}
