package fetch_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

// stranger is the SID of a user of the tenant who is a member of no group.
const stranger = "S-1-5-21-1-2-3-1601"

func strangers() fstest.MapFS {
	return fstest.MapFS{
		"cloud/groups.json": {Data: []byte(`{"@odata.count":1,"value":[{"id":"11111111-1111-4111-8111-111111111111","displayName":"Team","securityEnabled":true}]}`)},
		"cloud/members/11111111-1111-4111-8111-111111111111.json": {Data: []byte(`{"@odata.count":0,"value":[]}`)},
		"cloud/principals.json": {Data: []byte(`{"value":[{"@odata.type":"#microsoft.graph.user","id":"22222222-2222-4222-8222-222222222222",
			"displayName":"Sam","onPremisesSyncEnabled":true,"onPremisesSecurityIdentifier":"` + stranger + `"}]}`)},
	}
}

func TestPeopleOfTheDirectoryAreLookedForBySID(t *testing.T) {
	var many []string
	for i := range 40 {
		many = append(many, fmt.Sprintf("S-1-5-21-9-9-9-%d", i))
	}
	tests := []struct {
		name, fault string
		people      []string
		want        []string
		requests    int
		says        string
	}{
		{"nobody is to be looked for", "", nil, nil, 0, ""},
		{"who is known is found", "", []string{stranger, stranger, "S-1-5-21-1-2-3-9999"}, []string{"Sam"}, 1, ""},
		{"many take few requests", "", append(many, stranger), []string{"Sam"}, 3, ""},
		{"what is no SID is not asked for", "", []string{"x' or 1 eq 1", ""}, nil, 0, ""},
		{"a refusal is said once", "/users=403", append(many, stranger), nil, 1, "whether the cloud knows them was not read: Graph answered 403"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, strangers(), faulty(t, tt.fault))
			r, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{People: tt.people})
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, p := range all(t, r.CloudPrincipals()) {
				found = append(found, *p.DisplayName)
			}
			if diff := cmp.Diff(tt.want, found); diff != "" {
				t.Errorf("people (-want +got):\n%s", diff)
			}
			if asked := b.server.Requests()["/users"]; asked != tt.requests {
				t.Errorf("asked %d times, want %d", asked, tt.requests)
			}
			if notes := strings.Join(r.Manifest().Notes, "\n"); !strings.Contains(notes, tt.says) {
				t.Errorf("the notes do not say %q: %s", tt.says, notes)
			}
		})
	}
}
