package policies

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff/changes"
	"github.com/wbaudit/wbaudit/report"
)

// openChanges are losses that look like a change of what was exported, since nothing left tells the two apart, as
// regular expressions over "<what>". Each is the thing itself; none is to be added.
var openChanges = []string{
	// Without a name a value of a list of names and values is another one, without its value it has none.
	`^cloud/settings\.json value\.values\.(name|value)$`,
	// A partition is known by its DN.
	`connectors\.json Partitions\.DN$`,
	// What Connect could not export is known by connector, object and kind of error.
	`exportErrors\.json (ConnectorName|DistinguishedName|ExportError|ExportError\.ErrorType)$`,
	`[ .](Parameters|ConnectivityParameters)\.(Name|Value)$`,
}

// changeShare is how many of the keys and attributes that the controls are tried without stand for one here, where each is
// compared both ways.
const changeShare = 4

// drifted collects the outcomes of controls.
type drifted struct {
	findings  []string
	summaries map[string]report.Summary
}

func (d *drifted) Handle(r report.Record) error {
	if r.Finding != nil {
		d.findings = append(d.findings, r.Finding.Control)
	}
	if r.Summary != nil {
		d.summaries[r.Summary.Control] = *r.Summary
	}
	return nil
}

func (d *drifted) Close() error { return nil }

// compareBoth compares two snapshots and judges what changed.
func (s *blindStory) compareBoth(t *testing.T, before, after *snapshot.Reader) (*changes.Facts, *drifted) {
	t.Helper()
	f, err := changes.Load(t.Context(), before, after, s.choices, s.tickets, nil)
	if err != nil {
		t.Fatal(err)
	}
	d := &drifted{summaries: map[string]report.Summary{}}
	if _, err := Compare(t.Context(), f, Options{Catalogue: s.options.Catalogue}, d); err != nil {
		t.Fatal(err)
	}
	return f, d
}

// What one of two exports of the same day lacks is no change, and no control of changes finds one.
func TestNothingTakenAwayIsAChange(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	stories := blindStories(t, c)
	share := newShare(stories, *everyLoss, testing.Short())
	tried := map[string]bool{} // single records, once each
	for _, s := range stories {
		if testing.Short() && s.name != "southridge" {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			whole, err := importExport(t.Context(), t, s.export)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range entries(s.export) {
				if tried[l.what] && !*everyLoss {
					continue
				}
				tried[l.what] = true
				t.Run(l.what, func(t *testing.T) { s.tryChange(t, whole, l.what, l.take(s.export)) })
			}
			for at, l := range share.of(s) {
				if !l.whole && !*everyLoss && at%changeShare != 0 {
					continue
				}
				t.Run(l.what, func(t *testing.T) { s.tryChange(t, whole, l.what, l.take(s.export)) })
			}
		})
	}
}

func (s *blindStory) tryChange(t *testing.T, whole *snapshot.Reader, what string, files fstest.MapFS) {
	t.Helper()
	if slices.ContainsFunc(openChanges, func(open string) bool { return regexp.MustCompile(open).MatchString(what) }) {
		return
	}
	less, err := importExport(t.Context(), t, files)
	if err != nil {
		t.Logf("the import refuses it: %v", err)
		return
	}
	for direction, pair := range map[string][2]*snapshot.Reader{"lost": {whole, less}, "found": {less, whole}} {
		f, d := s.compareBoth(t, pair[0], pair[1])
		for _, text := range differences(f) {
			t.Errorf("%s: %s", direction, text)
		}
		if len(d.findings) > 0 {
			t.Errorf("%s: findings of %v", direction, d.findings)
		}
	}
}

// differences tells what differs, as many objects at a time as differ alike.
func differences(f *changes.Facts) (texts []string) {
	alike := map[string]int{}
	for _, c := range f.Changes {
		if c.Kind == changes.NotCompared {
			continue
		}
		text := fmt.Sprint(c.Stream, " ", c.Kind)
		for _, a := range c.Attributes {
			text += " " + a.Name
		}
		if c.Members.Differs() || c.Owners.Differs() {
			text += " members or owners"
		}
		alike[text]++
	}
	for _, text := range sortedKeys(alike) {
		texts = append(texts, fmt.Sprintf("%d %s", alike[text], text))
	}
	return texts
}

// A control of changes that fails of two whole exports fails of less, or is not evaluated.
func TestNothingTakenAwayTurnsAChangeIntoAPass(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join("..", "samples", "southridge")
	s := readStory(t, dir, c)
	exports := map[string]fstest.MapFS{"earlier": exportFiles(t, filepath.Join(dir, "earlier")), "later": s.export}
	open := func(t *testing.T, lacking string, l *loss) [2]*snapshot.Reader {
		var pair [2]*snapshot.Reader
		for side, name := range []string{"earlier", "later"} {
			files := exports[name]
			if name == lacking {
				files = l.take(files)
			}
			r, err := importExport(t.Context(), t, files)
			if err != nil {
				t.Skipf("the import refuses it: %v", err)
			}
			pair[side] = r
		}
		return pair
	}
	both := open(t, "", nil)
	_, whole := s.compareBoth(t, both[0], both[1])
	if len(whole.findings) == 0 {
		t.Fatal("nothing changed")
	}
	for name, files := range exports {
		for _, l := range losses(files) {
			if !l.whole {
				continue
			}
			t.Run(name+" without "+l.what, func(t *testing.T) {
				pair := open(t, name, &l)
				_, less := s.compareBoth(t, pair[0], pair[1])
				for _, id := range slices.Compact(slices.Sorted(slices.Values(whole.findings))) {
					if !slices.Contains(less.findings, id) && less.summaries[id].NotEvaluated == 0 && less.summaries[id].Outcome != report.OutcomeNotEvaluated {
						t.Errorf("%s fails, and without it passes: %+v", id, less.summaries[id])
					}
				}
			})
		}
	}
}
