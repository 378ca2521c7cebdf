package samples_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

// TestTheStoriesMakeEveryControlFailAndPass reads the stored streams, which another test holds to
// their stories: every control of the profiles that exports decide fails in one of them, and is
// evaluated everywhere and satisfied in another. The controls of what changed are held to the same by
// TestTheComparedStoriesGiveTheirChangesByteForByte, those of a move, which no story's export asks for, by
// TestExactlyTheControlsThatShouldNoticeAMutationOfAMoveDo.
func TestTheStoriesMakeEveryControlFailAndPass(t *testing.T) {
	controls, err := catalogue()
	must(t, err)
	ends := endings(t)
	if len(ends) < 10 {
		t.Errorf("%d stories, want at least 10", len(ends))
	}
	for _, c := range controls.Controls() {
		if !slices.Contains(everyProfile, c.Profile) || ofChanges(c) {
			continue
		}
		for _, outcome := range []string{report.OutcomeFail, report.OutcomePass} {
			if !slices.ContainsFunc(slices.Collect(maps.Values(ends)), func(of map[string]string) bool { return of[c.ID] == outcome }) {
				t.Errorf("%s ends in no story with %s, but %s", c.ID, outcome, others(ends, c.ID))
			}
		}
	}
}

// naming is what a text looks like that names somebody: a SID, a GUID, a DN or an address of mail.
var naming = regexp.MustCompile(`(?i)\bS-1-\d+(-\d+)+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b(cn|ou|dc)=\S|\S@\S+\.\S`)

// TestEvidenceInEveryStoryNamesNobody reads the stored streams: evidence, and what was expected and found,
// are words and numbers, since the report names the target.
func TestEvidenceInEveryStoryNamesNobody(t *testing.T) {
	streams, err := filepath.Glob("*/*.jsonl")
	must(t, err)
	met := 0
	for _, name := range streams {
		stream, err := os.ReadFile(name)
		must(t, err)
		v := &verdicts{summaries: map[string]report.Summary{}}
		must(t, report.Read(t.Context(), bytes.NewReader(stream), v))
		for _, f := range v.findings {
			met++
			text := fmt.Sprint(f.Evidence, f.Expected, f.Actual)
			if found := naming.FindString(text); found != "" {
				t.Errorf("%s: %s holds %s: %s", name, f.Control, found, text)
			}
		}
	}
	if met == 0 {
		t.Errorf("no finding in %d streams", len(streams))
	}
}

// endings reads how each control ended in each story.
func endings(t *testing.T) map[string]map[string]string {
	t.Helper()
	ends := map[string]map[string]string{}
	for name := range stories() {
		stream, err := os.ReadFile(filepath.Join(name, "findings.jsonl"))
		must(t, err)
		v := &verdicts{summaries: map[string]report.Summary{}}
		must(t, report.Read(t.Context(), bytes.NewReader(stream), v))
		ends[name] = map[string]string{}
		for id, s := range v.summaries {
			ends[name][id] = s.Outcome
		}
	}
	return ends
}

// others says how a control ended instead.
func others(ends map[string]map[string]string, id string) string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(ends)) {
		if end := ends[name][id]; end != "" {
			list = append(list, name+" "+end)
		}
	}
	return strings.Join(list, ", ")
}

// TestEveryStoryIsToldInFiveSentences holds the pages of the stories to what a reader has time for; those of moves
// have a table behind that, of what was counted by hand.
func TestEveryStoryIsToldInFiveSentences(t *testing.T) {
	folders, err := filepath.Glob("*/export")
	must(t, err)
	if len(folders) != len(stories()) {
		t.Errorf("%d folders of %d stories", len(folders), len(stories()))
	}
	for name := range stories() {
		page, err := os.ReadFile(filepath.Join(name, "README.md"))
		must(t, err)
		title, body, found := strings.Cut(strings.TrimSpace(string(page)), "\n\n")
		if !found || !strings.HasPrefix(title, "# ") || strings.Contains(title, "\n") {
			t.Errorf("%s: the page begins with %q, want a title and an empty line", name, title)
		}
		body, _, _ = strings.Cut(body, "\n\nBy hand, ")
		if n := sentences(body); n != 5 {
			t.Errorf("%s: %d sentences, want 5", name, n)
		}
	}
}

// initial reports whether text ends in a letter that stands for a name.
func initial(text string) bool {
	n := len(text)
	return n > 0 && text[n-1] >= 'A' && text[n-1] <= 'Z' && (n == 1 || text[n-2] == ' ')
}

// sentences counts the full stops that end one: at the end of the text, or before a blank and a
// capital letter or a backquote.
func sentences(text string) int {
	text = strings.Join(strings.Fields(text), " ")
	n := 0
	for i, c := range text {
		if c != '.' && c != '?' && c != '!' || initial(text[:i]) {
			continue
		}
		rest := text[i+1:]
		if rest == "" || len(rest) > 1 && rest[0] == ' ' && (rest[1] >= 'A' && rest[1] <= 'Z' || strings.ContainsRune("`*[", rune(rest[1]))) {
			n++
		}
	}
	return n
}
