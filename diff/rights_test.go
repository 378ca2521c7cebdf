package diff

import (
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var everyPower = map[powers]string{
	powerCreate: "create", powerDeleteChild: "delete children", powerDelete: "delete", powerWriteMember: "write member",
	powerAddSelf: "add self", powerWriteAll: "write all", powerDACL: "dacl", powerGroupDACL: "dacl of groups",
	powerOwner: "owner", powerGroupOwner: "owner of groups",
}

func namesOf(p powers) (names []string) {
	for bit := powers(1); bit <= allPowers; bit <<= 1 {
		if p&bit != 0 {
			names = append(names, everyPower[bit])
		}
	}
	return names
}

func TestPowersOfOneEntry(t *testing.T) {
	const heirs = snapshot.AceContainerInherit
	computer := knownGUID("bf967a86-0de6-11d0-a285-00aa003049e2")
	for _, c := range []struct {
		claim       string
		entry       snapshot.AccessEntry
		here, below []string
	}{
		{"reading is no power", snapshot.AccessEntry{Mask: snapshot.RightReadProperty | snapshot.RightListChildren | snapshot.RightReadControl | snapshot.RightGenericRead, Flags: heirs}, nil, nil},
		{"creating groups", snapshot.AccessEntry{Mask: snapshot.RightCreateChild, ObjectType: classGroup}, []string{"create"}, nil},
		{"creating any child creates groups", snapshot.AccessEntry{Mask: snapshot.RightCreateChild, Flags: heirs}, []string{"create"}, []string{"create"}},
		{"creating computers does not", snapshot.AccessEntry{Mask: snapshot.RightCreateChild | snapshot.RightDeleteChild, ObjectType: computer, Flags: heirs}, nil, nil},
		{"an entry for heirs only is not about the container", snapshot.AccessEntry{Mask: snapshot.RightCreateChild, Flags: heirs | snapshot.AceInheritOnly}, nil, []string{"create"}},
		{"an entry for organizational units reaches them from above", snapshot.AccessEntry{Mask: snapshot.RightDeleteChild, InheritedType: classOU, Flags: heirs | snapshot.AceInheritOnly}, nil, []string{"delete children"}},
		{"one that is not passed on does not", snapshot.AccessEntry{Mask: snapshot.RightCreateChild, Flags: heirs | snapshot.AceNoPropagate}, []string{"create"}, nil},
		{"member of groups", snapshot.AccessEntry{Mask: snapshot.RightWriteProperty, ObjectType: attrMember, InheritedType: classGroup, Flags: heirs}, []string{"write member"}, []string{"write member"}},
		{"member of the container means nothing", snapshot.AccessEntry{Mask: snapshot.RightWriteProperty, ObjectType: attrMember}, nil, nil},
		{"the set of membership has member", snapshot.AccessEntry{Mask: snapshot.RightWriteProperty, ObjectType: setMembers, Flags: heirs}, []string{"write member"}, []string{"write member"}},
		{"another attribute is no power", snapshot.AccessEntry{Mask: snapshot.RightWriteProperty, ObjectType: computer, Flags: heirs}, nil, nil},
		{"adding oneself", snapshot.AccessEntry{Mask: snapshot.RightSelf, ObjectType: attrMember, Flags: heirs}, []string{"add self"}, []string{"add self"}},
		{"entries for computers do not reach groups", snapshot.AccessEntry{Mask: snapshot.RightGenericAll, InheritedType: computer, Flags: heirs | snapshot.AceInheritOnly}, nil, nil},
		{"writing everything", snapshot.AccessEntry{Mask: snapshot.RightGenericWrite, InheritedType: classGroup, Flags: heirs | snapshot.AceInheritOnly}, []string{"write member", "add self", "write all"}, []string{"write member", "add self", "write all"}},
		{"deleting groups", snapshot.AccessEntry{Mask: snapshot.RightDelete, InheritedType: classGroup, Flags: heirs | snapshot.AceInheritOnly}, []string{"delete"}, []string{"delete"}},
		{"deleting the container with all in it", snapshot.AccessEntry{Mask: snapshot.RightDeleteTree}, []string{"delete children"}, nil},
		{"changing the list of the container", snapshot.AccessEntry{Mask: snapshot.RightWriteDACL}, []string{"dacl"}, nil},
		{"taking over groups", snapshot.AccessEntry{Mask: snapshot.RightWriteOwner, Flags: heirs | snapshot.AceInheritOnly, InheritedType: classGroup}, []string{"owner of groups"}, []string{"owner of groups"}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			if d := cmp.Diff(c.here, namesOf(powersOf(&c.entry, reachHere)), cmpopts.EquateEmpty()); d != "" {
				t.Errorf("on the container (-want +got)\n%s", d)
			}
			if d := cmp.Diff(c.below, namesOf(powersOf(&c.entry, reachBelow)), cmpopts.EquateEmpty()); d != "" {
				t.Errorf("from above (-want +got)\n%s", d)
			}
		})
	}
	if all := powersOf(&snapshot.AccessEntry{Mask: snapshot.RightGenericAll, Flags: heirs}, reachHere); all != allPowers {
		t.Errorf("full control gives %v", namesOf(all))
	}
}

func TestGrants(t *testing.T) {
	const who, other = "S-1-5-21-1-2-3-1104", "S-1-5-21-1-2-3-1105"
	create := snapshot.AccessEntry{Trustee: who, Mask: snapshot.RightCreateChild, Allow: true}
	denied := func(e snapshot.AccessEntry) snapshot.AccessEntry { e.Allow = false; return e }
	for _, c := range []struct {
		claim string
		d     snapshot.Descriptor
		want  []grant
	}{
		{"nobody without entries", snapshot.Descriptor{Entries: []snapshot.AccessEntry{}}, nil},
		{"everyone without a list", snapshot.Descriptor{}, []grant{{everyoneSID, allPowers}}},
		{"a denial before holds", snapshot.Descriptor{Entries: []snapshot.AccessEntry{denied(create), create}}, nil},
		{"a denial after an allowance does not", snapshot.Descriptor{Entries: []snapshot.AccessEntry{create, denied(create)}}, []grant{{who, powerCreate}}},
		{"a denial of somebody else does not", snapshot.Descriptor{Entries: []snapshot.AccessEntry{denied(snapshot.AccessEntry{Trustee: other, Mask: snapshot.RightCreateChild}), create}}, []grant{{who, powerCreate}}},
		{"a denial of one right leaves the others", snapshot.Descriptor{Entries: []snapshot.AccessEntry{denied(create), {Trustee: who, Mask: snapshot.RightCreateChild | snapshot.RightDeleteChild, Allow: true}}}, []grant{{who, powerDeleteChild}}},
		{"the owner may write the list", snapshot.Descriptor{Owner: other, Entries: []snapshot.AccessEntry{create}}, []grant{{who, powerCreate}, {other, powerDACL}}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			got := grantsOf(&c.d, reachHere, true)
			if d := cmp.Diff(c.want, got, cmp.AllowUnexported(grant{}), cmpopts.EquateEmpty()); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestWhatEveryAccountMayDo(t *testing.T) {
	entry := func(trustee string, allow bool, rights snapshot.AccessMask) snapshot.AccessEntry {
		return snapshot.AccessEntry{Trustee: trustee, Mask: rights, Allow: allow}
	}
	const who = "S-1-5-21-1-2-3-1104"
	both := []snapshot.AccessEntry{entry(everyoneSID, true, snapshot.RightCreateChild), entry(authenticatedSID, true, snapshot.RightDeleteChild)}
	for _, c := range []struct {
		claim   string
		entries []snapshot.AccessEntry
		want    powers
	}{
		{"everything by a list that is null", nil, allPowers},
		{"nothing by an empty one", []snapshot.AccessEntry{}, 0},
		{"what Everyone and Authenticated Users may", both, powerCreate | powerDeleteChild},
		{"not what somebody else may", []snapshot.AccessEntry{entry(who, true, snapshot.RightCreateChild)}, 0},
		{"not what somebody is denied, who may be an engine", append([]snapshot.AccessEntry{entry(who, false, snapshot.RightCreateChild)}, both...), powerDeleteChild},
	} {
		if got := anyonesPowers(&snapshot.Descriptor{Entries: c.entries}, reachHere); got != c.want {
			t.Errorf("%s: %v, want %v", c.claim, namesOf(got), namesOf(c.want))
		}
	}
}
