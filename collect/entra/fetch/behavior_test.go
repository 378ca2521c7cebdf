package fetch_test

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

const behavior = "/groups/{id}/onPremisesSyncBehavior"

// takenOver is a tenant with a group that the cloud took over, one that it did not, and one that no
// directory ever knew.
func takenOver() fstest.MapFS {
	return fstest.MapFS{"cloud/groups.json": {Data: []byte(`{"@odata.count":3,"value":[
		{"id":"11111111-1111-4111-8111-111111111111","displayName":"Taken","securityEnabled":true,"onPremisesSyncEnabled":null,
		 "onPremisesSecurityIdentifier":"S-1-5-21-1-2-3-1101","onPremisesSyncBehavior":{"id":"11111111-1111-4111-8111-111111111111","isCloudManaged":true}},
		{"id":"22222222-2222-4222-8222-222222222222","displayName":"Synced","securityEnabled":true,"onPremisesSyncEnabled":true,
		 "onPremisesSecurityIdentifier":"S-1-5-21-1-2-3-1102","onPremisesSyncBehavior":{"value":{"isCloudManaged":false}}},
		{"id":"33333333-3333-4333-8333-333333333333","displayName":"Own","securityEnabled":true,"onPremisesSyncEnabled":null,
		 "onPremisesSyncBehavior":{"isCloudManaged":true}}]}`)}}
}

func TestTheSourceOfAuthorityIsReadWhenAskedFor(t *testing.T) {
	truth, lie := true, false
	tests := []struct {
		name, fault string
		asked       bool
		want        map[string]*bool
		// requests are those of a collection and of one that goes on with it, which asks again for what
		// was refused.
		requests int
		says     string
	}{
		{"not asked for", "", false, map[string]*bool{"Taken": nil, "Synced": nil, "Own": nil}, 0, ""},
		{"asked of groups that the directory knows", "", true, map[string]*bool{"Taken": &truth, "Synced": &lie, "Own": nil}, 2, ""},
		{"refused once, refused for all", behavior + "=403", true, map[string]*bool{"Taken": nil, "Synced": nil, "Own": nil}, 2, "grant Group-OnPremisesSyncBehavior.ReadWrite.All"},
		{"refused for one", behavior + "#2=403", true, map[string]*bool{"Taken": &truth, "Synced": nil, "Own": nil}, 3, "onPremisesSyncBehavior of 1 group was not read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, takenOver(), faulty(t, tt.fault))
			spool := filepath.Join(t.TempDir(), "spool")
			for _, resume := range []bool{false, true} {
				got, err := b.collected(t, t.Context(), spool, resume, fetch.Options{SyncBehavior: tt.asked})
				if err != nil {
					t.Fatal(err)
				}
				managed := map[string]*bool{}
				for _, g := range all(t, got.CloudGroups()) {
					managed[*g.DisplayName] = g.IsCloudManaged
				}
				if diff := cmp.Diff(tt.want, managed); diff != "" {
					t.Errorf("resumed %v (-want +got):\n%s", resume, diff)
				}
				if notes := strings.Join(got.Manifest().Notes, "\n"); !strings.Contains(notes, tt.says) {
					t.Errorf("resumed %v: the notes do not say %q: %s", resume, tt.says, notes)
				}
			}
			if asked := b.server.Requests()[behavior]; asked != tt.requests {
				t.Errorf("asked %d times, want %d", asked, tt.requests)
			}
		})
	}
}
