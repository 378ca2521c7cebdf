package html_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/html"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

func TestPolicyNamesTheDigestsOfStyleAndScript(t *testing.T) {
	page := string(render(t, reporttest.Demo(5)))
	for name, pattern := range map[string]string{
		"style":  `(?s)<style>(.*?)</style>`,
		"script": `(?s)<script>(.*?)</script>`,
	} {
		found := regexp.MustCompile(pattern).FindStringSubmatch(page)
		if found == nil {
			t.Fatalf("the page has no %s", name)
		}
		sum := sha256.Sum256([]byte(found[1]))
		want := name + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		if !strings.Contains(page, want) {
			t.Errorf("the policy lacks %s", want)
		}
	}
	page = strings.ReplaceAll(page, "http://www.w3.org/2000/svg", "") // the name of a namespace; nothing is fetched
	for _, forbidden := range []string{"unsafe-inline", "http://", "https://cdn", " onclick=", " style="} {
		if strings.Contains(page, forbidden) {
			t.Errorf("the page holds %q", forbidden)
		}
	}
}

// An engine that is on is a fact; whether it may be is for a control to say (ENG-01).
func TestEnginesAreColouredNeitherGoodNorBad(t *testing.T) {
	page := string(render(t, reporttest.Demo(5)))
	rules := regexp.MustCompile(`\.engines[^{}]*\{[^}]*\}`).FindAllString(page, -1)
	if len(rules) == 0 {
		t.Fatal("the page has no rule for engines")
	}
	for _, rule := range rules {
		if regexp.MustCompile(`--(good|critical|high|medium|low)\b`).MatchString(rule) {
			t.Errorf("%s judges", rule)
		}
	}
}

func TestPageHoldsEveryFindingAndGroup(t *testing.T) {
	for seed := range uint64(20) {
		records := reporttest.Random(seed, 30)
		var counts report.Counts
		for _, r := range records {
			counts.Add(r)
		}
		page := render(t, records)
		if got := len(rows(t, page, "findings")); got != counts.Findings.Total() {
			t.Errorf("seed %d: the page holds %d findings, want %d", seed, got, counts.Findings.Total())
		}
		if got := len(rows(t, page, "groups")); got != counts.Groups {
			t.Errorf("seed %d: the page holds %d groups, want %d", seed, got, counts.Groups)
		}
		for _, s := range report.Severities {
			tile := fmt.Sprintf(`data-severity="%s"><span class="n">%d</span>`, s, counts.Findings.Of(s))
			if !strings.Contains(string(page), tile) {
				t.Errorf("seed %d: the page's tile of %s does not say %d", seed, s, counts.Findings.Of(s))
			}
		}
	}
}

// Without JavaScript the page is what stands before its first script.
func TestSummaryAndControlsNeedNoScript(t *testing.T) {
	records := reporttest.Demo(20)
	static, _, _ := strings.Cut(string(render(t, records)), "<script")
	for _, r := range records {
		if r.Control != nil && !strings.Contains(static, `<tr id="control-`+r.Control.ID+`"`) {
			t.Errorf("%s is not shown", r.Control.ID)
		}
	}
	for _, want := range []string{`data-severity="critical"`, "counted once for each control", "The portal&#39;s columns mislead about 3 groups", "<noscript>"} {
		if !strings.Contains(static, want) && !strings.Contains(static, strings.ReplaceAll(want, "&#39;", "'")) {
			t.Errorf("%q is not shown", want)
		}
	}
}

func rows(t *testing.T, page []byte, id string) []any {
	t.Helper()
	found := regexp.MustCompile(`(?s)id="packed-` + id + `">(.*?)</script>`).FindSubmatch(reporttest.Unpacked(t, page))
	if found == nil {
		t.Fatalf("the page has no data block %s", id)
	}
	var list []any
	if err := json.Unmarshal(found[1], &list); err != nil {
		t.Fatalf("data block %s: %v", id, err)
	}
	return list
}

func TestGroupsLeftOutAreCountedAndSaid(t *testing.T) {
	records := reporttest.Demo(60)
	quiet := 0
	for i, r := range records {
		if r.Group == nil {
			continue
		}
		if next := records[i+1]; next.Finding == nil || next.Finding.Target.ID != r.Group.Target.ID {
			quiet++
		}
	}
	if quiet < 3 {
		t.Fatalf("the stream has %d groups without a finding, the test needs 3", quiet)
	}
	var page strings.Builder
	h, err := html.New(&page, html.Options{MaxGroups: 1})
	if err != nil {
		t.Fatal(err)
	}
	reporttest.Feed(t, h, records)
	listed := len(rows(t, []byte(page.String()), "groups"))
	if want := fmt.Sprintf("%d of 60 listed, all in the workbook&#39;s sheet Groups. Groups with a finding are all listed.", listed); !strings.Contains(page.String(), want) {
		t.Errorf("the page does not say %q", want)
	}
}

func TestEqualStreamsGiveEqualPages(t *testing.T) {
	first, second := render(t, reporttest.Demo(30)), render(t, reporttest.Demo(30))
	if string(first) != string(second) {
		t.Error("two pages of one stream differ")
	}
}

func BenchmarkPage(b *testing.B) {
	records := reporttest.Demo(50_000)
	for b.Loop() {
		page := render(b, records)
		b.ReportMetric(float64(len(page))/1e6, "MB")
	}
}

func TestFindingsShowTheirAgeAndWaiver(t *testing.T) {
	page := render(t, reporttest.Aged())
	if want := "Since the baseline of 2026-10-01: 1 new, 1 persisting (1 on other evidence than before), 1 resolved; 2 not judged again."; !bytes.Contains(page, []byte(want)) {
		t.Errorf("the page lacks %s", want)
	}
	list := rows(t, page, "findings")
	for at, want := range []string{"[new since the baseline ]",
		"[persisting, first seen 2026-10-01, on other evidence than before waived until 2027-01-31, owner Ann, approved by Bob, ticket CHG-1: agreed]"} {
		if got := fmt.Sprint(list[at].([]any)[13:]); got != want {
			t.Errorf("row %d ends with %s, want %s", at, got, want)
		}
	}
	if row := rows(t, render(t, reporttest.Demo(20)), "findings")[0].([]any); len(row) > 13 && row[13] != "" {
		t.Errorf("without a baseline a finding has the age %v", row[13])
	}
}
