package diff

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

var suffixBytes = [6]byte{0xe9, 0x30, 0x57, 0x86, 0xa2, 0x71}

func TestParseCN(t *testing.T) {
	cases := []struct {
		name, cn string
		format   CNFormat
		id       snapshot.GUID
		suffix   [6]byte
	}{
		{"the default form", "Group_" + idText, CNGroupID, sampleID, suffixBytes},
		{"the default form in any case", "GROUP_" + strings.ToUpper(idText), CNGroupID, sampleID, suffixBytes},
		{"the form with the name", "Administrators_e9305786a271", CNDisplayName, snapshot.GUID{}, suffixBytes},
		{"the form with the name in any case", "Administrators_E9305786A271", CNDisplayName, snapshot.GUID{}, suffixBytes},
		{"a group named Group", "Group_e9305786a271", CNDisplayName, snapshot.GUID{}, suffixBytes},
		{"a group named like the default form", "Group_" + idText + "_e9305786a271", CNDisplayName, snapshot.GUID{}, suffixBytes},
		{"a name of blanks", "_e9305786a271", CNDisplayName, snapshot.GUID{}, suffixBytes},
		{"eleven digits", "Administrators_e9305786a27", CNOther, snapshot.GUID{}, [6]byte{}},
		{"a digit that is none", "Administrators_e9305786a27g", CNOther, snapshot.GUID{}, [6]byte{}},
		{"a replication conflict", "Group_" + idText + "\nCNF:" + idText, CNOther, snapshot.GUID{}, [6]byte{}},
		{"braces", "Group_{" + idText + "}", CNOther, snapshot.GUID{}, [6]byte{}},
		{"another name", "Domain Admins", CNOther, snapshot.GUID{}, [6]byte{}},
		{"nothing", "", CNOther, snapshot.GUID{}, [6]byte{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			format, found, suffix, ok := ParseCN(c.cn)
			if format != c.format || found != c.id || suffix != c.suffix || ok != (c.format != CNOther) {
				t.Errorf("got %s %v %x %v", format, found, suffix, ok)
			}
		})
	}
}

func TestExpectedCNs(t *testing.T) {
	cases := []struct{ name, displayName, want string }{
		{"as documented", "Administrators", "Administrators_e9305786a271"},
		{"trimmed before it is cut", "  Sales \u00a0", "Sales_e9305786a271"},
		{"51 characters stay", strings.Repeat("a", 51), strings.Repeat("a", 51) + "_e9305786a271"},
		{"the 52nd is cut", strings.Repeat("a", 51) + "b", strings.Repeat("a", 51) + "_e9305786a271"},
		{"an umlaut is one code unit", strings.Repeat("ü", 52), strings.Repeat("ü", 51) + "_e9305786a271"},
		{"an emoji is two code units", strings.Repeat("a", 49) + "🚀b", strings.Repeat("a", 49) + "🚀_e9305786a271"},
		{"an emoji that is cut in half is left out", strings.Repeat("a", 50) + "🚀", strings.Repeat("a", 50) + "_e9305786a271"},
		{"a blank at the cut stays", strings.Repeat("a", 50) + " b", strings.Repeat("a", 50) + " _e9305786a271"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{"Group_" + idText, c.want}, ExpectedCNs(&c.displayName, sampleID)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	if got := ExpectedCNs(nil, sampleID); len(got) != 1 || got[0] != "Group_"+idText {
		t.Errorf("a display name that was not read: %q", got)
	}
}

func TestMatchCN(t *testing.T) {
	long := strings.Repeat("a", 50)
	cases := []struct {
		name, cn, displayName string
		id                    snapshot.GUID
		want                  CNMatches
	}{
		{"the default form", "Group_" + idText, "Sales", sampleID, CNMatches{CNGroupID, Yes, Unknown}},
		{"the default form of another group", "Group_" + idText, "Sales", snapshot.GUID{9}, CNMatches{CNGroupID, No, Unknown}},
		{"the form with the name", "Sales_e9305786a271", "Sales", sampleID, CNMatches{CNDisplayName, Yes, Yes}},
		{"names compare as the directory does", "SALES_E9305786A271", " sales ", sampleID, CNMatches{CNDisplayName, Yes, Yes}},
		{"composed and decomposed are equal", "Mu\u0308ller_e9305786a271", "M\u00fcller", sampleID, CNMatches{CNDisplayName, Yes, Yes}},
		{"a renamed group", "Sales_e9305786a271", "Marketing", sampleID, CNMatches{CNDisplayName, Yes, No}},
		{"another id", "Sales_e9305786a272", "Sales", sampleID, CNMatches{CNDisplayName, No, Yes}},
		{"a name over the limit", strings.Repeat("a", 51) + "_e9305786a271", strings.Repeat("a", 90), sampleID, CNMatches{CNDisplayName, Yes, Yes}},
		{"a name cut inside an emoji", long + "\ufffd_e9305786a271", long + "🚀", sampleID, CNMatches{CNDisplayName, Yes, Unknown}},
		{"a name of another form", "Domain Admins", "Sales", sampleID, CNMatches{CNOther, Unknown, Unknown}},
		{"no cloud group", "Sales_e9305786a271", "Sales", snapshot.GUID{}, CNMatches{CNDisplayName, Unknown, Unknown}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, MatchCN(&c.cn, &c.displayName, c.id)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	if got := MatchCN(nil, new("Sales"), sampleID); got != (CNMatches{CNUnknown, Unknown, Unknown}) {
		t.Errorf("a name that was not read: %+v", got)
	}
	if got := MatchCN(new("Sales_e9305786a271"), nil, sampleID); got != (CNMatches{CNDisplayName, Yes, Unknown}) {
		t.Errorf("a display name that was not read: %+v", got)
	}
}

// FuzzCN holds that what ExpectedCNs writes, ParseCN reads and MatchCN accepts, within the 64 code
// units a common name may have.
func FuzzCN(f *testing.F) {
	for _, seed := range []string{"", "Sales", strings.Repeat("🚀", 40), "Group_" + idText, " a ", "\xff\xfe", "_e9305786a271", strings.Repeat("a", 50) + "🚀"} {
		f.Add(seed, sampleID[:])
	}
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		ParseCN(name)
		var group snapshot.GUID
		copy(group[:], raw)
		if group.IsZero() {
			return
		}
		for i, cn := range ExpectedCNs(&name, group) {
			format, found, suffix, ok := ParseCN(cn)
			if !ok || !bytes.Equal(suffix[:], group[10:]) || i == 0 && (format != CNGroupID || found != group) || i == 1 && format != CNDisplayName {
				t.Errorf("%q reads as %s %v %x", cn, format, found, suffix)
			}
			if units := len(utf16.Encode([]rune(cn))); units > 64 {
				t.Errorf("%q has %d code units", cn, units)
			}
			if m := MatchCN(&cn, &name, group); m.ID != Yes || i == 1 && m.Name != Yes {
				t.Errorf("%q for %q: %+v", cn, name, m)
			}
		}
	})
}
