package snapshot

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

func TestEveryStreamIsInTheManifestAndItsNameIsTheStemOfItsFile(t *testing.T) {
	dir := sample(t)
	r := opened(t, dir)
	for i, s := range r.Manifest().Streams {
		if s.Name != Streams()[i] {
			t.Fatalf("stream %d is %s, want %s", i, s.Name, Streams()[i])
		}
		name := fileOf(s.Name)
		octets, err := os.ReadFile(filepath.Join(dir, name))
		ok(t, err)
		if stem, _, _ := strings.Cut(name, "."); stem != string(s.Name) {
			t.Errorf("%s is in %s", s.Name, name)
		}
		if sum := sha256.Sum256(octets); hex.EncodeToString(sum[:]) != s.SHA256 {
			t.Errorf("%s has another digest than the manifest says", name)
		}
		if s.Records == 0 {
			t.Errorf("%s has no records", s.Name)
		}
	}
	if len(r.Manifest().Streams) != len(Streams()) {
		t.Errorf("the manifest has %d streams, want %d", len(r.Manifest().Streams), len(Streams()))
	}
	text, err := os.ReadFile(filepath.Join(dir, manifestFile))
	ok(t, err)
	if sum := sha256.Sum256(text); r.Digest() != hex.EncodeToString(sum[:]) {
		t.Error("Digest is not that of the manifest")
	}
}

func TestListsAreZstandardParquetSortedByTheirKey(t *testing.T) {
	r := opened(t, sample(t))
	for stream, key := range map[Stream]string{
		StreamCloudGroups: "id", StreamCloudMemberships: "group,member", StreamCloudOwners: "group,member", StreamLicences: "plan_id,sku",
		StreamAppRoleAssignments: "resource,principal,role", StreamDirectoryGroups: "guid", StreamDirectoryPrincipals: "folded_dn",
		StreamDirectoryMemberships: "group,member", StreamAccessReviews: "server,id", StreamConnectRules: "server,id",
	} {
		meta := parquetFile(r.files[stream]).Metadata()
		for _, group := range meta.RowGroups {
			var names []string
			for _, c := range group.SortingColumns {
				names = append(names, strings.Join(group.Columns[c.ColumnIdx].MetaData.PathInSchema, "."))
			}
			if got := strings.Join(names, ","); got != key {
				t.Errorf("%s is marked as sorted by %q, want %q", stream, got, key)
			}
			for _, c := range group.Columns {
				if c.MetaData.Codec != format.Zstd {
					t.Errorf("%s: column %v has codec %v", stream, c.MetaData.PathInSchema, c.MetaData.Codec)
				}
			}
		}
	}
	for _, stream := range []Stream{StreamTenantSettings, StreamOrganization, StreamSyncConfiguration, StreamDirectoryFacts} {
		octets, err := readAll(r.files[stream].from)
		if err != nil || !json.Valid(octets) {
			t.Errorf("%s is not JSON, %v", stream, err)
		}
	}
}

func TestAStreamNeverEndedIsAbsentAndNotCollected(t *testing.T) {
	r := written(t, func(w *Writer) { ok(t, w.End(StreamLicences, Ended{Status: Partial, Reason: "one page is missing"})) })
	want := StreamState{Name: StreamCloudGroups, Status: Absent, Reason: "not collected", Properties: []string{}}
	if diff := cmp.Diff(want, r.State(StreamCloudGroups)); diff != "" {
		t.Errorf("state (-want +got):\n%s", diff)
	}
	if s := r.State(StreamLicences); s.Status != Partial || s.Reason != "one page is missing" || s.SourceCount != nil || s.SHA256 == "" {
		t.Errorf("an empty partial stream is %+v", s)
	}
	if groups := all(t, r.CloudGroups()); groups != nil {
		t.Errorf("an absent stream yields %v", groups)
	}
	settings, err := r.Settings()
	if settings != nil || err != nil {
		t.Errorf("absent settings are %v, %v", settings, err)
	}
}

func TestACompleteStreamWithoutObjectsIsEmptyRatherThanAbsent(t *testing.T) {
	r := written(t, func(w *Writer) {
		for _, s := range Streams() {
			ok(t, w.End(s, Ended{Status: Complete}))
		}
	})
	settings, err := r.Settings()
	if settings == nil || len(settings) != 0 || err != nil {
		t.Errorf("settings are %#v, %v", settings, err)
	}
	organization, err := r.Organization()
	if organization != nil || err != nil {
		t.Errorf("organization is %v, %v", organization, err)
	}
	for _, err := range exhaust(r) {
		ok(t, err)
	}
	for _, s := range r.Manifest().Streams {
		if s.Status != Complete || s.Records != 0 || s.SHA256 == "" {
			t.Errorf("%+v", s)
		}
	}
}

func TestTheTenantIsThatOfTheOrganizationElseOfTheSyncConfigurationElseWhatASourceKnows(t *testing.T) {
	organization := func(w *Writer) {
		ok(t, w.Put(StreamOrganization, Organization{ID: number(1)}))
		ok(t, w.End(StreamOrganization, Ended{Status: Complete}))
	}
	configuration := func(w *Writer) {
		ok(t, w.Put(StreamSyncConfiguration, SyncConfiguration{ID: number(2)}))
		ok(t, w.End(StreamSyncConfiguration, Ended{Status: Complete}))
	}
	described := func(w *Writer) { w.Describe(func(m *Manifest) { m.Tenant = "3" }) }
	for _, c := range []struct {
		claim string
		fill  []func(*Writer)
		want  string
	}{
		{"organization wins", []func(*Writer){organization, configuration, described}, number(1).String()},
		{"then the sync configuration", []func(*Writer){configuration, described}, number(2).String()},
		{"then the source", []func(*Writer){described}, "3"},
		{"else none", nil, ""},
	} {
		t.Run(c.claim, func(t *testing.T) {
			r := written(t, func(w *Writer) {
				for _, fill := range c.fill {
					fill(w)
				}
			})
			if got := r.Manifest().Tenant; got != c.want {
				t.Errorf("tenant %q, want %q", got, c.want)
			}
		})
	}
}

func TestTheHeadOfTheManifestSurvives(t *testing.T) {
	at, usn, count := time.Date(2026, 11, 20, 23, 55, 0, 0, time.UTC), int64(4711), int64(7)
	r := written(t, func(w *Writer) {
		w.Describe(func(m *Manifest) {
			m.Version, m.CollectedAt, m.Cloud.Started, m.Directory.Ended = "1.2.3", &at, &at, &at
			m.DomainControllers = []DomainController{{"contoso.com", "dc1.contoso.com", &usn}}
		})
		w.Note("first")
		w.Note("second")
		ok(t, w.End(StreamCloudGroups, Ended{Status: Complete, SourceCount: &count, Query: "GET /beta/groups", Properties: []string{"id", "displayName"}}))
	})
	m := r.Manifest()
	state := m.Streams[0]
	m.Streams = nil
	want := Manifest{Format: Format, Tool: "wbaudit", Version: "1.2.3", CollectedAt: &at, Cloud: Period{Started: &at}, Directory: Period{Ended: &at},
		DomainControllers: []DomainController{{"contoso.com", "dc1.contoso.com", &usn}}, Notes: []string{"first", "second"}}
	if diff := cmp.Diff(want, m); diff != "" {
		t.Errorf("head (-want +got):\n%s", diff)
	}
	if *state.SourceCount != 7 || state.Query != "GET /beta/groups" || !cmp.Equal(state.Properties, []string{"displayName", "id"}) {
		t.Errorf("state is %+v", state)
	}
}

func TestObjectsKeepNilZeroAndEmptyApart(t *testing.T) {
	for _, v := range variants(reflect.TypeFor[SyncConfiguration]()) {
		throughJSON(t, v.Interface().(SyncConfiguration))
	}
	for _, v := range variants(reflect.TypeFor[DirectoryFacts]()) {
		throughJSON(t, v.Interface().(DirectoryFacts))
	}
	for _, v := range variants(reflect.TypeFor[Organization]()) {
		throughJSON(t, v.Interface().(Organization))
	}
	for _, v := range variants(reflect.TypeFor[Setting]()) {
		throughJSON(t, v.Interface().(Setting))
	}
}

func throughJSON[T any](t *testing.T, want T) {
	t.Helper()
	text, err := encodeJSON(want)
	ok(t, err)
	var got T
	ok(t, json.Unmarshal(text, &got))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("%T (-want +got):\n%s", want, diff)
	}
}

// What DuckDB, Spark and the like see is the schema alone.
func TestColumnsAreTypedForOtherReaders(t *testing.T) {
	schema, _ := columnsOf(reflect.TypeFor[DirectoryPrincipal]())
	var file strings.Builder
	ok(t, parquet.PrintSchema(&file, "directory_principals", schema))
	for _, want := range []string{"required binary folded_dn (STRING);", "optional fixed_len_byte_array(16) guid (UUID);",
		"optional binary consistency_guid;", "optional int64 account_expires (TIMESTAMP(isAdjustedToUTC=true,unit=MICROS));", "optional int32 group_type (INT(32,true));"} {
		if !strings.Contains(file.String(), want) {
			t.Errorf("the schema lacks %q:\n%s", want, &file)
		}
	}
}

func TestWhatASearchCovers(t *testing.T) {
	for _, c := range []struct {
		claim, base, of string
		subtree, want   bool
	}{
		{"its base", "ou=w,dc=x,dc=y", "ou=w,dc=x,dc=y", false, true},
		{"what lies deeper, in a subtree", "dc=x,dc=y", "ou=a,ou=w,dc=x,dc=y", true, true},
		{"only its base, without", "dc=x,dc=y", "ou=w,dc=x,dc=y", false, false},
		{"not what only ends alike", "ou=w,dc=x,dc=y", "ou=aou=w,dc=x,dc=y", true, false},
		{"not the domain below", "dc=x,dc=y", "dc=emea,dc=x,dc=y", true, false},
		{"nor what lies in it", "dc=x,dc=y", "ou=w,dc=emea,dc=x,dc=y", true, false},
		{"a container with a comma in its name", "dc=x,dc=y", `ou=a\,dc=b,dc=x,dc=y`, true, true},
		{"a zone of DNS below a partition", "dc=x,dc=y", "dc=zone,cn=microsoftdns,dc=x,dc=y", true, true},
	} {
		if got := (Searched{Base: c.base, Subtree: c.subtree}).Covers(c.of); got != c.want {
			t.Errorf("a search covers %s: %t", c.claim, got)
		}
	}
}
