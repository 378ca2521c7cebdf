package policies

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/connect"
	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// exportFiles reads the stored export of a story.
func exportFiles(t *testing.T, story string) fstest.MapFS {
	t.Helper()
	files, root := fstest.MapFS{}, filepath.Join("..", "samples", story, "export")
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

// conclusions says what every control concluded of one subject, and what it came to in all.
type conclusions struct {
	outcomes map[string]map[string]outcome // by subject, then control
	blind    map[string]bool               // controls with something not evaluated
}

// judgeExport audits an export with every control of the profile audit.
func judgeExport(t *testing.T, files fstest.MapFS, c *Catalogue) (conclusions, error) {
	t.Helper()
	return judgeExportBy(t, files, diff.DefaultChoices(), Options{Catalogue: c})
}

func judgeExportBy(t *testing.T, files fstest.MapFS, choices diff.Choices, o Options) (conclusions, error) {
	t.Helper()
	ctx := context.Background()
	facts, done, err := loadExport(ctx, t, files, choices)
	if err != nil {
		return conclusions{}, err
	}
	defer done()
	f := loaded{facts}
	b, err := newBench(ctx, f, o)
	if err != nil {
		t.Fatal(err)
	}
	j := conclusions{map[string]map[string]outcome{}, map[string]bool{}}
	note := func(subject string, judge *judge, g judgement) {
		if j.outcomes[subject] == nil {
			j.outcomes[subject] = map[string]outcome{}
		}
		id := judge.control.ID
		j.outcomes[subject][id] = max(j.outcomes[subject][id], g.outcome)
		j.blind[id] = j.blind[id] || g.outcome == notEvaluated || judge.blind != "" || judge.partial != ""
	}
	clerk, assembler := newClerk(b), f.assembler()
	for i := range f.Len() {
		s := assembler.Subject(i)
		if err := clerk.group(ctx, &s, func(_ int, judge *judge, g judgement) error { note(s.Identity.Key, judge, g); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	tenant := f.TenantSubject()
	if err := clerk.tenant(ctx, &tenant, func(_ int, judge *judge, g judgement) error { note("tenant", judge, g); return nil }); err != nil {
		t.Fatal(err)
	}
	return j, nil
}

func loadExport(ctx context.Context, t *testing.T, files fstest.MapFS, choices diff.Choices) (*diff.Facts, func(), error) {
	e, err := collect.OpenExportFS(files)
	if err != nil {
		return nil, nil, err
	}
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	e.Describe(w)
	err = collect.Run(ctx, w, entra.NewSource(e.FS, entra.Options{}), directory.NewSource(e.FS, directory.Options{}), connect.NewSource(e.FS, connect.Options{}))
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, nil, err
	}
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := diff.Load(ctx, r, choices)
	if err != nil {
		t.Fatal(err)
	}
	return facts, func() { _ = r.Close() }, nil
}

// loss is one thing that an export may lack.
type loss struct {
	what string
	take func(fstest.MapFS) fstest.MapFS
}

// losses are every file, every key of every kind of object in JSON, and every attribute in LDIF.
func losses(files fstest.MapFS) []loss {
	var all []loss
	seen := map[string]bool{}
	add := func(what string, match func(string) bool, edit func([]byte) []byte) {
		if seen[what] {
			return
		}
		seen[what] = true
		all = append(all, loss{what, func(files fstest.MapFS) fstest.MapFS {
			left := fstest.MapFS{}
			for name, f := range files {
				if match(name) {
					text := edit(f.Data)
					if text == nil {
						continue
					}
					f = &fstest.MapFile{Data: text}
				}
				left[name] = f
			}
			return left
		}})
	}
	for _, name := range sortedKeys(files) {
		if name == "export.json" {
			continue
		}
		match := func(other string) bool { return other == name }
		list := name
		if dir := path.Base(path.Dir(name)); dir == "members" || dir == "owners" {
			list = path.Dir(name)
			match = func(other string) bool { return path.Dir(other) == list }
		}
		add(list, match, func([]byte) []byte { return nil })
		if strings.HasSuffix(name, ".ldif") {
			for _, m := range regexp.MustCompile(`(?m)^([A-Za-z][A-Za-z0-9-]*)(;[^:]*)?:`).FindAllSubmatch(files[name].Data, -1) {
				attribute := string(m[1])
				if attribute != "dn" && attribute != "version" {
					add(list+" "+attribute, match, func(text []byte) []byte { return withoutAttribute(text, attribute) })
				}
			}
			continue
		}
		var body any
		if json.Unmarshal(files[name].Data, &body) != nil {
			continue
		}
		for _, key := range keyPaths(body, nil) {
			add(list+" "+strings.Join(key, "."), match, func(text []byte) []byte { return withoutKey(text, key) })
		}
	}
	return all
}

// withoutAttribute leaves an attribute out of every record, and out of what the head says was asked.
func withoutAttribute(text []byte, attribute string) []byte {
	text = regexp.MustCompile(`(?mi)^(# requesting:.*) `+attribute+`\b`).ReplaceAll(text, []byte("$1"))
	return regexp.MustCompile(`(?m)^`+attribute+`(;[^:\n]*)?:.*\n(?: .*\n)*`).ReplaceAll(text, nil)
}

// keyPaths are the paths of all keys, lists being stepped over.
func keyPaths(v any, above []string) (paths [][]string) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			paths = append(paths, keyPaths(element, above)...)
		}
	case map[string]any:
		for _, key := range sortedKeys(v) {
			at := append(slices.Clone(above), key)
			if !strings.Contains(key, "@") && (len(above) > 0 || key != "value") {
				paths = append(paths, at)
			}
			paths = append(paths, keyPaths(v[key], at)...)
		}
	}
	return paths
}

func withoutKey(text []byte, key []string) []byte {
	var body any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if d.Decode(&body) != nil {
		return text
	}
	dropKey(body, key)
	out, err := json.Marshal(body)
	if err != nil {
		return text
	}
	return out
}

func dropKey(v any, key []string) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			dropKey(element, key)
		}
	case map[string]any:
		if len(key) == 1 {
			delete(v, key[0])
			return
		}
		dropKey(v[key[0]], key[1:])
	}
}

// Whatever an export lacks, a defect seen with it is either still seen or said to be not seen. It
// never becomes a pass or something that does not concern the group. Where the group itself went
// with what was taken away, the control as a whole is not evaluated.
func TestNothingTakenAwayTurnsAFailureIntoAPass(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, story := range []string{"contoso", "fabrikam", "tailspin", "woodgrove"} {
		if testing.Short() && story != "contoso" {
			continue
		}
		files := exportFiles(t, story)
		whole, err := judgeExport(t, files, c)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range losses(files) {
			t.Run(story+"/"+l.what, func(t *testing.T) {
				less, err := judgeExport(t, l.take(files), c)
				if err != nil {
					t.Logf("the import refuses it: %v", err)
					return
				}
				for _, flaw := range whole.greenIn(less) {
					t.Error(flaw)
				}
			})
		}
	}
}

// The same for a move, judged by the profile migration alone, of a job that writes elsewhere and under
// other names.
func TestNothingTakenAwayMakesAMoveGreen(t *testing.T) {
	if testing.Short() {
		t.Skip("every part of every export")
	}
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	options := Options{Catalogue: c, Profiles: []string{"migration"}}
	for _, move := range []struct {
		story string
		to    diff.Target
	}{{"woodgrove", diff.ToCloudSync}, {"fabrikam", diff.ToCloudSync}, {"contoso", diff.ToSOA}} {
		choices := diff.DefaultChoices()
		choices.CloudSyncScope = diff.ScopeSelected
		choices.Move = &diff.MoveChoices{Target: move.to, Container: "CN=Users,DC=emea,DC=contoso,DC=com", CommonName: diff.CNGroupID}
		files := exportFiles(t, move.story)
		whole, err := judgeExportBy(t, files, choices, options)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range losses(files) {
			t.Run(move.story+"/"+l.what, func(t *testing.T) {
				less, err := judgeExportBy(t, l.take(files), choices, options)
				if err != nil {
					t.Logf("the import refuses it: %v", err)
					return
				}
				for _, flaw := range whole.greenIn(less) {
					t.Error(flaw)
				}
			})
		}
	}
}

// greenIn lists the failures that less no longer shows and does not own up to.
func (j conclusions) greenIn(less conclusions) (flaws []string) {
	lost := map[string]int{}
	for _, subject := range sortedKeys(j.outcomes) {
		now, there := less.outcomes[subject]
		for _, id := range sortedKeys(j.outcomes[subject]) {
			switch {
			case j.outcomes[subject][id] != failed:
			case there && (now[id] == passed || now[id] == notApplicable):
				lost[fmt.Sprintf("%s fails, and without it is %s", id, []string{"not applicable", "passed"}[now[id]])]++
			case !there && !less.blind[id] && !less.failsElsewhere(j, id):
				lost[id+" fails, and without it the group is gone and nothing says that something was not evaluated"]++
			}
		}
	}
	for _, text := range sortedKeys(lost) {
		flaws = append(flaws, fmt.Sprintf("%s (%d subjects)", text, lost[text]))
	}
	return flaws
}

// failsElsewhere reports whether a control fails of a subject that the other audit does not have: a
// pair that fell apart is two subjects.
func (j conclusions) failsElsewhere(other conclusions, id string) bool {
	for subject, outcomes := range j.outcomes {
		if _, known := other.outcomes[subject]; !known && outcomes[id] == failed {
			return true
		}
	}
	return false
}
