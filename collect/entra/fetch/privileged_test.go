package fetch_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

const schedules = "/identityGovernance/privilegedAccess/group/assignmentScheduleInstances"

func TestSchedulesOfPrivilegedIdentityManagement(t *testing.T) {
	tests := []struct {
		name, fault string
		status      snapshot.Status
		says        string
		requests    int
	}{
		{"every group is asked for", "", snapshot.Complete, "", 11},
		{"the first refusal is that of all", schedules + "=403", snapshot.Absent, "grant PrivilegedAssignmentSchedule.Read.AzureADGroup", 1},
		{"a group that is refused leaves the others", schedules + "#3+1=403", snapshot.Partial, "not read for 1 group: Graph answered 403", 11},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, story("litware"), faulty(t, tt.fault))
			b.client.HTTP.Transport.(*fetch.Transport).Patience = 10 * time.Millisecond
			got, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{AllGroups: true, Governance: true})
			if err != nil {
				t.Fatal(err)
			}
			state := got.State(snapshot.StreamPrivilegedAssignments)
			if state.Status != tt.status || !strings.Contains(state.Reason, tt.says) {
				t.Errorf("the list is %s (%s), want %s saying %q", state.Status, state.Reason, tt.status, tt.says)
			}
			if asked := b.server.Requests()[schedules]; asked != tt.requests {
				t.Errorf("asked %d times, want %d", asked, tt.requests)
			}
			if tt.fault != "" {
				return
			}
			want := all(t, imported(t, story("litware")).Documents(snapshot.StreamPrivilegedAssignments))
			if diff := cmp.Diff(want, all(t, got.Documents(snapshot.StreamPrivilegedAssignments))); diff != "" {
				t.Errorf("live differs (-import +live):\n%.3000s", diff)
			}
		})
	}
}
