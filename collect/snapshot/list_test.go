package snapshot

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// closing returns what Add or Close says of records written in this order.
func closing(t *testing.T, memory int, records ...any) error {
	t.Helper()
	w, err := create(filepath.Join(t.TempDir(), "snapshot"), memory)
	ok(t, err)
	var first error
	for _, record := range records {
		if err := w.Add(record); err != nil && first == nil {
			first = err
		}
	}
	for _, s := range []Stream{StreamCloudGroups, StreamDirectoryGroups, StreamDirectoryPrincipals, StreamLicences, StreamSyncJobs} {
		ok(t, w.End(s, Ended{Status: Complete}))
	}
	err = w.Close()
	if first != nil && err == nil {
		t.Error("a record was refused and the snapshot published all the same")
	}
	return err
}

func TestTheSameKeyWithDifferentContentIsRefusedWithStreamAndKey(t *testing.T) {
	group := func(name string) CloudGroup {
		return CloudGroup{ID: number(5), CloudGroupNames: CloudGroupNames{DisplayName: &name}}
	}
	seen := func(class string) DirectoryPrincipal {
		return DirectoryPrincipal{FoldedDN: "cn=a", DN: "CN=a", Seen: true, Class: class}
	}
	for _, c := range []struct {
		claim string
		pair  [2]any
		want  string
	}{
		{"a cloud group with another name", [2]any{group("a"), group("b")}, "cloud_groups: " + number(5).String() + " occurs twice with different content (display_name)"},
		{"a list empty and unknown", [2]any{CloudGroup{}, CloudGroup{CloudGroupKind: CloudGroupKind{GroupTypes: []string{}}}}, "(group_types)"},
		{"a directory group elsewhere", [2]any{DirectoryGroup{DN: "CN=a"}, DirectoryGroup{DN: "CN=b"}}, "directory_groups: " + GUID{}.String() + " occurs twice with different content (dn)"},
		{"a licence with another status", [2]any{Licence{PlanID: "p", SKU: "s"}, Licence{PlanID: "p", SKU: "s", CapabilityStatus: text("Enabled")}}, "licences: p s occurs twice"},
		{"a person of two classes", [2]any{seen("user"), seen("contact")}, "directory_principals: cn=a occurs twice with different content (class)"},
	} {
		for name, memory := range map[string]int{"in memory": 1 << 20, "across runs": 1} {
			t.Run(c.claim+" "+name, func(t *testing.T) {
				if err := closing(t, memory, c.pair[0], c.pair[1]); err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("error %v, want %q", err, c.want)
				}
				if err := closing(t, memory, c.pair[0], c.pair[0]); err != nil {
					t.Errorf("equal content is refused: %v", err)
				}
			})
		}
	}
}

// kept is what becomes of versions of one principal, in any order and with any memory, and the
// note about it.
func kept[T any](t *testing.T, stream Stream, rows func(*Reader) func(func(T, error) bool), versions ...T) (T, []string) {
	t.Helper()
	var first T
	var notes []string
	for i, order := range permutations(len(versions)) {
		for _, memory := range []int{1 << 20, 1} {
			dir := filepath.Join(t.TempDir(), "snapshot")
			w, err := create(dir, memory)
			ok(t, err)
			for _, n := range order {
				ok(t, w.Add(versions[n]))
			}
			ok(t, w.End(stream, Ended{Status: Complete}))
			ok(t, w.Close())
			r := opened(t, dir)
			found := all(t, rows(r))
			if len(found) != 1 {
				t.Fatalf("kept %d records", len(found))
			}
			if i == 0 && memory > 1 {
				first, notes = found[0], r.Manifest().Notes
			}
			if diff := cmp.Diff(first, found[0]); diff != "" {
				t.Errorf("order %v, memory %d (-first +here):\n%s", order, memory, diff)
			}
			if diff := cmp.Diff(notes, r.Manifest().Notes); diff != "" {
				t.Errorf("notes in order %v, memory %d (-first +here):\n%s", order, memory, diff)
			}
		}
	}
	return first, notes
}

func permutations(n int) (orders [][]int) {
	if n == 0 {
		return [][]int{nil}
	}
	for _, shorter := range permutations(n - 1) {
		for at := range n {
			order := append(append(append([]int{}, shorter[:at]...), n-1), shorter[at:]...)
			orders = append(orders, order)
		}
	}
	return orders
}

func TestOfACloudPrincipalTheVersionThatSaysMoreIsKept(t *testing.T) {
	limited := CloudPrincipal{ID: number(1), Type: "user", Limited: true}
	unreadable := CloudPrincipal{ID: number(1), Unreadable: "not an object", DisplayName: text("x"), UserPrincipalName: text("x"), UserType: text("x")}
	short := CloudPrincipal{ID: number(1), Type: "user", DisplayName: text("Ada")}
	whole := CloudPrincipal{ID: number(1), Type: "user", DisplayName: text("Ada L."), UserType: text("Guest")}
	other := CloudPrincipal{ID: number(1), Type: "user", DisplayName: text("Ada B."), UserType: text("Guest")}
	const note = "cloud_principals: 1 records arrived in versions that differ; the one with more known fields was kept"
	for _, c := range []struct {
		claim    string
		versions []CloudPrincipal
		want     CloudPrincipal
		notes    []string
	}{
		{"equal ones are one", []CloudPrincipal{short, short, short}, short, []string{}},
		{"a whole one wins over a limited one", []CloudPrincipal{limited, short}, short, []string{}},
		{"one that knows all to be null wins over one that knows nothing", []CloudPrincipal{limited, {ID: number(1), Type: "user"}}, CloudPrincipal{ID: number(1), Type: "user"}, []string{}},
		{"a readable one wins over an unreadable one that seems to know more", []CloudPrincipal{unreadable, limited}, limited, []string{}},
		{"more known fields win and are noted", []CloudPrincipal{short, whole, limited}, whole, []string{note}},
		{"of equally rich ones any but always the same is kept", []CloudPrincipal{whole, other, short}, other, []string{note}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			got, notes := kept(t, StreamCloudPrincipals, func(r *Reader) func(func(CloudPrincipal, error) bool) { return r.CloudPrincipals() }, c.versions...)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("kept (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.notes, notes); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
		})
	}
}

func TestADirectoryPrincipalIsJoinedFieldByField(t *testing.T) {
	first, second := number(1), number(2)
	mention := DirectoryPrincipal{FoldedDN: "cn=a", DN: "CN=A", GUID: &first, SID: text("S-1-5-21-1")}
	record := DirectoryPrincipal{FoldedDN: "cn=a", DN: "cn=a", Seen: true, Class: "user", DirectoryPrincipalNames: DirectoryPrincipalNames{DisplayName: text("Ada")}}
	joined := record
	joined.GUID, joined.SID = mention.GUID, mention.SID
	broken := DirectoryPrincipal{FoldedDN: "cn=a", DN: "cn=a", Seen: true, Unreadable: "objectGUID has 3 octets"}
	brokenJoined := broken
	brokenJoined.GUID, brokenJoined.SID = mention.GUID, mention.SID
	anew := mention
	anew.GUID = &second
	bare := DirectoryPrincipal{FoldedDN: "cn=a", DN: "CN=A"}
	for _, c := range []struct {
		claim    string
		versions []DirectoryPrincipal
		want     DirectoryPrincipal
		notes    int
	}{
		{"a mention fills what the record lacks", []DirectoryPrincipal{mention, record, bare}, joined, 0},
		{"a mention does not make an unreadable record readable", []DirectoryPrincipal{mention, broken}, brokenJoined, 0},
		{"a bare mention adds nothing", []DirectoryPrincipal{mention, bare}, mention, 0},
		{"a readable record wins over an unreadable one", []DirectoryPrincipal{broken, record}, record, 0},
		{"two mentions of different objects are noted", []DirectoryPrincipal{mention, anew}, mention, 1},
	} {
		t.Run(c.claim, func(t *testing.T) {
			got, notes := kept(t, StreamDirectoryPrincipals, func(r *Reader) func(func(DirectoryPrincipal, error) bool) { return r.DirectoryPrincipals() }, c.versions...)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("kept (-want +got):\n%s", diff)
			}
			if len(notes) != c.notes {
				t.Errorf("notes are %q, want %d", notes, c.notes)
			}
		})
	}
}

// digests are those of a snapshot of records written in a random order by several goroutines.
func digests(t *testing.T, memory int, seed uint64) (all []string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := create(dir, memory)
	ok(t, err)
	order := rand.New(rand.NewPCG(seed, 1)).Perm(600)
	var g sync.WaitGroup
	for part := range 4 {
		g.Go(func() {
			for _, n := range order[part*150 : (part+1)*150] {
				for range 1 + n%2 {
					writeNumber(t, w, n)
				}
			}
		})
	}
	g.Wait()
	for _, s := range []Stream{StreamCloudGroups, StreamCloudPrincipals, StreamCloudMemberships, StreamCloudOwners, StreamDirectoryMemberships, StreamDirectoryPrincipals} {
		ok(t, w.End(s, Ended{Status: Complete}))
	}
	ok(t, w.Close())
	for _, s := range opened(t, dir).Manifest().Streams {
		all = append(all, fmt.Sprint(s.Name, s.Records, s.SHA256))
	}
	return all
}

func writeNumber(t *testing.T, w *Writer, n int) {
	name := "cn=" + strings.Repeat("ab", n%13) + number(n%97).String()
	for _, err := range []error{
		w.Add(CloudGroup{ID: number(n), CloudGroupNames: CloudGroupNames{DisplayName: &name}}),
		w.Add(CloudPrincipal{ID: number(n % 97), Limited: n%3 == 0, Type: "user"}),
		w.Add(DirectoryPrincipal{FoldedDN: name, DN: name, Seen: n%2 == 0}),
		w.CloudMembership(number(n%7), number(n)), w.CloudOwner(number(n%5), number(n)), w.DirectoryMembership(number(n%11), name),
	} {
		if err != nil {
			t.Error(err)
		}
	}
}

func TestOrderOfArrivalGoroutinesAndMemoryDoNotChangeAByte(t *testing.T) {
	want := digests(t, memoryPerList, 1)
	for seed, memory := range []int{memoryPerList, 1 << 16, 20000} {
		if diff := cmp.Diff(want, digests(t, memory, uint64(seed))); diff != "" {
			t.Errorf("memory %d (-want +got):\n%s", memory, diff)
		}
	}
}

func TestHotListsDoNotAllocateForEachCall(t *testing.T) {
	w, err := Create(filepath.Join(t.TempDir(), "snapshot"))
	ok(t, err)
	defer w.Abort()
	n := 0
	if each := testing.AllocsPerRun(10000, func() { n++; ok(t, w.CloudMembership(number(n/10), number(n))) }); each > 0.5 {
		t.Errorf("a cloud membership costs %v allocations", each)
	}
	if each := testing.AllocsPerRun(10000, func() { n++; ok(t, w.DirectoryMembership(number(n), "cn=ada,dc=contoso,dc=com")) }); each > 0.5 {
		t.Errorf("a directory membership costs %v allocations", each)
	}
}

func TestARecordThatNoReaderWouldTakeIsRefused(t *testing.T) {
	long := strings.Repeat("x", maxRecord)
	if err := closing(t, 1<<20, Licence{PlanID: "p", PlanName: &long}); err == nil || !strings.Contains(err.Error(), "licences: p ") {
		t.Errorf("error is %v", err)
	}
}

func TestLongValuesAreReadBack(t *testing.T) {
	body := `"` + strings.Repeat("y", 3<<20) + `"`
	r := written(t, func(w *Writer) {
		for n := range 5 {
			ok(t, w.Document(StreamDirectoryAudits, Document{ID: number(n).String(), Body: []byte(body)}))
		}
		ok(t, w.End(StreamDirectoryAudits, Ended{Status: Complete}))
	})
	for _, d := range all(t, r.Documents(StreamDirectoryAudits)) {
		if string(d.Body) != body {
			t.Fatalf("the body of %s changed", d.ID)
		}
	}
}

func TestNamesTooLongForOneDictionaryAreWrittenAsSeveralRowGroups(t *testing.T) {
	const rows = 500
	r := written(t, func(w *Writer) {
		w.directoryMembers.longest = 1000
		for n := range rows {
			ok(t, w.DirectoryMembership(number(n/50), "cn="+number(n).String()))
		}
		ok(t, w.End(StreamDirectoryMemberships, Ended{Status: Complete}))
	})
	n, batches := 0, 0
	for batch, err := range r.DirectoryMemberships() {
		ok(t, err)
		batches++
		size := 0
		for _, name := range batch.Names {
			size += len(name)
		}
		if size > 1000 {
			t.Errorf("the names of a batch take %d octets", size)
		}
		for i, group := range batch.Groups {
			if group != number(n/50) || batch.Names[batch.Members[i]] != "cn="+number(n).String() {
				t.Fatalf("row %d is %s %s", n, group, batch.Names[batch.Members[i]])
			}
			n++
		}
	}
	if n != rows || batches < 10 {
		t.Errorf("read %d rows in %d batches", n, batches)
	}
}

func TestAContradictionInAnEarlierRunIsStillNoted(t *testing.T) {
	a := CloudPrincipal{ID: number(1), Type: "user", DisplayName: text("a")}
	b := CloudPrincipal{ID: number(1), Type: "user", DisplayName: text("b")}
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := Create(dir)
	ok(t, err)
	ok(t, w.Add(a))
	ok(t, w.Add(b))
	ok(t, w.lists.(*lists).cloudPrincipals.spill())
	ok(t, w.Add(b))
	ok(t, w.End(StreamCloudPrincipals, Ended{Status: Complete}))
	ok(t, w.Close())
	if notes := opened(t, dir).Manifest().Notes; len(notes) != 1 {
		t.Errorf("notes are %q", notes)
	}
}
