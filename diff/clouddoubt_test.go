package diff

import (
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// A list that was read to its end and still explains too little is said to be doubtful.
func TestAListOfCloudGroupsThatExplainsTooLittleIsDoubted(t *testing.T) {
	for _, c := range []struct {
		claim                            string
		read, unreadable, gone, disagree int
		partial                          bool
		want                             string
	}{
		{claim: "no copy asks for a group"},
		{claim: "every copy has its group", read: 3},
		{claim: "half of the groups are there", read: 2, gone: 2},
		{claim: "more than half are not", read: 2, gone: 3, want: "explains 2 of 5 anchored copies"},
		{claim: "the list is empty", gone: 1, want: "explains 0 of 1 anchored copies"},
		{claim: "a group that could not be read explains nothing", read: 1, unreadable: 2, want: "explains 1 of 3 anchored copies"},
		{claim: "anchors that disagree ask for nothing", read: 1, gone: 1, disagree: 3},
		{claim: "a list that was cut says so itself", gone: 2, partial: true},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			n := 0
			add := func(times int, group func(n int) snapshot.GUID, change ...func(*snapshot.DirectoryGroup)) {
				for range times {
					n++
					s.copyOf(100+n, group(n), change...)
				}
			}
			add(c.read, func(n int) snapshot.GUID { return s.cloud(n, security, enabled("")) })
			add(c.unreadable, func(n int) snapshot.GUID { return s.cloud(n, unreadKind, makeUnreadable) })
			add(c.gone, guid)
			add(c.disagree, guid, externalAnchor(guid(99)))
			if c.partial {
				s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
			}
			if got := s.load().CloudDoubt(); !says(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// The earlier snapshot tells of groups that no copy asks for.
func TestAListOfCloudGroupsThatLostMostSinceTheEarlierSnapshotIsDoubted(t *testing.T) {
	for claim, c := range map[string]struct {
		then, now int
		want      string
	}{
		"all are there":          {then: 4, now: 4},
		"half are":               {then: 4, now: 2},
		"fewer are":              {then: 5, now: 2, want: "lacks 3 of 5 groups of the earlier snapshot"},
		"there were none before": {now: 3},
	} {
		t.Run(claim, func(t *testing.T) {
			then, now := sceneOfLastWeek(t), newScene(t)
			for scene, n := range map[*scene]int{then: c.then, now: c.now} {
				for i := range n {
					scene.cloud(1+i, security)
				}
			}
			if got := since(t, then, now).CloudDoubt(); !says(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// says reports whether got has want in it, and nothing where nothing is wanted.
func says(got, want string) bool { return strings.Contains(got, want) && (want != "" || got == "") }
