package policies

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"
	"testing/fstest"
)

// stray is the id of a group that no story has.
const stray = "deadbeef-1111-4222-8333-444444444444"

// oneMore are what may stand in an export beside all that was read: one group of which nothing else is known.
var oneMore = map[string]func(*testing.T, fstest.MapFS){
	"a group with a name of 64 KiB": func(t *testing.T, files fstest.MapFS) {
		var body map[string]any
		if err := json.Unmarshal(files["cloud/groups.json"].Data, &body); err != nil {
			t.Fatal(err)
		}
		groups := append(body["value"].([]any), map[string]any{"id": stray, "displayName": strings.Repeat("x", 1<<16)})
		body["value"] = groups
		if body["@odata.count"] != nil {
			body["@odata.count"] = len(groups)
		}
		text, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		files["cloud/groups.json"] = &fstest.MapFile{Data: text}
	},
	"members of a group that no list names": func(_ *testing.T, files fstest.MapFS) {
		files["cloud/members/"+stray+".json"] = &fstest.MapFile{Data: []byte(`{"@odata.count":1,"value":[
			{"@odata.type":"#microsoft.graph.user","id":"aaaaaaaa-1111-4222-8333-bbbbbbbbbbbb","displayName":"Ann","userType":"Member"}]}`)}
	},
}

// What fails without one more group of which nothing could be read fails with it: it can add to what was found,
// and is itself not evaluated.
func TestOneMoreGroupThatCouldNotBeReadHidesNoFailure(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range blindStories(t, c) {
		if testing.Short() && i > 0 {
			break
		}
		whole, err := s.judge(t, s.export)
		if err != nil {
			t.Fatal(err)
		}
		for what, add := range oneMore {
			t.Run(s.name+"/"+what, func(t *testing.T) {
				t.Parallel()
				files := maps.Clone(s.export)
				add(t, files)
				more, err := s.judge(t, files)
				if err != nil {
					t.Fatal(err)
				}
				for subject, outcomes := range whole.outcomes {
					for id, was := range outcomes {
						if now := more.outcomes[subject][id]; was == failed && now != failed {
							t.Errorf("%s fails about %s, and beside it comes to %s", id, subject, now)
						}
					}
				}
				if len(more.outcomes["c:"+stray]) == 0 {
					t.Error("the group is no subject")
				}
			})
		}
	}
}
