package diff

import (
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

const (
	idText    = "3a5c3221-c465-48c0-95b8-e9305786a271"
	takenOver = "TakenOver_Group_"
)

var sampleID = snapshot.GUID{0x3a, 0x5c, 0x32, 0x21, 0xc4, 0x65, 0x48, 0xc0, 0x95, 0xb8, 0xe9, 0x30, 0x57, 0x86, 0xa2, 0x71}

func TestParseAnchor(t *testing.T) {
	cases := []struct {
		name, text, prefix string
		id                 snapshot.GUID
		kind               Anchor
		reading            AnchorReading
	}{
		{"the form of all engines", "Group_" + idText, takenOver, sampleID, AnchorAdminDescription, AnchorTextOK},
		{"prefix and id in any case", "GROUP_" + strings.ToUpper(idText), takenOver, sampleID, AnchorAdminDescription, AnchorTextOK},
		{"an adopted group", takenOver + idText, takenOver, sampleID, AnchorTakenOver, AnchorTextOK},
		{"an adopted group in any case", strings.ToUpper(takenOver + idText), takenOver, sampleID, AnchorTakenOver, AnchorTextOK},
		{"another prefix for adopted groups", "Adopted-" + idText, "adopted-", sampleID, AnchorTakenOver, AnchorTextOK},
		{"without a prefix no group is adopted", takenOver + idText, "", snapshot.GUID{}, AnchorNone, AnchorTextUnparsable},
		{"nothing", "", takenOver, snapshot.GUID{}, AnchorNone, AnchorTextEmpty},
		{"blanks are nothing", " \t", takenOver, snapshot.GUID{}, AnchorNone, AnchorTextEmpty},
		{"a user's anchor", "User_" + idText, takenOver, snapshot.GUID{}, AnchorNone, AnchorTextUnparsable},
		{"an id without prefix", idText, takenOver, snapshot.GUID{}, AnchorNone, AnchorTextUnparsable},
		{"blanks around it join nothing", " Group_" + idText, takenOver, snapshot.GUID{}, AnchorNone, AnchorTextUnparsable},
		{"braces join nothing", "Group_{" + idText + "}", takenOver, snapshot.GUID{}, AnchorNone, AnchorTextUnparsable},
		{"a digit too few", "Group_" + idText[1:], takenOver, snapshot.GUID{}, AnchorNone, AnchorTextUnparsable},
		{"no hexadecimal digit", "Group_g" + idText[1:], takenOver, snapshot.GUID{}, AnchorNone, AnchorTextUnparsable},
		{"the zero id is no id", "Group_00000000-0000-0000-0000-000000000000", takenOver, snapshot.GUID{}, AnchorNone, AnchorTextUnparsable},
		{"a remark", "managed by the service desk", takenOver, snapshot.GUID{}, AnchorNone, AnchorTextUnparsable},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			found, kind, reading := ParseAnchor(c.text, c.prefix)
			if found != c.id || kind != c.kind || reading != c.reading {
				t.Errorf("got %v %s %d, want %v %s %d", found, kind, reading, c.id, c.kind, c.reading)
			}
		})
	}
}

func FuzzParseAnchor(f *testing.F) {
	for _, seed := range []string{"", " ", "Group_" + idText, takenOver + idText, "User_" + idText, "Group_{" + idText + "}", "group_", "ſroup_" + idText} {
		f.Add(seed, takenOver)
		f.Add(seed, "")
	}
	f.Fuzz(func(t *testing.T, text, prefix string) {
		found, kind, reading := ParseAnchor(text, prefix)
		switch reading {
		case AnchorTextOK:
			want := anchorPrefix
			if kind == AnchorTakenOver {
				want = prefix
			}
			if again := want + found.String(); !strings.EqualFold(again, text) || found.IsZero() {
				t.Errorf("%q reads as %q", text, again)
			}
		case AnchorTextEmpty:
			if strings.TrimSpace(text) != "" {
				t.Errorf("%q counts as empty", text)
			}
		default:
		}
		if reading != AnchorTextOK && (kind != AnchorNone || !found.IsZero()) {
			t.Errorf("%q: not read, but kind %s and id %v", text, kind, found)
		}
	})
}
