package samples_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
)

// BenchmarkAudit audits a stored snapshot with all controls that exports decide into JSON Lines: WBAUDIT_BENCH_GROUPS
// groups (10,000 unless given) with 100 members each, 10 million at most, and a copy of each.
// Budgets on two cores: 100,000 groups in 15 s and 1.5 GiB, a million in 90 s and 3 GiB.
func BenchmarkAudit(b *testing.B) {
	benchmarkStored(b, func(ctx context.Context, facts *diff.Facts) error {
		encoder := report.NewEncoder(io.Discard)
		if _, err := policies.Audit(ctx, facts, policies.Options{Profiles: everyProfile}, encoder); err != nil {
			return err
		}
		return encoder.Close()
	})
}

// benchmarkStored opens a large stored snapshot, loads its facts and answers from them, and reports
// the most memory that took.
func benchmarkStored(b *testing.B, answer func(context.Context, *diff.Facts) error) {
	benchmarkWith(b, diff.DefaultChoices(), answer)
}

// benchmarkWith does so with facts by other choices.
func benchmarkWith(b *testing.B, choices diff.Choices, answer func(context.Context, *diff.Facts) error) {
	groups := benchGroups()
	dir := filepath.Join(b.TempDir(), "snapshot")
	if err := largeSnapshot(dir, groups); err != nil {
		b.Fatal(err)
	}
	var peak uint64
	var spent time.Duration
	for b.Loop() {
		// What writing the snapshot took would count otherwise.
		debug.FreeOSMemory()
		stop, before := watchMemory(&peak), processorTime()
		if err := answerStored(dir, choices, answer); err != nil {
			b.Fatal(err)
		}
		stop()
		spent += processorTime() - before
	}
	b.ReportMetric(spent.Seconds()/float64(b.N), "cpu-s/op")
	b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
}

// benchGroups is how many groups a large snapshot has.
func benchGroups() int {
	groups := 10_000
	if text := os.Getenv("WBAUDIT_BENCH_GROUPS"); text != "" {
		groups, _ = strconv.Atoi(text)
	}
	return groups
}

func answerStored(dir string, choices diff.Choices, answer func(context.Context, *diff.Facts) error) (err error) {
	ctx := context.Background()
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	facts, err := diff.Load(ctx, r, choices)
	if err != nil {
		return err
	}
	return answer(ctx, facts)
}

// watchMemory raises peak to the most memory the process held until stop is called.
func watchMemory(peak *uint64) (stop func()) {
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		for {
			metrics.Read(sample)
			*peak = max(*peak, sample[0].Value.Uint64()-sample[1].Value.Uint64())
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() { close(done); <-ended }
}

// numbered returns an id that sorts by family, then number.
func numbered(family byte, n int) snapshot.GUID {
	g := snapshot.GUID{0: family, 6: 0x40, 8: 0x80}
	binary.BigEndian.PutUint32(g[12:], uint32(n))
	return g
}

// largeSnapshot writes a tenant with V1 and V2 whose copies differ from their groups in one member
// of a hundred groups.
func largeSnapshot(dir string, groups int) error {
	return largeSnapshotAt(dir, groups, time.Date(2026, 11, 20, 23, 55, 0, 0, time.UTC), 0)
}

// largeSnapshotAt is the snapshot at a time; drift exchanges a member of one group in a hundred, and in
// the next group one of its copy.
func largeSnapshotAt(dir string, groups int, at time.Time, drift int) error {
	w, err := snapshot.Create(dir)
	if err != nil {
		return err
	}
	each := min(100, max(1, 10_000_000/groups))
	people := max(1000, groups*each/50)
	return errors.Join(largePeople(w, people), largeGroups(w, groups, each, people, drift), largeEnds(w, at), w.Close())
}

func accountDN(n int) string {
	return fmt.Sprintf("cn=person %d,ou=people,dc=corp,dc=contoso,dc=com", n)
}

func largePeople(w *snapshot.Writer, people int) error {
	for n := range people {
		sid, dn, guid := fmt.Sprintf("S-1-5-21-1-2-3-%d", 1000+n), accountDN(n), numbered(3, n)
		yes, name := true, fmt.Sprintf("Person %d", n)
		cloud := snapshot.CloudPrincipal{ID: numbered(2, n), Type: "user", DisplayName: &name,
			PrincipalOnPremises: snapshot.PrincipalOnPremises{SyncEnabled: &yes, SecurityIdentifier: &sid, DistinguishedName: &dn}}
		account := snapshot.DirectoryPrincipal{FoldedDN: dn, DN: dn, Seen: true, Class: "user", GUID: &guid, SID: &sid}
		if err := errors.Join(w.Add(cloud), w.Add(account)); err != nil {
			return err
		}
	}
	return nil
}

func largeGroups(w *snapshot.Writer, groups, each, people, drift int) error {
	yes, kind, no := true, "universalSecurityGroup", false
	universal := int32(-2147483640)
	old := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	whole := snapshot.Coverage{Status: snapshot.Complete, Received: int64(each)}
	for n := range groups {
		id, guid, name := numbered(1, n), numbered(4, n), fmt.Sprintf("Group %d", n)
		cn := fmt.Sprintf("%s_%s", name, id.String()[24:])
		anchor, sid := "Group_"+id.String(), fmt.Sprintf("S-1-5-21-1-2-4-%d", 1000+n)
		g := snapshot.CloudGroup{ID: id, Members: whole, CloudGroupNames: snapshot.CloudGroupNames{DisplayName: &name},
			CloudGroupKind:  snapshot.CloudGroupKind{GroupTypes: []string{}, SecurityEnabled: &yes, MailEnabled: &no},
			CloudGroupTimes: snapshot.CloudGroupTimes{Created: &old},
			Writeback:       &snapshot.WritebackConfiguration{IsEnabled: &yes, OnPremisesGroupType: &kind}}
		d := snapshot.DirectoryGroup{GUID: guid, DN: "CN=" + cn + ",OU=Writeback,DC=corp,DC=contoso,DC=com", SID: &sid, GroupType: &universal,
			DirectoryGroupNames:   snapshot.DirectoryGroupNames{CN: &cn, DisplayName: &name},
			DirectoryGroupAnchors: snapshot.DirectoryGroupAnchors{AdminDescription: &anchor},
			DirectoryGroupState:   snapshot.DirectoryGroupState{WhenCreated: &old, WhenChanged: &old}, Members: whole}
		if err := errors.Join(w.Add(g), w.Add(d)); err != nil {
			return err
		}
		for k := range each {
			person := (n*7 + k) % people
			member := person
			if drift > 0 && k == 1 && n%100 == 50 {
				member = (n*7 + each) % people
			}
			if err := w.CloudMembership(id, numbered(2, member)); err != nil {
				return err
			}
			if drift > 0 && k == 2 && n%100 == 51 {
				person = (n*7 + each) % people
			}
			if k == 0 && n%100 == 0 {
				person = (n*7 + each) % people
			}
			if err := w.DirectoryMembership(guid, accountDN(person)); err != nil {
				return err
			}
		}
	}
	return nil
}

func largeEnds(w *snapshot.Writer, at time.Time) error {
	yes, no := true, false
	ou, version := "OU=Writeback,DC=corp,DC=contoso,DC=com", "2.4.129.0"
	w.Describe(func(m *snapshot.Manifest) {
		m.CollectedAt, m.Cloud, m.Directory = &at, snapshot.Period{Started: &at, Ended: &at}, snapshot.Period{Started: &at, Ended: &at}
	})
	err := errors.Join(
		w.Put(snapshot.StreamSyncConfiguration, snapshot.SyncConfiguration{ID: numbered(9, 1), ClientVersion: &version, UnifiedGroupContainer: &ou,
			Features: map[string]*bool{"unifiedGroupWritebackEnabled": &yes, "groupWriteBackEnabled": &yes, "deviceWritebackEnabled": &no}}),
		w.Put(snapshot.StreamTenantSettings, []snapshot.Setting{}), w.Put(snapshot.StreamDirectoryFacts, snapshot.DirectoryFacts{}))
	properties := map[snapshot.Stream][]string{
		snapshot.StreamCloudGroups:         {"displayName", "groupTypes", "id", "mailEnabled", "securityEnabled", "writebackConfiguration"},
		snapshot.StreamCloudPrincipals:     {"displayName", "id", "onPremisesDistinguishedName", "onPremisesSecurityIdentifier", "onPremisesSyncEnabled"},
		snapshot.StreamCloudMemberships:    {"id"},
		snapshot.StreamCloudDeletedGroups:  {"id"},
		snapshot.StreamSyncJobs:            {"id"},
		snapshot.StreamSyncConfiguration:   {"configuration", "features", "id"},
		snapshot.StreamTenantSettings:      {"values"},
		snapshot.StreamDirectoryGroups:     {"admindescription", "cn", "displayname", "grouptype", "member", "msds-externaldirectoryobjectid", "objectguid", "objectsid", "whenchanged", "whencreated"},
		snapshot.StreamDirectoryPrincipals: {"objectguid", "objectsid"}, snapshot.StreamDirectoryMemberships: {"member"},
		snapshot.StreamDirectoryFacts: {},
	}
	for stream, seen := range properties {
		err = errors.Join(err, w.End(stream, snapshot.Ended{Status: snapshot.Complete, Properties: seen}))
	}
	return err
}
