package diff

import (
	"testing"

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
	const heirs = AceContainerInherit
	computer := knownGUID("bf967a86-0de6-11d0-a285-00aa003049e2")
	for _, c := range []struct {
		claim       string
		entry       AccessEntry
		here, below []string
	}{
		{"reading is no power", AccessEntry{Mask: RightReadProperty | RightListChildren | RightReadControl | RightGenericRead, Flags: heirs}, nil, nil},
		{"creating groups", AccessEntry{Mask: RightCreateChild, ObjectType: classGroup}, []string{"create"}, nil},
		{"creating any child creates groups", AccessEntry{Mask: RightCreateChild, Flags: heirs}, []string{"create"}, []string{"create"}},
		{"creating computers does not", AccessEntry{Mask: RightCreateChild | RightDeleteChild, ObjectType: computer, Flags: heirs}, nil, nil},
		{"an entry for heirs only is not about the container", AccessEntry{Mask: RightCreateChild, Flags: heirs | AceInheritOnly}, nil, []string{"create"}},
		{"an entry for organizational units reaches them from above", AccessEntry{Mask: RightDeleteChild, InheritedType: classOU, Flags: heirs | AceInheritOnly}, nil, []string{"delete children"}},
		{"one that is not passed on does not", AccessEntry{Mask: RightCreateChild, Flags: heirs | AceNoPropagate}, []string{"create"}, nil},
		{"member of groups", AccessEntry{Mask: RightWriteProperty, ObjectType: attrMember, InheritedType: classGroup, Flags: heirs}, []string{"write member"}, []string{"write member"}},
		{"member of the container means nothing", AccessEntry{Mask: RightWriteProperty, ObjectType: attrMember}, nil, nil},
		{"the set of membership has member", AccessEntry{Mask: RightWriteProperty, ObjectType: setMembers, Flags: heirs}, []string{"write member"}, []string{"write member"}},
		{"another attribute is no power", AccessEntry{Mask: RightWriteProperty, ObjectType: computer, Flags: heirs}, nil, nil},
		{"adding oneself", AccessEntry{Mask: RightSelf, ObjectType: attrMember, Flags: heirs}, []string{"add self"}, []string{"add self"}},
		{"entries for computers do not reach groups", AccessEntry{Mask: RightGenericAll, InheritedType: computer, Flags: heirs | AceInheritOnly}, nil, nil},
		{"writing everything", AccessEntry{Mask: RightGenericWrite, InheritedType: classGroup, Flags: heirs | AceInheritOnly}, []string{"write member", "add self", "write all"}, []string{"write member", "add self", "write all"}},
		{"deleting groups", AccessEntry{Mask: RightDelete, InheritedType: classGroup, Flags: heirs | AceInheritOnly}, []string{"delete"}, []string{"delete"}},
		{"deleting the container with all in it", AccessEntry{Mask: RightDeleteTree}, []string{"delete children"}, nil},
		{"changing the list of the container", AccessEntry{Mask: RightWriteDACL}, []string{"dacl"}, nil},
		{"taking over groups", AccessEntry{Mask: RightWriteOwner, Flags: heirs | AceInheritOnly, InheritedType: classGroup}, []string{"owner of groups"}, []string{"owner of groups"}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			if d := cmp.Diff(c.here, namesOf(c.entry.powers(reachHere)), cmpopts.EquateEmpty()); d != "" {
				t.Errorf("on the container (-want +got)\n%s", d)
			}
			if d := cmp.Diff(c.below, namesOf(c.entry.powers(reachBelow)), cmpopts.EquateEmpty()); d != "" {
				t.Errorf("from above (-want +got)\n%s", d)
			}
		})
	}
	if all := (&AccessEntry{Mask: RightGenericAll, Flags: heirs}).powers(reachHere); all != allPowers {
		t.Errorf("full control gives %v", namesOf(all))
	}
}

func TestGrants(t *testing.T) {
	const who, other = "S-1-5-21-1-2-3-1104", "S-1-5-21-1-2-3-1105"
	create := AccessEntry{Trustee: who, Mask: RightCreateChild, Allow: true}
	denied := func(e AccessEntry) AccessEntry { e.Allow = false; return e }
	for _, c := range []struct {
		claim string
		d     Descriptor
		want  []grant
	}{
		{"nobody without entries", Descriptor{Entries: []AccessEntry{}}, nil},
		{"everyone without a list", Descriptor{}, []grant{{everyoneSID, allPowers}}},
		{"a denial before holds", Descriptor{Entries: []AccessEntry{denied(create), create}}, nil},
		{"a denial after an allowance does not", Descriptor{Entries: []AccessEntry{create, denied(create)}}, []grant{{who, powerCreate}}},
		{"a denial of somebody else does not", Descriptor{Entries: []AccessEntry{denied(AccessEntry{Trustee: other, Mask: RightCreateChild}), create}}, []grant{{who, powerCreate}}},
		{"a denial of one right leaves the others", Descriptor{Entries: []AccessEntry{denied(create), {Trustee: who, Mask: RightCreateChild | RightDeleteChild, Allow: true}}}, []grant{{who, powerDeleteChild}}},
		{"the owner may write the list", Descriptor{Owner: other, Entries: []AccessEntry{create}}, []grant{{who, powerCreate}, {other, powerDACL}}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			got := c.d.grants(reachHere, true)
			if d := cmp.Diff(c.want, got, cmp.AllowUnexported(grant{}), cmpopts.EquateEmpty()); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}
