package directory

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// discard takes everything, so that a benchmark measures the reading alone.
type discard struct{ members, rows int }

func (d *discard) Add(any) error                                             { d.rows++; return nil }
func (d *discard) NamedMembership(snapshot.GUID, *snapshot.MemberName) error { d.members++; return nil }
func (d *discard) Put(snapshot.Stream, any) error                            { return nil }
func (d *discard) Note(string)                                               {}
func (d *discard) Describe(func(*snapshot.Manifest))                         {}
func (d *discard) End(stream snapshot.Stream, e snapshot.Ended) (_ error)    { return nil }

// largeExport is an export as ldapsearch folds it: groups with members drawn from a number of
// people, who have records of their own.
func largeExport(groups, members, people int, more string) []byte {
	var b bytes.Buffer
	for p := range people {
		fmt.Fprintf(&b, "dn: CN=Person %06d,OU=People,OU=Contoso Holding,DC=corp,DC=contoso,DC=com\nobjectClass: top\nobjectClass: person\n"+
			"objectClass: organizationalPerson\nobjectClass: user\nobjectGUID:: %s\nobjectSid:: AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAA9AEAAA==\n"+
			"sAMAccountName: p%06d\nuserPrincipalName: p%06d@contoso.com\nuserAccountControl: 512\nprimaryGroupID: 513\nmail: p%06d@contoso.com\n%s\n",
			p, guidOf(fmt.Sprintf("%06d", p)), p, p, p, more)
	}
	for g := range groups {
		fmt.Fprintf(&b, "dn: CN=Group_%06d,OU=Groups,OU=Contoso Holding,DC=corp,DC=contoso,DC=com\nobjectClass: top\nobjectClass: group\n"+
			"cn: Group_%06d\ndescription: a group of the benchmark\n", g, g)
		for m := range members {
			fmt.Fprintf(&b, "member: CN=Person %06d,OU=People,OU=Contoso Holding,DC=corp,DC=contoso,D\n C=com\n", (g*7919+m*31)%people)
		}
		fmt.Fprintf(&b, "whenCreated: 20260102030405.0Z\nwhenChanged: 20260203040506.0Z\nuSNChanged: %d\nobjectGUID:: %s\n"+
			"objectSid:: AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAA9AEAAA==\nsAMAccountName: $ABCDEF-%012d\ngroupType: -2147483640\n"+
			"adminDescription: Group_3a5c3221-c465-48c0-95b8-%012d\n\n", g, guidOf(fmt.Sprintf("g%05d", g)), g, g)
	}
	return b.Bytes()
}

var shapes = []struct {
	name                    string
	groups, members, people int
	more                    string // further lines of each person
}{
	{"groups of 100", 4000, 100, 20000, ""},
	{"one group of 250000", 1, 250000, 250000, ""},
	{"short records without members", 40000, 0, 40000, ""},
	{"everything of everyone", 1000, 100, 20000, everything},
}

// everything is what ldifde writes of a person when it is not told what to leave out.
var everything = strings.Repeat("memberOf: CN=Group_000000,OU=Groups,OU=Contoso Holding,DC=corp,DC=contoso,DC=c\n om\n", 8) +
	"cn: A Person\nsn: Person\ngivenName: A\ndistinguishedName: CN=Person,OU=People,OU=Contoso Holding,DC=corp,DC=contoso,DC=com\n" +
	"instanceType: 4\nwhenCreated: 20260102030405.0Z\nwhenChanged: 20260203040506.0Z\ndisplayName: A Person\nuSNCreated: 12345\nuSNChanged: 23456\n" +
	"department: Sales\ncompany: Contoso\nproxyAddresses: SMTP:person@contoso.com\nproxyAddresses: smtp:p@contoso.com\nname: A Person\n" +
	"badPwdCount: 0\ncodePage: 0\ncountryCode: 0\nbadPasswordTime: 0\nlastLogoff: 0\nlastLogon: 133801632000000000\npwdLastSet: 133801632000000000\n" +
	"accountExpires: 9223372036854775807\nlogonCount: 65535\nsAMAccountType: 805306368\nmS-DS-ConsistencyGuid:: iGhmiAEBERG7uxI0VniQqw==\n" +
	"objectCategory: CN=Person,CN=Schema,CN=Configuration,DC=corp,DC=contoso,DC=com\ndSCorePropagationData: 16010101000000.0Z\n" +
	"lastLogonTimestamp: 133801632000000000\nmsExchRecipientTypeDetails: 1\nthumbnailPhoto:: " + strings.Repeat("QUJD", 250) + "\n"

func BenchmarkRead(b *testing.B) {
	for _, shape := range shapes {
		b.Run(shape.name, func(b *testing.B) {
			data := largeExport(shape.groups, shape.members, shape.people, shape.more)
			fsys := fstest.MapFS{"directory/all.ldif": {Data: data}}
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			var d discard
			for b.Loop() {
				d = discard{}
				if err := NewSource(fsys, Options{}).collect(b.Context(), &d); err != nil {
					b.Fatal(err)
				}
			}
			perSecond := float64(b.N) / b.Elapsed().Seconds()
			b.ReportMetric(float64(d.members)*perSecond, "members/s")
			b.ReportMetric(float64(d.rows)*perSecond, "records/s")
		})
	}
}

// BenchmarkImport adds what writing the snapshot costs.
func BenchmarkImport(b *testing.B) {
	for _, shape := range shapes {
		b.Run(shape.name, func(b *testing.B) {
			data := largeExport(shape.groups, shape.members, shape.people, shape.more)
			fsys := fstest.MapFS{"directory/all.ldif": {Data: data}}
			b.SetBytes(int64(len(data)))
			for i := 0; b.Loop(); i++ {
				w, err := snapshot.Create(filepath.Join(b.TempDir(), fmt.Sprint(i)))
				if err != nil {
					b.Fatal(err)
				}
				if err := NewSource(fsys, Options{}).Collect(b.Context(), w); err != nil {
					b.Fatal(err)
				}
				if err := w.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(shape.groups*shape.members)*float64(b.N)/b.Elapsed().Seconds(), "members/s")
		})
	}
}
