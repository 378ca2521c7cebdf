package diff

import (
	"strings"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestWhatWasMadeBetweenTwoReadingsFarApartIsKnownToBeSo(t *testing.T) {
	ago := func(days int) *time.Time { return new(sceneStart.AddDate(0, 0, -days)) }
	read := func(cloud, directory int) func(*scene) {
		return func(s *scene) {
			s.describe = func(m *snapshot.Manifest) {
				m.CollectedAt, m.Cloud.Started, m.Directory.Started = &sceneStart, ago(cloud), ago(directory)
			}
		}
	}
	made := func(days int) func(*scene) { return func(s *scene) { s.groups[0].Created = ago(days) } }
	changed := func(days int) func(*scene) { return func(s *scene) { s.directory[0].WhenChanged = ago(days) } }
	younger := func(copies int) func(*scene) {
		return func(s *scene) {
			for i := range copies {
				s.copyOf(200+i, s.cloud(50+i, security)).WhenChanged = ago(2)
			}
		}
	}
	const noted, contradicted = "20 days before the", "the beginning counts as not known"
	for _, c := range []struct {
		claim string
		build []func(*scene)
		apart int
		note  string
	}{
		{"a group made after the directory was read", []func(*scene){read(0, 20), made(10)}, 20, noted + " cloud was read"},
		{"one made before both", []func(*scene){read(0, 20), made(30)}, 0, noted},
		{"one without a date", []func(*scene){read(0, 20)}, 0, noted},
		{"a copy changed after the cloud was read", []func(*scene){read(20, 0), changed(10)}, 20, noted + " directory was read"},
		{"a copy changed before both", []func(*scene){read(20, 0), changed(30)}, 0, noted},
		{"sides read a week apart settle, and no more", []func(*scene){read(0, 7), made(10)}, 0, ""},
		{"both sides read long before the end were read together", []func(*scene){read(20, 20), made(10)}, 0, contradicted},
		{"the early side was changed later, so that it was read later", []func(*scene){read(0, 20), made(10), younger(3)}, 0, contradicted},
		{"two late dates are not many", []func(*scene){read(0, 20), made(10), younger(2)}, 20, noted},
		{"late dates of the late side contradict nothing", []func(*scene){read(20, 0), changed(10), younger(3)}, 20, noted},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s, id, _ := pairScene(t)
			for _, build := range c.build {
				build(s)
			}
			f := s.load()
			if got := subjectOf(t, f, ofCloud(id)); got.DaysApart != c.apart || c.note != "" && got.Settling {
				t.Errorf("%d days apart, settling %t, want %d and not settling", got.DaysApart, got.Settling, c.apart)
			}
			notes := strings.Join(f.Notes(), "\n")
			if !strings.Contains(notes, c.note) || c.note == "" && strings.Contains(notes, "is said to have begun") {
				t.Errorf("notes %q, want %q", notes, c.note)
			}
		})
	}
}

func TestWhatWasDeletedBetweenTwoReadingsFarApartIsKnownToBeSo(t *testing.T) {
	between, before := new(sceneStart.AddDate(0, 0, -10)), new(sceneStart.AddDate(0, 0, -30))
	for _, c := range []struct {
		claim string
		gone  *time.Time
		early string
		apart int
	}{
		{"a cloud group deleted after the directory was read", between, "directory", 20},
		{"one deleted before", before, "directory", 0},
		{"a copy deleted after the cloud was read", between, "cloud", 20},
		{"a copy deleted before", before, "cloud", 0},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			key := ofCloud(s.cloud(1, security, enabled("universalSecurityGroup")))
			s.describe = func(m *snapshot.Manifest) {
				m.CollectedAt, m.Cloud.Started, m.Directory.Started = &sceneStart, &sceneStart, new(sceneStart.AddDate(0, 0, -20))
				if c.early == "cloud" {
					m.Cloud.Started, m.Directory.Started = m.Directory.Started, m.Cloud.Started
				}
			}
			if c.early == "directory" {
				key = ofDirectory(s.group(101, "x", adminAnchor(guid(50))).GUID)
				s.deleted = []snapshot.CloudDeletedGroup{{ID: guid(50), Deleted: c.gone}}
			} else {
				s.tombstones = []snapshot.DirectoryDeletedGroup{{GUID: guid(101), AdminDescription: new("Group_" + guid(1).String()), WhenChanged: c.gone}}
				s.end(snapshot.StreamDirectoryDeleted, func(e *snapshot.Ended) { e.Status = snapshot.Complete })
			}
			if got := s.subject(key); got.DaysApart != c.apart {
				t.Errorf("%d days apart, want %d", got.DaysApart, c.apart)
			}
		})
	}
}
