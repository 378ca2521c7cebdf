package samples_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// counts audits the export at dir.
func counts(t *testing.T, dir string) *report.Counts {
	t.Helper()
	var c report.Counts
	stream := audit(t, dir, diff.DefaultChoices())
	if err := report.Read(context.Background(), bytes.NewReader(stream), seer(c.Add)); err != nil {
		t.Fatal(err)
	}
	return &c
}

type seer func(report.Record)

func (s seer) Handle(r report.Record) error { s(r); return nil }
func (s seer) Close() error                 { return nil }

func written(t *testing.T, m *synthetic.Model) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "export")
	if err := m.Write(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestAGroupWhoseBodyLacksTheConfigurationIsNotCalledUnset(t *testing.T) {
	m := contoso()
	for _, g := range m.Groups {
		if g.Name == "Sales Mailing" || g.Name == "VPN Users" {
			g.NoConfiguration = true
		}
	}
	c := counts(t, written(t, m))
	for _, id := range []string{"CFG-01", "DIF-06"} {
		if s := c.Control(id).Summary; s.NotEvaluated == 0 {
			t.Errorf("%s: %d subjects not evaluated, want the groups without a configuration among them", id, s.NotEvaluated)
		}
	}
	if got := c.Control("CFG-01").Findings.Total(); got != 0 {
		t.Errorf("CFG-01 has %d findings, want none: the one group it would name was not read", got)
	}
}

func TestMembersOfGroupsThatNoFileHoldsMakeTheListPartial(t *testing.T) {
	dir := written(t, contoso())
	path := filepath.Join(dir, "cloud", "groups.json")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// One group renamed to an id that has no members file, and no count to prove the list whole.
	text = regexp.MustCompile(`"@odata.count": \d+,`).ReplaceAll(text, nil)
	text = regexp.MustCompile(`"id": "[0-9a-f]{8}`).ReplaceAll(text, []byte(`"id": "00000000`))
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, s := range counts(t, dir).Run.Streams {
		if s.Name == "cloud_groups" && s.Status != report.StatusPartial {
			t.Errorf("cloud_groups is %s, want partial", s.Status)
		}
	}
}
