package entra

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// memberPage is a page of n users, as Graph answers the members request of this project.
func memberPage(n, first int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/beta/$metadata#directoryObjects(id,displayName)","@odata.nextLink":"https://graph.microsoft.com/beta/groups/x/members?$skiptoken=abc","value":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"@odata.type":"#microsoft.graph.user","id":"%08x-0000-4000-8000-000000000000","displayName":"Person Number %d","userPrincipalName":"person%d@contoso.com","userType":"Member","accountEnabled":true,"onPremisesSyncEnabled":true,"onPremisesImmutableId":"AAAAAAAAAAAAAAAAAAAAAA==","onPremisesDistinguishedName":"CN=Person %d,OU=People,DC=contoso,DC=com","onPremisesSamAccountName":"person%d","onPremisesDomainName":"contoso.com","onPremisesSecurityIdentifier":"S-1-5-21-1-2-3-%d","onPremisesObjectIdentifier":null}`,
			first+i, first+i, first+i, first+i, first+i, first+i)
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

// groupPage is a page of n groups with all properties that are read.
func groupPage(n, first int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/beta/$metadata#groups","value":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"%08x-0000-4000-8000-000000000000","displayName":"Group %d","description":"What group %d is for","mail":"group%d@contoso.com","mailNickname":"group%d","proxyAddresses":["SMTP:group%d@contoso.com","SPO:SPO_0dbffe23-f6fb-4478-adcd-880daf88bb12@SPO_45b7d2e7-b882-4a80-ba97-10b7a63b8fa4"],"groupTypes":["Unified"],"mailEnabled":true,"securityEnabled":false,"securityIdentifier":"S-1-12-1-1306860066-1319449225-59104187-458188010","visibility":"Private","isAssignableToRole":null,"membershipRule":null,"membershipRuleProcessingState":null,"onPremisesSyncEnabled":null,"onPremisesDomainName":null,"onPremisesNetBiosName":null,"onPremisesSamAccountName":null,"onPremisesSecurityIdentifier":null,"onPremisesLastSyncDateTime":null,"onPremisesProvisioningErrors":[],"createdDateTime":"2021-09-13T10:07:01Z","deletedDateTime":null,"renewedDateTime":"2021-09-13T10:07:01Z","expirationDateTime":null,"isManagementRestricted":null,"resourceProvisioningOptions":["Team"],"assignedLabels":[],"writebackConfiguration":{"isEnabled":true,"onPremisesGroupType":"universalSecurityGroup"}}`,
			first+i, i, i, i, i, i)
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

func ignore(string) error { return nil }

func BenchmarkDecodeMembers(b *testing.B) {
	page := memberPage(999, 0)
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := DecodeMembers(bytes.NewReader(page), func(m *Member) error { return nil }, ignore)
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*999/b.Elapsed().Seconds(), "members/s")
}

func BenchmarkDecodeMembersToRecords(b *testing.B) {
	page := memberPage(999, 0)
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := DecodeMembers(bytes.NewReader(page), func(m *Member) error { m.Record(); return nil }, ignore)
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*999/b.Elapsed().Seconds(), "members/s")
}

func BenchmarkSeePrincipalsAgain(b *testing.B) {
	page := memberPage(999, 0)
	p := NewPrincipals()
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := DecodeMembers(bytes.NewReader(page), func(m *Member) error { p.See(m); return nil }, ignore)
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*999/b.Elapsed().Seconds(), "members/s")
}

func BenchmarkDecodeGroups(b *testing.B) {
	page := groupPage(999, 0)
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := DecodeGroups(bytes.NewReader(page), func(*Group) error { return nil }, ignore)
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*999/b.Elapsed().Seconds(), "groups/s")
}

// nowhere is a sink that drops everything.
type nowhere struct{}

func (nowhere) Add(any) error                                     { return nil }
func (nowhere) CloudMembership(_, _ snapshot.GUID) error          { return nil }
func (nowhere) CloudOwner(_, _ snapshot.GUID) error               { return nil }
func (nowhere) Document(snapshot.Stream, snapshot.Document) error { return nil }
func (nowhere) Put(snapshot.Stream, any) error                    { return nil }
func (nowhere) Note(string)                                       {}
func (nowhere) End(snapshot.Stream, snapshot.Ended) error         { return nil }

// largeExport has groups with 100 members each, of whom every tenth is in the next group too.
func largeExport(groups int) (files fstest.MapFS, size int64) {
	files = fstest.MapFS{}
	put := func(name string, data []byte) {
		files[name] = &fstest.MapFile{Data: data}
		size += int64(len(data))
	}
	for i := 0; i < groups; i += 999 {
		put(fmt.Sprintf("cloud/groups-%d.json", i), groupPage(min(999, groups-i), i))
	}
	for i := range groups {
		page := strings.Replace(string(memberPage(100, i*10)), `"@odata.nextLink"`, `"@odata.tip"`, 1)
		put(fmt.Sprintf("cloud/members/%08x-0000-4000-8000-000000000000.json", i), []byte(page))
	}
	return files, size
}

// BenchmarkImportExport is BenchmarkCollectExport into a real snapshot on disk.
func BenchmarkImportExport(b *testing.B) {
	files, size := largeExport(2000)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		w, err := snapshot.Create(filepath.Join(b.TempDir(), "snapshot"))
		if err != nil {
			b.Fatal(err)
		}
		if err := NewSource(files, Options{}).Collect(context.Background(), w); err != nil {
			b.Fatal(err)
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*200_000/b.Elapsed().Seconds(), "members/s")
}

func BenchmarkCollectExport(b *testing.B) {
	files, size := largeExport(2000)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		if err := NewSource(files, Options{}).collect(context.Background(), nowhere{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*200_000/b.Elapsed().Seconds(), "members/s")
}
