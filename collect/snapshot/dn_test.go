package snapshot

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-ldap/ldap/v3"
	"github.com/google/go-cmp/cmp"
)

func TestEqualNamesFoldToOneForm(t *testing.T) {
	for _, c := range []struct{ claim, dn, want string }{
		{"case does not count", "CN=Sales EU,OU=Groups,DC=Contoso,DC=com", "cn=sales eu,ou=groups,dc=contoso,dc=com"},
		{"blanks around separators do not count", " CN = Sales , OU=Groups ;DC=contoso ", "cn=sales,ou=groups,dc=contoso"},
		{"runs of blanks inside a value are one", `CN=a   b\  c,DC=x`, "cn=a b c,dc=x"},
		{"escaped blanks at the ends count", `CN=\ a\ ,DC=x`, `cn=\ a\ ,dc=x`},
		{"an escaped comma is written one way", `CN=Doe\, J\2c K,DC=x`, `cn=doe\, j\, k,dc=x`},
		{"a quoted value is its text", `CN="Doe, J",DC=x`, `cn=doe\, j,dc=x`},
		{"a quoted value keeps its blanks", `CN=" a ",DC=x`, `cn=\ a\ ,dc=x`},
		{"an equals sign in a value needs no escape", `CN=a\=b=c,DC=x`, "cn=a=b=c,dc=x"},
		{"a hash at the start is escaped", `CN=\#1 #2,DC=x`, `cn=\#1 #2,dc=x`},
		{"the BER encoding of a text is the text", "CN=#0C024869,DC=x", "cn=hi,dc=x"},
		{"the BER encoding of anything else stays", "CN=#0201FF ,DC=x", "cn=#0201ff,dc=x"},
		{"the order inside a multi-valued RDN does not count", "UID=2+CN=a,DC=x", "cn=a+uid=2,dc=x"},
		{"the line feed of a deleted object stays a hex pair", `CN=Gone\0ADEL:1,CN=Deleted Objects,DC=x`, `cn=gone\0adel:1,cn=deleted objects,dc=x`},
		{"letters outside ASCII lose their case", "CN=ÄRZTE,DC=x", "cn=ärzte,dc=x"},
		{"combining marks are composed", "CN=A\u0308rzte,DC=x", "cn=ärzte,dc=x"},
		{"hex pairs of UTF-8 are letters", `CN=\C3\84rzte,DC=x`, "cn=ärzte,dc=x"},
		{"octets that are no UTF-8 stay hex pairs", `CN=\FFA,DC=x`, `cn=\ffa,dc=x`},
		{"an empty value is allowed", "CN=,DC=x", "cn=,dc=x"},
		{"an OID is a type", "2.5.4.3=A,DC=x", "2.5.4.3=a,dc=x"},
	} {
		t.Run(c.claim, func(t *testing.T) {
			got, err := FoldDN(c.dn)
			if err != nil || got != c.want {
				t.Errorf("FoldDN(%q) = %q, %v; want %q", c.dn, got, err, c.want)
			}
		})
	}
}

func TestTextsThatAreNoNameAreRefusedWithThePlace(t *testing.T) {
	for dn, want := range map[string]string{
		"":                        "type=value",
		"Sales":                   "type=value",
		"CN=a,":                   "type=value",
		"CN=a,,DC=x":              "attribute type",
		"=a":                      "attribute type",
		"C N=a":                   "attribute type",
		`CN=a\`:                   "backslash",
		`CN=a\zz`:                 "backslash",
		`CN="a`:                   "never closed",
		`CN="a"b`:                 "separator",
		`CN=a"b`:                  "must be escaped",
		"CN=#zz":                  "BER",
		"CN=#04":                  "BER",
		"CN=#0405aa":              "BER",
		"<GUID=aa>;<SID=bb>;CN=x": "attribute type",
	} {
		got, err := FoldDN(dn)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("FoldDN(%q) = %q, %v; want an error about %q", dn, got, err, want)
		}
	}
}

func TestPartsOfNames(t *testing.T) {
	const child = `cn=a\,b,ou=groups,dc=contoso,dc=com`
	if got := ParentDN(child); got != "ou=groups,dc=contoso,dc=com" {
		t.Errorf("ParentDN skips the escaped comma: %q", got)
	}
	if got := ParentDN("dc=com"); got != "" {
		t.Errorf("nothing is above one RDN: %q", got)
	}
	for dn, want := range map[string]string{
		`CN=Doe\, Jane,OU=x`: "Doe, Jane", `cn="A  b"+uid=1`: "A  b", "nonsense": "", `CN=Gone\0ADEL:1,DC=x`: "Gone\nDEL:1",
	} {
		if got := RDNValue(dn); got != want {
			t.Errorf("RDNValue(%q) = %q, want %q", dn, got, want)
		}
	}
	for dn, want := range map[string]string{
		"CN=a,OU=b,DC=EU,DC=Contoso,DC=com": "eu.contoso.com", "DC=contoso,DC=com": "contoso.com", "CN=a,O=b": "", "x": "",
		"DC=host,CN=MicrosoftDNS,DC=contoso,DC=com": "contoso.com",
	} {
		if got := DomainOf(dn); got != want {
			t.Errorf("DomainOf(%q) = %q, want %q", dn, got, want)
		}
	}
	var under []bool
	for _, ancestor := range []string{"dc=com", "ou=groups,dc=contoso,dc=com", "b,ou=groups,dc=contoso,dc=com", "ps,dc=contoso,dc=com", child, ""} {
		under = append(under, IsUnder(child, ancestor))
	}
	if diff := cmp.Diff([]bool{true, true, false, false, false, false}, under); diff != "" {
		t.Errorf("IsUnder (-want +got):\n%s", diff)
	}
	if IsUnder(`cn=a\,ou=x,dc=y`, "ou=x,dc=y") || !IsUnder(`cn=a\\,ou=x,dc=y`, "ou=x,dc=y") {
		t.Error("an escaped comma begins no ancestor, a comma after an escaped backslash does")
	}
}

// FuzzFoldDN holds that folding is idempotent, and that two names fold alike exactly when go-ldap
// calls them equal, where both sides can tell.
func FuzzFoldDN(f *testing.F) {
	for _, seed := range [][2]string{
		{"CN=Sales,OU=Groups,DC=contoso,DC=com", "cn=sales,ou=groups,dc=contoso,dc=com"},
		{`CN=Doe\, J,DC=x`, `CN=Doe\2C J,DC=x`}, {"UID=1+CN=a,DC=x", "CN=A+uid=1,DC=x"},
		{`CN="Doe, J"`, "CN=#0C024869"}, {"CN=\u00c4,DC=x", "CN=A\u0308,DC=x"}, {`CN=\ffa`, `CN=\ `}, {"CN=\u0130\u212a", "CN=i"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		first, errFirst := FoldDN(a)
		second, errSecond := FoldDN(b)
		if errFirst == nil {
			again, err := FoldDN(first)
			if err != nil || again != first {
				t.Fatalf("folding %q gives %q, folding that gives %q, %v", a, first, again, err)
			}
			if parent := ParentDN(first); parent != "" && !IsUnder(first, parent) {
				t.Fatalf("%q is not under its parent %q", first, parent)
			}
		}
		if errFirst != nil || errSecond != nil || !tellable(first) || !tellable(second) {
			return
		}
		// The folded forms are compared: blanks, quotes and case are where the two differ by design.
		x, errX := ldap.ParseDN(first)
		y, errY := ldap.ParseDN(second)
		if errX != nil || errY != nil {
			t.Fatalf("go-ldap refuses a folded name: %q %v, %q %v", first, errX, second, errY)
		}
		if x.Equal(y) != (first == second) {
			t.Fatalf("%q and %q: go-ldap says equal %v", first, second, x.Equal(y))
		}
		checkAgainst(t, a, first)
	})
}

// tellable reports whether go-ldap reads folded as we do: it counts hex pairs as characters
// each, and takes any BER element for text.
func tellable(folded string) bool {
	return utf8.ValidString(folded) && !strings.Contains(folded, "=#") && !strings.Contains(folded, "\\00")
}

// checkAgainst holds that a name and its folded form are equal for go-ldap, up to case.
func checkAgainst(t *testing.T, dn, folded string) {
	t.Helper()
	x, err := ldap.ParseDN(dn)
	if err != nil || strings.Contains(dn, "  ") || strings.Contains(dn, `\20`) || strings.Contains(dn, `\ `) || !isASCII(dn) || !isASCII(folded) || strings.Contains(dn, "#") {
		return
	}
	y, err := ldap.ParseDN(folded)
	if err != nil || !x.EqualFold(y) {
		t.Fatalf("%q folds to %q, which is another name for go-ldap (%v)", dn, folded, err)
	}
}

func isASCII(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

func BenchmarkFoldDN(b *testing.B) {
	for name, dn := range map[string]string{
		"plain":   "CN=Group_0b9d5c4e-5c02-4b0e-9f2b-1a2b3c4d5e6f,OU=Writeback,OU=Groups,DC=corp,DC=contoso,DC=com",
		"escaped": `CN=Müller\, Jörg,OU=Writeback,OU=Groups,DC=corp,DC=contoso,DC=com`,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := FoldDN(dn); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
