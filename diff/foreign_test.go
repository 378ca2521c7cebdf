package diff

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestParseSID(t *testing.T) {
	for _, c := range []struct {
		text string
		want string
	}{
		{"S-1-5-21-1-2-3-1104", "S-1-5-21-1-2-3-1104"},
		{"s-1-5-21-4294967295-2-3-500", "S-1-5-21-4294967295-2-3-500"},
		{"S-1-5-21-4294967296-2-3-500", ""}, {"S-1-5-21-1-2-3", ""}, {"S-1-5-21-1-2-3-4-5", ""},
		{"S-1-5-32-544", ""}, {"S-1-12-1-1-2-3-4", ""}, {"S-1-5-21-1-2--4", ""}, {"S-1-5-21-1-2-3- 4", ""}, {"S-1-5-21-+1-2-3-4", ""}, {"", ""},
	} {
		sid, ok := parseSID(&c.text)
		if sid.String() != c.want || ok != (c.want != "") {
			t.Errorf("%q: got %q %v, want %q", c.text, sid, ok, c.want)
		}
	}
	if _, ok := parseSID(nil); ok {
		t.Error("nil is a SID")
	}
}

func FuzzParseSID(f *testing.F) {
	f.Add("S-1-5-21-1-2-3-1104")
	f.Add("S-1-5-21-1-2-3-")
	f.Fuzz(func(t *testing.T, text string) {
		sid, ok := parseSID(&text)
		if !ok {
			return
		}
		again := sid.String()
		if back, ok := parseSID(&again); !ok || back != sid {
			t.Errorf("%q becomes %q, which becomes %v %v", text, again, back, ok)
		}
	})
}

func TestSplitDN(t *testing.T) {
	for _, c := range []struct{ dn, rdn, container, cn string }{
		{"CN=a,OU=b", "CN=a", "OU=b", "a"},
		{`CN=Doe\, John,OU=b`, `CN=Doe\, John`, "OU=b", "Doe, John"},
		{`CN=a\2Cb,OU=c`, `CN=a\2Cb`, "OU=c", "a,b"},
		{`CN="a,b",OU=c`, `CN="a,b"`, "OU=c", `"a,b"`},
		{`CN=a\`, `CN=a\`, "", `a\`},
		{"DC=com", "DC=com", "", ""},
		{"", "", "", ""},
	} {
		rdn, container := splitDN(c.dn)
		cn, _ := cnOf(rdn)
		if d := cmp.Diff([]string{c.rdn, c.container, c.cn}, []string{rdn, container, cn}); d != "" {
			t.Errorf("%q (-want +got)\n%s", c.dn, d)
		}
	}
}

func FuzzSplitDN(f *testing.F) {
	f.Add(`CN=Doe\, John,OU=b`)
	f.Add(`CN="a,b",OU=c`)
	f.Fuzz(func(t *testing.T, dn string) {
		rdn, container := splitDN(dn)
		if container != "" && joinDN(rdn, container) != dn {
			t.Errorf("%q becomes %q", dn, joinDN(rdn, container))
		}
		cnOf(rdn)
	})
}

// FuzzPackedGroup holds that any record goes through its row unharmed, texts included.
func FuzzPackedGroup(f *testing.F) {
	f.Add("CN=Group_x,OU=y", "Group_9e3779b1-0000-4000-8000-000000000001", "", "name\x00\u202e", "S-1-5-32-544")
	f.Fuzz(func(t *testing.T, dn, admin, external, name, sid string) {
		var store texts
		g := snapshot.DirectoryGroup{GUID: guid(1), DN: dn, SID: &sid}
		g.AdminDescription, g.ExternalDirectoryObjectID, g.DisplayName = &admin, &external, &name
		c, p := DefaultChoices(), newParents()
		row := packDirectory(&g, &c, &store, newWords(), p)
		store.seal()
		got := row.texts(&store)
		_, known := parseSID(&sid)
		want := directoryTexts{displayName: name, admin: admin, external: external, sid: sid}
		if known {
			want.sid = row.sid.String()
		}
		have := directoryTexts{displayName: got.displayName, admin: got.admin, external: got.external, sid: got.sid}
		if want != have {
			t.Errorf("got %+v, want %+v", have, want)
		}
		if full := joinDN(got.rdn, p.list[row.parent].dn); full != dn && full+"," != dn {
			t.Errorf("DN %q becomes %q", dn, full)
		}
	})
}

func TestTextsKeepNilAndLongTexts(t *testing.T) {
	var store texts
	long := strings.Repeat("x", 3*textBlock)
	first := store.add(nil, new(""), new("a"))
	second := store.add(&long, nil)
	third := store.add(new("b"))
	for range 2 {
		r := store.at(first)
		for _, want := range []struct {
			text string
			ok   bool
		}{{"", false}, {"", true}, {"a", true}} {
			if text, ok := r.next(); text != want.text || ok != want.ok {
				t.Errorf("got %q %v, want %q %v", text, ok, want.text, want.ok)
			}
		}
		r = store.at(second)
		if r.text() != long {
			t.Error("a long text is cut")
		}
		r = store.at(third)
		if got := r.text(); got != "b" {
			t.Errorf("got %q, want b", got)
		}
		store.seal()
	}
}
