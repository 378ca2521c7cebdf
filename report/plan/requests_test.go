package plan_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/plan"
)

// graph is a server that keeps groups as Graph does: it answers GET with the properties selected, and merges
// a PATCH.
type graph struct {
	groups  map[string]map[string]any
	patches int
}

func (g *graph) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	group, known := g.groups[strings.TrimPrefix(r.URL.Path, "/beta/groups/")]
	switch {
	case r.Header.Get("Authorization") != "Bearer secret":
		w.WriteHeader(http.StatusUnauthorized)
	case !known:
		w.WriteHeader(http.StatusNotFound)
	case r.Method == http.MethodGet:
		answer := map[string]any{}
		for name := range strings.SplitSeq(r.URL.Query().Get("$select"), ",") {
			answer[name] = group[name]
		}
		_ = json.NewEncoder(w).Encode(answer)
	case r.Method == http.MethodPatch && r.Header.Get("Content-Type") == "application/json":
		var change map[string]any
		if err := json.NewDecoder(r.Body).Decode(&change); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		merge(group, change)
		g.patches++
		w.WriteHeader(http.StatusNoContent)
	default:
		w.WriteHeader(http.StatusMethodNotAllowed)
	}
}

// merge lets members of a change that are objects change only what they name.
func merge(into, change map[string]any) {
	for name, value := range change {
		inner, both := into[name].(map[string]any)
		if object, is := value.(map[string]any); is && both {
			merge(inner, object)
			continue
		}
		into[name] = value
	}
}

// The lines of a hurl file that plans use, by https://hurl.dev/docs/grammar.html; any other line is no part
// of one.
var (
	requestLine = regexp.MustCompile(`^(GET|PATCH) (\S+)$`)
	headerLine  = regexp.MustCompile(`^([A-Za-z-]+): (\S.*)$`)
	statusLine  = regexp.MustCompile(`^HTTP (\d{3})$`)
	assertLine  = regexp.MustCompile(`^jsonpath "\$\.([A-Za-z.]+)" (==|matches) (.+)$`)
)

// played sends the requests of a file as hurl does: one entry after the other, until an answer is not the
// expected one.
func played(t *testing.T, server, file string) error {
	t.Helper()
	file = strings.NewReplacer("{{graph}}", server, "{{token}}", "secret").Replace(withoutComments(file))
	var request *http.Request
	var answer []byte
	send := func(expected string) error {
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		defer response.Body.Close()
		if answer, err = io.ReadAll(response.Body); err != nil {
			return err
		}
		if strconv.Itoa(response.StatusCode) != expected {
			return fmt.Errorf("%s %s: answered %d, expected %s", request.Method, request.URL, response.StatusCode, expected)
		}
		return nil
	}
	for line := range strings.Lines(file) {
		line = strings.TrimSuffix(line, "\n")
		var err error
		switch {
		case line == "", line == "[Asserts]":
		case requestLine.MatchString(line):
			m := requestLine.FindStringSubmatch(line)
			request, err = http.NewRequestWithContext(t.Context(), m[1], m[2], nil)
		case statusLine.MatchString(line):
			err = send(statusLine.FindStringSubmatch(line)[1])
		case assertLine.MatchString(line):
			m := assertLine.FindStringSubmatch(line)
			err = asserted(answer, m[1], m[2], m[3])
		case strings.HasPrefix(line, "{"):
			body := []byte(line)
			request.Body, request.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		case headerLine.MatchString(line):
			m := headerLine.FindStringSubmatch(line)
			request.Header.Set(m[1], m[2])
		default:
			t.Fatalf("no line of a hurl file: %q", line)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// asserted holds the value at a path of an answer to a predicate.
func asserted(answer []byte, path, predicate, want string) error {
	var value any
	if err := json.Unmarshal(answer, &value); err != nil {
		return err
	}
	for name := range strings.SplitSeq(path, ".") {
		object, is := value.(map[string]any)
		if !is {
			return fmt.Errorf("%s: %s has no members", path, answer)
		}
		value = object[name]
	}
	var expected any
	if err := json.Unmarshal([]byte(want), &expected); err != nil {
		return fmt.Errorf("%s: predicate %q: %w", path, want, err)
	}
	holds := value == expected
	if text, is := value.(string); predicate == "matches" {
		holds = is && regexp.MustCompile(expected.(string)).MatchString(text)
	}
	if !holds {
		return fmt.Errorf("%s is %v, expected %s %s", path, value, predicate, want)
	}
	return nil
}

func TestAServerTakesAPlanOnceAndTakesItBack(t *testing.T) {
	tenant := func() *graph {
		return &graph{groups: map[string]map[string]any{
			cloudID: {"id": cloudID, "visibility": "Private", "writebackConfiguration": map[string]any{"isEnabled": true, "onPremisesGroupType": "UniversalDistributionGroup"}},
			childID: {"id": childID, "visibility": "Private", "writebackConfiguration": map[string]any{"isEnabled": true, "onPremisesGroupType": "universalDistributionGroup"}},
		}}
	}
	mistyped := changed(written("v2"), func(g *report.Group) { g.Cloud.Type = of("universalDistributionGroup") })
	other := changed(written("v2"), func(g *report.Group) {
		g.Cloud.ID, g.Target.ID, g.Key, g.Cloud.Type = childID, childID, "c:"+childID, of("universalDistributionGroup")
	})
	records := []any{mistyped, about(mistyped, "CFG-01", nil), other, about(other, "CFG-01", nil)}
	_, there := made(t, plan.Options{Format: plan.GraphHTTP}, records...)
	_, back := made(t, plan.Options{Format: plan.GraphHTTP, Undo: true}, records...)

	g := tenant()
	server := httptest.NewServer(g)
	defer server.Close()
	must(t, played(t, server.URL, there))
	for _, id := range []string{cloudID, childID} {
		want := map[string]any{"isEnabled": true, "onPremisesGroupType": "universalSecurityGroup"}
		if diff := cmp.Diff(want, g.groups[id]["writebackConfiguration"]); diff != "" || g.patches != 2 {
			t.Errorf("%s after the plan and %d changes (-want +got): %s", id, g.patches, diff)
		}
	}
	if err := played(t, server.URL, there); err == nil || g.patches != 2 {
		t.Errorf("the plan is taken twice: %v, %d changes", err, g.patches)
	}
	must(t, played(t, server.URL, back))
	for id, want := range tenant().groups {
		before, after := fmt.Sprint(want), fmt.Sprint(g.groups[id])
		if !strings.EqualFold(before, after) {
			t.Errorf("taken back, %s is %s, was %s", id, after, before)
		}
	}

	// What changed meanwhile ends the plan before anything of it is changed.
	g.groups, g.patches = tenant().groups, 0
	g.groups[cloudID]["writebackConfiguration"].(map[string]any)["onPremisesGroupType"] = "universalMailEnabledSecurityGroup"
	delete(g.groups, childID)
	if err := played(t, server.URL, there); err == nil || g.patches != 0 {
		t.Errorf("groups that changed: %v, %d changes", err, g.patches)
	}
}
