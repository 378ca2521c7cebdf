package policies

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/register"
)

// blindStory is a story as its administrator hands it over, judged by every profile that exports decide.
type blindStory struct {
	name    string
	export  fstest.MapFS
	choices diff.Choices
	tickets []diff.Ticket
	options Options
	// before is what was seen earlier; nil without an earlier export.
	before *diff.Earlier
}

// storyConfig is what the stories' wbaudit.yaml states.
type storyConfig struct {
	Profiles   any `yaml:"profiles"`
	Governance struct {
		Naming   []string `yaml:"naming"`
		Register string   `yaml:"register"`
	} `yaml:"governance"`
	CloudSync struct {
		Scope           diff.ScopeMode `yaml:"scope"`
		OnPremisesUsers diff.Switch    `yaml:"onpremises_users"`
		Agent           string         `yaml:"agent"`
		Container       string         `yaml:"container"`
		CommonName      string         `yaml:"common_name"`
	} `yaml:"cloudsync"`
	Directory struct {
		WritebackOU string `yaml:"writeback_ou"`
	} `yaml:"directory"`
	MemberLimit struct {
		V2M365     int64 `yaml:"v2_m365"`
		V2Security int64 `yaml:"v2_security"`
	} `yaml:"member_limit"`
	Controls map[string]struct {
		Parameters map[string]any `yaml:"parameters"`
	} `yaml:"controls"`
	Changes []struct {
		Ticket     string    `yaml:"ticket"`
		Target     string    `yaml:"target"`
		Attributes []string  `yaml:"attributes"`
		Date       time.Time `yaml:"date"`
	} `yaml:"changes"`
	Accept []any `yaml:"accept"`
}

// blindStories reads every stored story.
func blindStories(t *testing.T, c *Catalogue) (all []*blindStory) {
	t.Helper()
	folders, err := filepath.Glob(filepath.Join("..", "samples", "*", "export"))
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		all = append(all, readStory(t, filepath.Dir(folder), c))
	}
	return all
}

func readStory(t *testing.T, dir string, c *Catalogue) *blindStory {
	t.Helper()
	s := &blindStory{name: filepath.Base(dir), export: exportFiles(t, filepath.Join(dir, "export")), choices: diff.DefaultChoices()}
	s.options = Options{Catalogue: c, Profiles: []string{"audit", "connect", "governance"}, Settings: map[string]Setting{}}
	f, err := os.Open(filepath.Join(dir, "wbaudit.yaml"))
	if err == nil {
		defer f.Close()
		var stated storyConfig
		d := yaml.NewDecoder(f)
		d.KnownFields(true)
		if err := d.Decode(&stated); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		s.state(t, dir, &stated)
	} else if !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "earlier")); err == nil {
		s.lookBack(t, exportFiles(t, filepath.Join(dir, "earlier")))
	}
	return s
}

// state takes what the administrator states beside the export.
func (s *blindStory) state(t *testing.T, dir string, stated *storyConfig) {
	t.Helper()
	s.choices.CloudSyncScope, s.choices.OnPremisesUsers = stated.CloudSync.Scope, stated.CloudSync.OnPremisesUsers
	s.choices.Agent, s.choices.CloudSyncContainer = stated.CloudSync.Agent, stated.CloudSync.Container
	s.choices.WritebackOU = stated.Directory.WritebackOU
	s.choices.Governance.Naming = stated.Governance.Naming
	if m := stated.MemberLimit; m.V2M365 > 0 {
		s.choices.MemberLimits.V2M365 = m.V2M365
	}
	if m := stated.MemberLimit; m.V2Security > 0 {
		s.choices.MemberLimits.V2Security = m.V2Security
	}
	for id, control := range stated.Controls {
		s.options.Settings[id] = Setting{Parameters: control.Parameters}
	}
	for _, change := range stated.Changes {
		group, err := snapshot.ParseGUID(change.Target)
		if err != nil {
			t.Fatal(err)
		}
		s.tickets = append(s.tickets, diff.Ticket{ID: change.Ticket, Group: group, Attributes: change.Attributes, Day: change.Date})
	}
	if stated.Governance.Register == "" {
		return
	}
	f, err := os.Open(filepath.Join(dir, stated.Governance.Register))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if s.choices.Governance.Register, err = register.Read(f, stated.Governance.Register); err != nil {
		t.Fatal(err)
	}
}

// lookBack judges what was exported earlier.
func (s *blindStory) lookBack(t *testing.T, files fstest.MapFS) {
	t.Helper()
	ctx := t.Context()
	r, err := importExport(ctx, t, files)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := diff.Load(ctx, r, s.choices)
	if err != nil {
		t.Fatal(err)
	}
	if s.options.Drifts, err = FindDrifts(ctx, facts, s.options); err != nil {
		t.Fatal(err)
	}
	s.before = facts.Earlier(r, s.tickets)
}

// exportFiles reads a stored export.
func exportFiles(t *testing.T, root string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(root, name)
		files[filepath.ToSlash(rel)] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
