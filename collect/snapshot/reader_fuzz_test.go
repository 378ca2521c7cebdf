package snapshot

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"
	"testing/fstest"
)

// sample is a small snapshot with something in every stream.
func sample(tb testing.TB) string {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "snapshot")
	w, err := Create(dir)
	if err != nil {
		tb.Fatal(err)
	}
	do := func(err error) {
		if err != nil {
			tb.Fatal(err)
		}
	}
	for _, record := range []reflect.Value{
		filled(reflect.TypeFor[CloudGroup]()), filled(reflect.TypeFor[CloudPrincipal]()), filled(reflect.TypeFor[CloudDeletedGroup]()),
		filled(reflect.TypeFor[Licence]()), filled(reflect.TypeFor[SyncJob]()), filled(reflect.TypeFor[AppRoleAssignment]()),
		filled(reflect.TypeFor[DirectoryGroup]()), filled(reflect.TypeFor[DirectoryPrincipal]()), filled(reflect.TypeFor[DirectoryDeletedGroup]()),
		filled(reflect.TypeFor[ConnectServer]()), filled(reflect.TypeFor[ConnectScheduler]()), filled(reflect.TypeFor[ConnectFeature]()),
		filled(reflect.TypeFor[ConnectConnector]()), filled(reflect.TypeFor[ConnectRule]()), filled(reflect.TypeFor[ConnectError]()),
	} {
		do(w.Add(record.Interface()))
	}
	for n := range 40 {
		do(w.Add(CloudGroup{ID: number(n), CloudGroupKind: CloudGroupKind{GroupTypes: []string{"Unified"}[:n%2]}}))
		do(w.CloudMembership(number(n%5), number(n)))
		do(w.CloudOwner(number(n%5), number(n)))
		do(w.DirectoryMembership(number(n%5), "cn=member "+number(n).String()))
	}
	do(w.Put(StreamTenantSettings, []Setting{filled(reflect.TypeFor[Setting]()).Interface().(Setting)}))
	do(w.Put(StreamOrganization, filled(reflect.TypeFor[Organization]()).Interface()))
	do(w.Put(StreamSyncConfiguration, SyncConfiguration{ID: number(7), Features: map[string]*bool{"groupWriteBackEnabled": nil}}))
	do(w.Put(StreamDirectoryFacts, DirectoryFacts{Containers: []string{"ou=groups"}, Descriptors: map[string][]byte{"ou=groups": {1}}}))
	for _, stream := range Streams() {
		d := Document{ID: "1", Server: "sync01", Body: json.RawMessage(`{"a":1}`)}
		if shapeOf(stream) == shapeDocuments {
			do(w.Document(stream, d))
		}
		do(w.End(stream, Ended{Status: Complete}))
	}
	do(w.Close())
	return dir
}

// exhaust reads everything there is to read and returns the errors.
func exhaust(r *Reader) (errs []error) {
	errs = append(errs, drain(r.CloudGroups()), drain(r.CloudPrincipals()), drain(r.CloudMemberships()), drain(r.CloudOwners()),
		drain(r.CloudDeletedGroups()), drain(r.Licences()), drain(r.SyncJobs()), drain(r.AppRoleAssignments()),
		drain(r.DirectoryGroups()), drain(r.DirectoryPrincipals()), drain(r.DirectoryMemberships()), drain(r.DirectoryDeletedGroups()),
		drain(r.ConnectServers()), drain(r.ConnectSchedulers()), drain(r.ConnectFeatures()), drain(r.ConnectConnectors()),
		drain(r.ConnectRules()), drain(r.ConnectErrors()))
	for _, stream := range []Stream{StreamAccessReviews, StreamDirectoryAudits, StreamPrivilegedAssignments} {
		errs = append(errs, drain(r.Documents(stream)))
	}
	_, errSettings := r.Settings()
	_, errOrganization := r.Organization()
	_, errSync := r.SyncConfiguration()
	_, errFacts := r.DirectoryFacts()
	return append(errs, errSettings, errOrganization, errSync, errFacts)
}

func drain[T any](rows func(func(T, error) bool)) (failed error) {
	for _, err := range rows {
		if failed != nil {
			panic("the iteration went on after an error")
		}
		failed = err
	}
	return failed
}

// withFile is the manifest of a snapshot that holds only stream, as octets, with the right digest.
func withFile(tb testing.TB, stream Stream, octets []byte, records int64) fs.FS {
	sum := sha256.Sum256(octets)
	manifest, err := encodeJSON(Manifest{Format: Format, Tool: toolName, Streams: []StreamState{
		{Name: stream, Status: Complete, Records: records, SHA256: hex.EncodeToString(sum[:])},
	}})
	if err != nil {
		tb.Fatal(err)
	}
	return fstest.MapFS{manifestFile: {Data: seal(manifest)}, fileOf(stream): {Data: octets}}
}

// FuzzReader holds that a mutated file, even one whose digest was made to fit, gives an error or
// records, never a panic, and never asks for more memory than a page may have.
func FuzzReader(f *testing.F) {
	dir := sample(f)
	r := opened(f, dir)
	for i, stream := range Streams() {
		octets, err := readAll(r.files[stream].from)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(i), octets, r.State(stream).Records)
	}
	f.Fuzz(func(t *testing.T, i uint8, octets []byte, records int64) {
		stream := Streams()[int(i)%len(Streams())]
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if r, err := Open(withFile(t, stream, octets, records)); err == nil {
			exhaust(r)
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<30 {
			t.Fatalf("%d octets took %d octets of memory", len(octets), used)
		}
	})
}

// FuzzManifest holds that any manifest gives an error or a reader that knows its streams.
func FuzzManifest(f *testing.F) {
	text, err := encodeJSON(opened(f, sample(f)).Manifest())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte("{\n  \"format\": 1, \"tool\": \"wbaudit\", \"streams\": [{\"name\": \"licences\", \"status\": \"absent\", \"reason\": \"not asked\"}]\n}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := Open(fstest.MapFS{manifestFile: {Data: seal(text)}})
		if err != nil {
			return
		}
		for _, stream := range Streams() {
			if s := r.State(stream); s.Status != Absent || s.Reason == "" {
				t.Fatalf("%s is %+v without a file", stream, s)
			}
		}
		for _, err := range exhaust(r) {
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}
