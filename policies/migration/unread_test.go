package migration_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies/migration"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// moves are the choices of somebody who states what no export tells, for a move to each target.
func moves() (list []diff.Choices) {
	for _, to := range diff.Targets() {
		choices := told()
		choices.Move = &diff.MoveChoices{Target: diff.Target(to), Container: "OU=Writeback,DC=corp,DC=contoso,DC=com", CommonName: diff.CNDisplayName}
		list = append(list, choices)
	}
	return list
}

// predictions are the plain numbers and answers of a move by name: those that say of themselves that they are not known,
// or the least there is, are left out.
type predictions map[string]string

func (p predictions) say(known bool, value any, name string, of ...any) {
	if known {
		p[strings.TrimSpace(fmt.Sprintln(append([]any{name}, of...)...))] = fmt.Sprint(value)
	}
}

func predicted(t *testing.T, f *diff.Facts) predictions {
	t.Helper()
	got := &reporttest.Collect{}
	h, err := migration.New(t.Context(), report.Checked(got), f, migration.Options{Target: f.Choices().Move.Target})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []report.Record{
		{Run: &report.Run{Format: report.Format}}, {Control: control("TST-01", "", "")}, {Summary: &report.Summary{Control: "TST-01", Outcome: report.OutcomePass}},
	} {
		if err := h.Handle(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	p, followed := predictions{}, 0
	for _, r := range got.Records {
		switch {
		case r.Readiness != nil:
			p.group(r.Readiness)
			if r.Readiness.Members != nil {
				followed++
			}
		case r.Wave != nil:
			p.wave(r.Wave)
		case r.Verdict != nil:
			p.verdict(r.Verdict, followed)
		}
	}
	return p
}

func (p predictions) group(r *report.Readiness) {
	key := r.Key
	p.say(r.ChangesOver != "unknown", r.ChangesOver, "changes over", key)
	if r.CloudMembers != nil {
		p.say(true, *r.CloudMembers, "cloud members", key)
	}
	if a := r.Anchor; a != nil {
		p.say(a.Action != "unknown", a.Action, "anchor", key)
	}
	if c := r.Copy; c != nil {
		p.say(c.CNSure, c.CN, "CN", key)
		p.say(c.Renamed != "unknown", c.Renamed, "renamed", key)
		p.say(c.OUKept != "unknown", c.OUKept, "OU kept", key)
		if c.DescriptionCut != nil {
			p.say(true, *c.DescriptionCut, "description cut", key)
		}
	}
	if m := r.Members; m != nil {
		whole := m.Gap == ""
		p.say(whole && m.Undecided == 0, m.Kept, "kept", key)
		p.say(whole && m.Undecided == 0, m.Lost, "lost", key)
		p.say(m.WholeLoss(), m.PeopleLost, "people lost", key)
	}
}

func (p predictions) wave(w *report.Wave) {
	wave := fmt.Sprintf("wave %d of %d groups", w.Number, w.Groups)
	p.say(w.Unfollowed == 0, w.Members, "members of", wave)
	p.say(w.WholeLost(), w.Lost, "lost in", wave)
	p.say(w.PeopleWhole, w.PeopleLost, "people lost in", wave)
	p.say(w.AnchorsOpen == 0, w.Anchors, "anchors of", wave)
}

// verdict tells members by the number of groups whose members something may become of.
func (p predictions) verdict(v *report.Verdict, followed int) {
	for _, l := range v.Limits {
		if l.Actual != nil {
			p.say(true, *l.Actual, l.Name)
		}
		p.say(l.State != "unknown", l.State, "limit of", l.Name)
	}
	t := v.Totals
	if !t.Whole {
		return
	}
	p.say(t.Unfollowed == 0, t.Members, "all members of", followed)
	p.say(t.Unfollowed == 0 && t.Undecided == 0, t.Kept, "all kept of", followed)
	p.say(t.Unfollowed == 0 && t.Undecided == 0, t.Lost, "all lost")
	p.say(t.PeopleWhole, t.PeopleLost, "all people lost")
	p.say(t.AnchorsOpen == 0, t.Anchors, "all anchors")
	p.say(t.RenamedOpen == 0, t.Renamed, "all renamed")
	p.say(t.CutOpen == 0, t.Cut, "all descriptions cut")
	p.say(t.ChangingOpen == 0, t.ChangingOver, "all that change over")
}

// exported is a copy of the export of a story that can be changed.
func exported(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "export")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(samples, name, "export"))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// property is a property of the objects of one JSON file or folder, or an attribute of the LDIF.
type property struct{ where, name string }

// properties are those that an export has.
func properties(t *testing.T, dir string) []property {
	t.Helper()
	found := map[property]bool{}
	rewriteEach(t, dir, func(where string, data []byte) []byte {
		if where == "directory" {
			for _, m := range regexp.MustCompile(`(?m)^([A-Za-z][\w-]*)(?:;[^:\n]*)?::? `).FindAllSubmatch(data, -1) {
				found[property{where, strings.ToLower(string(m[1]))}] = true
			}
			return nil
		}
		for name := range jsonObjects(t, data, func(object map[string]any) {}) {
			found[property{where, name}] = true
		}
		return nil
	})
	for _, key := range []string{"dn", "objectclass", "objectguid"} { // without these an export is refused
		delete(found, property{"directory", key})
	}
	return slices.SortedFunc(maps.Keys(found), func(a, b property) int { return strings.Compare(a.where+a.name, b.where+b.name) })
}

// rewriteEach lets change rewrite every file of an export; nil leaves it. Files of one folder are one place.
func rewriteEach(t *testing.T, dir string, change func(where string, data []byte) []byte) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		where, _ := filepath.Rel(dir, path)
		if parts := strings.Split(filepath.ToSlash(where), "/"); len(parts) == 3 || parts[0] == "directory" {
			where = filepath.ToSlash(filepath.Dir(where))
		}
		if where == "cloud/owners" {
			where = "cloud/members" // the same people
		}
		if where == "export.json" {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if changed := change(where, data); changed != nil {
			return os.WriteFile(path, changed, 0o600)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// jsonObjects calls change with the objects that a JSON file lists, or the one that it is, and returns their names.
func jsonObjects(t *testing.T, data []byte, change func(map[string]any)) map[string]bool {
	t.Helper()
	var file map[string]any
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	return objectsOf(file, change)
}

func objectsOf(file map[string]any, change func(map[string]any)) map[string]bool {
	names := map[string]bool{}
	list, listed := file["value"].([]any)
	if !listed {
		list = []any{file}
	}
	for _, one := range list {
		object := one.(map[string]any)
		change(object)
		for name := range object {
			names[name] = !strings.HasPrefix(name, "@")
		}
	}
	maps.DeleteFunc(names, func(_ string, plain bool) bool { return !plain })
	return names
}

// take takes a property away, as if nobody had asked for it.
func take(t *testing.T, dir string, p property) {
	t.Helper()
	name := regexp.QuoteMeta(p.name)
	lines := regexp.MustCompile(`(?mi)^` + name + `(?:;[^:\n]*)?:.*\n(?: .*\n)*`)
	asked := regexp.MustCompile(`(?mi)^(# requesting:.*) ` + name + `\b`)
	rewriteEach(t, dir, func(where string, data []byte) []byte {
		switch {
		case where != p.where:
			return nil
		case where == "directory":
			return asked.ReplaceAll(lines.ReplaceAll(data, nil), []byte("$1"))
		}
		var file map[string]any
		if err := json.Unmarshal(data, &file); err != nil {
			t.Fatal(err)
		}
		objectsOf(file, func(object map[string]any) { delete(object, p.name) })
		changed, err := json.Marshal(file)
		if err != nil {
			t.Fatal(err)
		}
		return changed
	})
}

// Whatever property of whatever list an export lacks: what readiness still says plainly is what it says of the whole
// export.
func TestNoNumberOfAMoveRestsOnWhatWasNotRead(t *testing.T) {
	for _, name := range []string{"citypower", "wideworld", "lamna"} {
		whole := map[diff.Target]predictions{}
		for _, f := range stories(t, filepath.Join(samples, name, "export"), moves()...) {
			whole[f.Choices().Move.Target] = predicted(t, f)
		}
		for _, p := range properties(t, exported(t, name)) {
			t.Run(name+" without "+p.where+" "+p.name, func(t *testing.T) {
				t.Parallel()
				dir := exported(t, name)
				take(t, dir, p)
				for _, f := range stories(t, dir, moves()...) {
					to := f.Choices().Move.Target
					for what, said := range predicted(t, f) {
						if of, told := whole[to][what]; told && said != of {
							t.Errorf("to %s, %s: %s, though with it %q", to, what, said, of)
						}
					}
				}
			})
		}
	}
}

// Every number of a move is known of the whole export and not without a property that it rests on.
func TestANumberOfAMoveIsNotKnownWithoutWhatItRestsOn(t *testing.T) {
	const groups, people, directory = "cloud/groups.json", "cloud/members", "directory"
	for _, c := range []struct {
		story   string
		to      diff.Target
		without property
		number  string
	}{
		{"citypower", diff.ToCloudSync, property{groups, "description"}, "all descriptions cut"},
		{"citypower", diff.ToCloudSync, property{groups, "displayName"}, "all renamed"},
		{"citypower", diff.ToCloudSync, property{directory, "admindescription"}, "all anchors"},
		{"citypower", diff.ToCloudSync, property{directory, "msds-externaldirectoryobjectid"}, "all anchors"},
		{"citypower", diff.ToCloudSync, property{directory, "member"}, "all members"},
		{"citypower", diff.ToCloudSync, property{directory, "member"}, "all people lost"},
		{"citypower", diff.ToCloudSync, property{directory, "grouptype"}, "all people lost"},
		{"citypower", diff.ToCloudSync, property{people, "onPremisesObjectIdentifier"}, "all lost"},
		{"citypower", diff.ToCloudSync, property{people, "onPremisesObjectIdentifier"}, "all people lost"},
		{"citypower", diff.ToCloudSync, property{groups, "groupTypes"}, "all anchors"},
		{"citypower", diff.ToCloudSync, property{groups, "groupTypes"}, "all renamed"},
		{"citypower", diff.ToCloudSync, property{groups, "groupTypes"}, "all descriptions cut"},
		{"citypower", diff.ToCloudSync, property{groups, "groupTypes"}, "all that change over"},
		{"citypower", diff.ToCloudSync, property{groups, "securityEnabled"}, "groups, with selected groups in scope"},
		{"citypower", diff.ToCloudSync, property{groups, "securityEnabled"}, "memberships, with selected groups in scope"},
		{"citypower", diff.ToCloudSync, property{groups, "securityEnabled"}, "members of the largest group"},
		{"wideworld", diff.ToV1, property{groups, "groupTypes"}, "members of the largest Microsoft 365 group"},
		{"citypower", diff.ToCloudSync, property{"cloud/onPremisesSynchronization.json", "features"}, "all that change over"},
		{"lamna", diff.ToSOA, property{groups, "displayName"}, "all renamed"},
		{"lamna", diff.ToSOA, property{groups, "onPremisesSyncEnabled"}, "all renamed"},
		{"lamna", diff.ToSOA, property{directory, "member"}, "all people lost"},
	} {
		t.Run(fmt.Sprintf("%s to %s without %s of %s", c.story, c.to, c.without.name, c.without.where), func(t *testing.T) {
			whole, dir := exported(t, c.story), exported(t, c.story)
			take(t, dir, c.without)
			choices := moves()[slices.Index(diff.Targets(), string(c.to))]
			known := func(export string) bool {
				for what := range predicted(t, stories(t, export, choices)[0]) {
					if what == c.number || strings.HasPrefix(what, c.number+" of ") {
						return true
					}
				}
				return false
			}
			if !known(whole) || known(dir) {
				t.Errorf("%s: known of the whole export %t, without it %t", c.number, known(whole), known(dir))
			}
		})
	}
}
