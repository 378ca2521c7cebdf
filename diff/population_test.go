package diff

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestProofOfAList(t *testing.T) {
	count := func(n int64) *int64 { return &n }
	state := func(status snapshot.Status, records int64, counted *int64) snapshot.StreamState {
		return snapshot.StreamState{Name: snapshot.StreamCloudGroups, Status: status, Records: records, SourceCount: counted}
	}
	for _, c := range []struct {
		claim   string
		state   snapshot.StreamState
		lacking bool
		want    string
	}{
		{"the source counts as many", state(snapshot.Complete, 3, count(3)), false, ProofCounted},
		{"the source counts none and none were read", state(snapshot.Complete, 0, count(0)), false, ProofCounted},
		{"the source counts more", state(snapshot.Partial, 3, count(4)), false, ProofDifferent},
		{"a difference counts even if the list is called whole", state(snapshot.Complete, 3, count(4)), false, ProofDifferent},
		{"the source does not count", state(snapshot.Complete, 3, nil), false, ProofUncounted},
		{"the server said that nothing follows", snapshot.StreamState{Name: snapshot.StreamDirectoryGroups, Status: snapshot.Complete, Records: 3, ToEnd: true}, false, ProofEnded},
		{"the protocol marks the end of members", snapshot.StreamState{Name: snapshot.StreamDirectoryMemberships, Status: snapshot.Complete, Records: 3}, false, ProofEnded},
		{"members that were cut", snapshot.StreamState{Name: snapshot.StreamDirectoryMemberships, Status: snapshot.Partial, Records: 3}, false, ProofPartial},
		{"as many as counted, but one could not be read", state(snapshot.Partial, 3, count(3)), false, ProofPartial},
		{"as many as counted, but of one group they do not count", state(snapshot.Complete, 3, count(3)), true, ProofPartial},
		{"members read to their end, but not of one group", snapshot.StreamState{Name: snapshot.StreamDirectoryMemberships, Status: snapshot.Complete, Records: 3}, true, ProofPartial},
		{"a list that was not read", state(snapshot.Absent, 0, nil), false, ProofAbsent},
	} {
		want := ListProof{Name: string(c.state.Name), Proof: c.want, Records: c.state.Records, Counted: c.state.SourceCount}
		if d := cmp.Diff(want, proofOf(c.state, c.lacking)); d != "" {
			t.Errorf("%s (-want +got)\n%s", c.claim, d)
		}
	}
}

func TestOtherListsThatLackSomething(t *testing.T) {
	four := []ListProof{{Name: string(snapshot.StreamCloudGroups)}}
	got := cutLists([]snapshot.StreamState{
		{Name: snapshot.StreamCloudGroups, Status: snapshot.Partial},
		{Name: snapshot.StreamCloudOwners, Status: snapshot.Partial, Records: 2, SourceCount: new(int64(9))},
		{Name: snapshot.StreamAccessReviews, Status: snapshot.Partial, Records: 1},
		{Name: snapshot.StreamPrivilegedAssignments, Status: snapshot.Complete, Records: 1, SourceCount: new(int64(2))},
		{Name: snapshot.StreamTenantSettings, Status: snapshot.Absent},
	}, four)
	want := []ListProof{
		{Name: string(snapshot.StreamAccessReviews), Proof: ProofPartial, Records: 1},
		{Name: string(snapshot.StreamCloudOwners), Proof: ProofDifferent, Records: 2, Counted: new(int64(9))},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestPopulation(t *testing.T) {
	ago := func(d time.Duration) *time.Time { return new(sceneStart.Add(-d)) }
	for _, c := range []struct {
		claim            string
		describe         func(*snapshot.Manifest)
		controllers      int
		cloud, directory *int64
	}{
		{"both sides were read at once", func(m *snapshot.Manifest) {
			m.CollectedAt, m.Cloud.Started, m.Directory.Started = &sceneStart, ago(time.Hour), ago(2*time.Hour)
		}, 0, new(int64(3600)), new(int64(7200))},
		{"a start that nobody noted", func(m *snapshot.Manifest) { m.CollectedAt, m.Cloud.Started = &sceneStart, ago(0) }, 0, new(int64(0)), nil},
		{"no time that ages count to", func(m *snapshot.Manifest) { m.Cloud.Started = ago(0) }, 0, nil, nil},
		{"one controller of each domain, and three of one", func(m *snapshot.Manifest) {
			for _, domain := range []string{"contoso.com", "eu.contoso.com", "eu.contoso.com", "eu.contoso.com"} {
				m.DomainControllers = append(m.DomainControllers, snapshot.DomainController{Domain: domain})
			}
		}, 1, nil, nil},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.describe = c.describe
			got := s.load().TenantSubject().Population
			want := Population{Lists: got.Lists, Controllers: c.controllers, CloudAge: c.cloud, DirectoryAge: c.directory}
			if d := cmp.Diff(want, got); d != "" || len(got.Lists) != 4 {
				t.Errorf("(-want +got)\n%s%d lists", d, len(got.Lists))
			}
		})
	}
}
