package directory

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// liveGroup is the first piece of a group as a live reader hands it.
func liveGroup(name string, more ...Attribute) Entry {
	raw := idOf(name).DirectoryOctets()
	return Entry{DN: "<GUID=" + idOf(name).String() + ">;CN=" + name + ",DC=contoso,DC=com", MembersAsked: true, ParentsAsked: new(true),
		Attributes: append([]Attribute{{Name: "objectclass", Values: values("group")}, {Name: "objectguid", Values: [][]byte{raw[:]}}}, more...)}
}

func recorded(t *testing.T, entries ...Entry) (*fakeWriter, *Recorder) {
	t.Helper()
	w := newFake(t)
	r := NewRecorder(w, nil)
	for _, e := range entries {
		if err := r.Add(e); err != nil {
			t.Fatal(err)
		}
	}
	return w, r
}

func TestLiveReaderSaysHowMembersWereRead(t *testing.T) {
	one := Attribute{Name: "member", Values: values("CN=Alice,DC=contoso,DC=com")}
	first, last := Attribute{Name: "member", Options: "range=0-0", Values: values("CN=Alice,DC=contoso,DC=com")}, Attribute{Name: "member", Options: "range=1-*", Values: values("CN=Bob,DC=contoso,DC=com")}
	open := func(a Attribute) Entry { e := liveGroup("G", a); e.Continues = true; return e }
	again := func(a Attribute) Entry { e := liveGroup("G", a); e.Again = true; return e }
	unasked := liveGroup("G")
	unasked.MembersAsked, unasked.MembersCut = false, "not wanted"
	for name, test := range map[string]struct {
		entries []Entry
		want    snapshot.Coverage
	}{
		"ranges up to the last are complete":            {[]Entry{open(first), {Attributes: []Attribute{last}}}, snapshot.Coverage{Status: snapshot.Complete, Received: 2}},
		"a list that was cut is partial with the cause": {[]Entry{open(first), {MembersCut: "the group was deleted"}}, snapshot.Coverage{Status: snapshot.Partial, Reason: "the group was deleted", Received: 1}},
		"a cause outweighs ranges that look whole":      {[]Entry{open(first), {Attributes: []Attribute{last}, MembersCut: "it changed"}}, snapshot.Coverage{Status: snapshot.Partial, Reason: "it changed", Received: 2}},
		"a list that was not asked for is absent":       {[]Entry{unasked}, snapshot.Coverage{Status: snapshot.Absent, Reason: "not wanted"}},
		"a record that begins anew forgets its pieces":  {[]Entry{open(first), again(one)}, snapshot.Coverage{Status: snapshot.Complete, Received: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			w, r := recorded(t, test.entries...)
			if _, err := r.Finish(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, w.groups[idOf("G")].Members); diff != "" {
				t.Errorf("coverage (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRangesOfMemberOfAreOneList(t *testing.T) {
	extended := "<GUID=" + idOf("P").String() + ">;<SID=S-1-5-21-1-2-3-1104>;CN=P,DC=contoso,DC=com"
	first := liveGroup("G", Attribute{Name: "memberof", Options: "range=0-0", Values: values(extended)})
	first.Continues = true
	for name, test := range map[string]struct {
		rest []Attribute
		read bool
		want []string
	}{
		"up to the last they are whole": {[]Attribute{{Name: "memberof", Options: "range=1-*", Values: values("CN=Q,DC=contoso,DC=com")}}, true, []string{"CN=P,DC=contoso,DC=com", "CN=Q,DC=contoso,DC=com"}},
		"without the last they are not": {nil, false, []string{"CN=P,DC=contoso,DC=com"}},
	} {
		t.Run(name, func(t *testing.T) {
			w, r := recorded(t, first, Entry{Attributes: test.rest})
			if _, err := r.Finish(); err != nil {
				t.Fatal(err)
			}
			g := w.groups[idOf("G")]
			if diff := cmp.Diff(test.want, g.MemberOf); diff != "" || g.MemberOfRead == nil || *g.MemberOfRead != test.read {
				t.Errorf("read %v (-want +got):\n%s", g.MemberOfRead, diff)
			}
			if (len(w.notes) == 0) != test.read {
				t.Errorf("notes are %q", w.notes)
			}
		})
	}
}

func TestExtendedNamesLoseTheirPrefixWherever(t *testing.T) {
	w, r := recorded(t, liveGroup("G", Attribute{Name: "showinaddressbook", Values: values("<GUID=" + idOf("A").String() + ">;CN=All,DC=contoso,DC=com")},
		Attribute{Name: "managedby", Values: values("<GUID=" + idOf("M").String() + ">;CN=M,DC=contoso,DC=com")}))
	if _, err := r.Finish(); err != nil {
		t.Fatal(err)
	}
	g := w.groups[idOf("G")]
	if !slices.Equal(g.ShowInAddressBook, []string{"CN=All,DC=contoso,DC=com"}) || *g.ManagedBy != "CN=M,DC=contoso,DC=com" || g.DN != "CN=G,DC=contoso,DC=com" {
		t.Errorf("got %q, %q, %q", g.ShowInAddressBook, *g.ManagedBy, g.DN)
	}
}

func TestRecorderTellsWhatItKnows(t *testing.T) {
	bob := "<GUID=" + idOf("B").String() + ">;CN=Bob,DC=contoso,DC=com"
	_, r := recorded(t, liveGroup("G", Attribute{Name: "member", Values: values("CN=Alice,DC=contoso,DC=com", bob, "no name")}),
		Entry{DN: "CN=ALICE,DC=contoso,DC=com", Attributes: []Attribute{{Name: "objectclass", Values: values("user")}}})
	for dn, want := range map[string]bool{"cn=g,dc=contoso,dc=com": true, "CN=Alice,DC=contoso,DC=com": true, bob: false, "no name": false, "CN=Carol,DC=contoso,DC=com": false} {
		if got := r.Knows(dn); got != want {
			t.Errorf("%s: known %v", dn, got)
		}
	}
	moved := "<GUID=" + idOf("G").String() + ">;CN=G,OU=Elsewhere,DC=contoso,DC=com"
	if !r.KnowsGroup(moved) || r.KnowsGroup(bob) || r.KnowsGroup("CN=G,DC=contoso,DC=com") {
		t.Error("a group is known by its objectGUID and by nothing else")
	}
	var unseen []Name
	for n := range r.Unseen() {
		unseen = append(unseen, n)
	}
	if diff := cmp.Diff([]Name{{DN: "CN=Bob,DC=contoso,DC=com", GUID: new(idOf("B"))}}, unseen); diff != "" {
		t.Errorf("unseen (-want +got):\n%s", diff)
	}
}

func TestSearchThatFoundNothingIsAnAnswer(t *testing.T) {
	enabled := Entry{DN: "CN=Partitions,CN=Configuration,DC=contoso,DC=com", Attributes: []Attribute{{Name: "objectclass", Values: values("crossRefContainer")},
		{Name: "msds-enabledfeature", Values: values("CN=Recycle Bin Feature,CN=Optional Features,DC=contoso,DC=com")}}}
	for name, entries := range map[string][]Entry{"nothing": nil, "the Recycle Bin": {enabled}} {
		w, r := recorded(t, entries...)
		for _, s := range []Search{SearchExchange, SearchRecycleBin, SearchPrimaryGroups} {
			r.Searched(s)
		}
		if _, err := r.Finish(); err != nil {
			t.Fatal(err)
		}
		f := w.facts
		if f == nil || f.ExchangeSchema == nil || *f.ExchangeSchema || f.RecycleBin == nil || *f.RecycleBin != (entries != nil) || f.PrimaryGroups == nil || f.Domains != nil {
			t.Errorf("found %s: facts are %+v", name, f)
		}
	}
}
