package entra

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// published is the folder of Microsoft's published bodies, beside the repository where it is present.
const published = "../../../shared/data/graph-examples"

func exampleFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(published, "*.json"))
	if err != nil || len(files) == 0 {
		t.Skip("the folder shared/data/graph-examples is not beside the repository")
	}
	return files
}

// TestPublishedBodiesAreRead tries each file as groups and as members: it is read, or it is an
// error body, or an element in it is named as odd; and what is read is what encoding/json reads.
func TestPublishedBodiesAreRead(t *testing.T) {
	for _, file := range exampleFiles(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !valid(text) {
				t.Fatal("a published body is taken for no JSON")
			}
			checkPublished(t, text)
		})
	}
}

func checkPublished(t *testing.T, text []byte) {
	got := decodeGroups(bytes.NewReader(text))
	var standard struct {
		Value []struct{ ID, DisplayName string }
		Error json.RawMessage
		Code  string
	}
	if err := json.Unmarshal(text, &standard); err != nil {
		t.Fatal(err)
	}
	if wantError := standard.Error != nil || standard.Code != ""; (got.Err != "") != wantError {
		t.Errorf("error %q, want one: %v", got.Err, wantError)
	}
	byID := map[string]string{}
	for _, entry := range standard.Value {
		byID[strings.ToLower(entry.ID)] += entry.DisplayName
	}
	if len(standard.Value) > 0 && int(got.Page.Elements) != len(standard.Value) {
		t.Errorf("%d elements, want %d", got.Page.Elements, len(standard.Value))
	}
	if n := len(got.Groups) + len(got.Odd); got.Err == "" && int64(n) != got.Page.Elements {
		t.Errorf("%d groups and %d odd of %d elements", len(got.Groups), len(got.Odd), got.Page.Elements)
	}
	for _, g := range got.Groups {
		if want, found := byID[g.ID.String()]; found && !strings.Contains(want, orEmpty(g.DisplayName)) {
			t.Errorf("%s is %q, want %q", g.ID, orEmpty(g.DisplayName), want)
		}
	}
}

// TestPublishedBodiesByTheirMeaning reads those that an export would hold under its name.
func TestPublishedBodiesByTheirMeaning(t *testing.T) {
	exampleFiles(t)
	read := func(file string) string {
		text, err := os.ReadFile(filepath.Join(published, file))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	r := collected(t, Options{}, map[string]string{
		"groups.json":                    read("group-get-writeback-null.json"),
		"settings.json":                  read("settings-group-unified.json"),
		"onPremisesSynchronization.json": read("onpremisessync-get.json"),
		"members/4de51a22-3289-4ea5-bbdb-8503ea644f1b.json": read("group-transitivemembers-cast-group.json"),
	})
	g := r.groups["4de51a22-3289-4ea5-bbdb-8503ea644f1b"]
	if diff := cmp.Diff(&snapshot.WritebackConfiguration{}, g.Writeback); diff != "" {
		t.Errorf("configuration (-want +got)\n%s", diff)
	}
	if g.Unreadable != "" || orEmpty(g.DisplayName) != "Library Assist" || len(g.ProxyAddresses) != 2 || g.Expires == nil {
		t.Errorf("group %+v", g)
	}
	if got := g.Members; got.Status != snapshot.Partial || got.Received != 2 || !strings.Contains(got.Reason, "only members that are groups") {
		t.Errorf("members %+v", got)
	}
	settings := r.objects[snapshot.StreamTenantSettings].([]snapshot.Setting)
	if v := settings[0].Values[0]; v.Name != "NewUnifiedGroupWritebackDefault" || orEmpty(v.Value) != "false" {
		t.Errorf("setting %+v", v)
	}
	c := r.objects[snapshot.StreamSyncConfiguration].(snapshot.SyncConfiguration)
	if orEmpty(c.UnifiedGroupContainer) != "unified-group-container-value" || c.Features["groupWriteBackEnabled"] == nil || len(c.Features) != 19 {
		t.Errorf("sync configuration %+v", c)
	}
	refused(t, Options{}, map[string]string{"settings.json": read("error-403-authorization-requestdenied.json")}, "Authorization_RequestDenied", "grant Directory.Read.All")
	refused(t, Options{}, map[string]string{"groups.json": read("throttling-1.json")}, "TooManyRequests", "export it again")
	d := collected(t, Options{}, map[string]string{"groups.json": read("delta-groups-1.json")})
	if got := d.ended[snapshot.StreamCloudGroups]; got.Status != snapshot.Partial || !strings.Contains(got.Reason, "delta") {
		t.Errorf("a delta answer ended %+v", got)
	}
}

// TestPublishedAnswersOfTheReference goes through the request and response pairs of the reference.
func TestPublishedAnswersOfTheReference(t *testing.T) {
	exampleFiles(t)
	text, err := os.ReadFile(filepath.Join(published, "graph-beta-docs-mocks.json"))
	if err != nil {
		t.Fatal(err)
	}
	var reference struct {
		Responses []struct {
			ExampleURL   string
			ResponseBody json.RawMessage
		}
	}
	if err := json.Unmarshal(text, &reference); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, answer := range reference.Responses {
		if len(answer.ResponseBody) == 0 || answer.ResponseBody[0] != '{' {
			continue
		}
		n++
		if got := decodeGroups(bytes.NewReader(answer.ResponseBody)); got.Err != "" {
			t.Errorf("%s: %s", answer.ExampleURL, got.Err)
		}
	}
	if n < 50 {
		t.Errorf("only %d answers tried", n)
	}
}
