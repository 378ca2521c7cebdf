package diff

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestParseInterval(t *testing.T) {
	for _, c := range []struct {
		text string
		want time.Duration
	}{
		{"PT30M", 30 * time.Minute}, {"pt3h", 3 * time.Hour}, {"P1DT1H", 25 * time.Hour}, {"PT90S", 90 * time.Second}, {"00:30:00", 30 * time.Minute},
		{"P7D", 7 * 24 * time.Hour}, {"P7DT1S", 0}, {"P366D", 0}, {"PT30000M", 0}, {"191:00:00", 0},
		{"", 0}, {"P", 0}, {"PT", 0}, {"PT0M", 0}, {"30", 0}, {"PT30", 0}, {"P30M", 0}, {"PT-5M", 0}, {"P999D", 0}, {"-00:30:00", 0}, {"PT99999999999H", 0},
	} {
		got, ok := parseInterval(c.text)
		if ok != (c.want != 0) || ok && got != c.want {
			t.Errorf("%q: got %v %v, want %v", c.text, got, ok, c.want)
		}
	}
}

func TestSettling(t *testing.T) {
	ago := func(d time.Duration) *time.Time { return new(sceneStart.Add(-d)) }
	for _, c := range []struct {
		name  string
		build func(s *scene, c *snapshot.CloudGroup, d *snapshot.DirectoryGroup)
		want  bool
	}{
		{"objects without dates do not settle", func(*scene, *snapshot.CloudGroup, *snapshot.DirectoryGroup) {}, false},
		{"a group created within two cycles settles", func(_ *scene, c *snapshot.CloudGroup, _ *snapshot.DirectoryGroup) { c.Created = ago(time.Hour) }, true},
		{"one created before does not", func(_ *scene, c *snapshot.CloudGroup, _ *snapshot.DirectoryGroup) {
			c.Created = ago(time.Hour + time.Second)
		}, false},
		{"one created while reading settles", func(_ *scene, c *snapshot.CloudGroup, _ *snapshot.DirectoryGroup) {
			c.Created = ago(-time.Minute)
		}, true},
		{"a copy changed within two cycles settles", func(_ *scene, _ *snapshot.CloudGroup, d *snapshot.DirectoryGroup) {
			d.WhenChanged = ago(time.Minute)
		}, true},
		{"the sync interval is the cycle", func(s *scene, c *snapshot.CloudGroup, _ *snapshot.DirectoryGroup) {
			s.sync.SynchronizationInterval, c.Created = new("PT3H"), ago(6*time.Hour)
		}, true},
		{"an interval that no server may have is not the cycle", func(s *scene, c *snapshot.CloudGroup, _ *snapshot.DirectoryGroup) {
			s.sync.SynchronizationInterval, c.Created = new("P366D"), ago(6*time.Hour)
		}, false},
		{"the earlier side counts", func(s *scene, c *snapshot.CloudGroup, _ *snapshot.DirectoryGroup) {
			c.Created = ago(2 * time.Hour)
			s.describe = func(m *snapshot.Manifest) { m.Cloud.Started, m.Directory.Started = &sceneStart, ago(time.Hour) }
		}, true},
		{"the end of the snapshot stands in for both starts", func(s *scene, c *snapshot.CloudGroup, _ *snapshot.DirectoryGroup) {
			c.Created = ago(time.Hour)
			s.describe = func(m *snapshot.Manifest) { m.CollectedAt = &sceneStart }
		}, true},
		{"without any time nothing settles", func(s *scene, c *snapshot.CloudGroup, _ *snapshot.DirectoryGroup) {
			c.Created = ago(0)
			s.describe = func(*snapshot.Manifest) {}
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, id, g := pairScene(t)
			c.build(s, s.groups[0], g)
			if got := s.subject(ofCloud(id)); got.Settling != c.want {
				t.Errorf("got %v, want %v", got.Settling, c.want)
			}
		})
	}
}

func TestATimeThatTheDataContradictSettlesNothing(t *testing.T) {
	years := sceneStart.AddDate(-9, 0, 0)
	collected := func(end, cloud, directory *time.Time) func(*snapshot.Manifest) {
		return func(m *snapshot.Manifest) {
			m.CollectedAt, m.Cloud.Started, m.Directory.Started = end, cloud, directory
		}
	}
	changed := func(groups int) func(*scene) {
		return func(s *scene) {
			for i := range groups {
				s.copyOf(200+i, s.cloud(50+i, security, enabled(""))).WhenChanged = new(sceneStart.Add(-48 * time.Hour))
			}
		}
	}
	for _, c := range []struct {
		name     string
		describe func(*snapshot.Manifest)
		build    func(*scene)
		dated    bool // a time of collection is left
		note     string
	}{
		{"an end years before the dates of several groups", collected(&years, &years, &years), changed(4), false, "the collection is said to be of 2"},
		{"an end years before the last run of a job and the dates of two groups", collected(&years, &years, &years), func(s *scene) {
			s.jobs = []snapshot.SyncJob{{ID: "a.b", LastSuccess: &sceneStart}}
			changed(2)(s)
		}, false, "holds dates up to"},
		{"a start years ago without an end", collected(nil, &years, &years), changed(4), false, "the collection is said to be of 2"},
		{"the start of one side years before the end", collected(&sceneStart, &years, &sceneStart), changed(4), true, "reading the cloud is said to have begun"},
		{"the start of both sides years before the end", collected(&sceneStart, &years, &years), changed(4), true, "reading the directory is said to have begun"},
		{"one group from the future says nothing of the others", collected(&years, &years, &years), changed(1), true, "1 groups or jobs have a date later"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, _, _ := pairScene(t)
			s.describe = c.describe
			c.build(s)
			s.groups[0].Created = new(sceneStart.AddDate(-10, 0, 0))
			f := s.load()
			for subject, err := range f.Subjects(t.Context()) {
				if err != nil || subject.Settling {
					t.Errorf("%+v settles (%v)", subject.Identity, err)
				}
			}
			if notes := strings.Join(f.Notes(), "\n"); !strings.Contains(notes, c.note) {
				t.Errorf("notes %q, want %q", notes, c.note)
			}
			if got := f.Manifest().CollectedAt != nil; got != c.dated {
				t.Errorf("a time of collection is left: %v, want %v", got, c.dated)
			}
		})
	}
}

func TestAnOrphanOfARecentDeletionSettles(t *testing.T) {
	s := newScene(t)
	s.group(101, "x", adminAnchor(guid(50)))
	s.deleted = []snapshot.CloudDeletedGroup{{ID: guid(50), Deleted: &sceneStart}}
	if got := s.subject(ofDirectory(guid(101))); !got.Settling {
		t.Error("the deletion lies in the window")
	}
}

func TestAnIntervalThatIsNotBelievedIsNoted(t *testing.T) {
	for text, noted := range map[string]bool{"PT30M": false, "P7D": false, "P8D": true, "soon": true} {
		s := newScene(t)
		s.sync.SynchronizationInterval = new(text)
		said := slices.ContainsFunc(s.load().Notes(), func(n string) bool { return strings.Contains(n, "synchronizationInterval is") })
		if said != noted {
			t.Errorf("%s: noted %t, want %t", text, said, noted)
		}
	}
}
