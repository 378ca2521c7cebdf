package diff

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Classes, attributes and property sets that entries are limited to.
//
// Source: MS-ADSC group and organizationalUnit, MS-ADA2 member, MS-ADTS 5.1.3.2.1 (control access
// rights) and the property set Membership. The right to add oneself has the GUID of member.
var (
	classGroup = knownGUID("bf967a9c-0de6-11d0-a285-00aa003049e2")
	classOU    = knownGUID("bf967aa5-0de6-11d0-a285-00aa003049e2")
	attrMember = knownGUID("bf9679c0-0de6-11d0-a285-00aa003049e2")
	setMembers = knownGUID("bc0ac240-79a9-11d0-9020-00c04fc2d4cf")
	// Every account that signs in is one of both.
	everyoneSID, authenticatedSID = "S-1-1-0", "S-1-5-11"
)

func knownGUID(text string) snapshot.GUID {
	id, _ := snapshot.ParseGUID(text)
	return id
}

// powers is what a trustee may do to the groups of a container.
type powers uint16

const (
	powerCreate powers = 1 << iota
	// powerDeleteChild is a right over the container, powerDelete one over the groups.
	powerDeleteChild
	powerDelete
	powerWriteMember
	// powerAddSelf lets the trustee add itself.
	powerAddSelf
	powerWriteAll
	powerDACL
	powerGroupDACL
	powerOwner
	powerGroupOwner
	allPowers = 1<<iota - 1
)

// reach says of an entry whether it holds for the container of the groups, and for the groups.
type reach func(e *snapshot.AccessEntry) (container, groups bool)

// reachHere is for the descriptor of the container itself.
func reachHere(e *snapshot.AccessEntry) (container, groups bool) {
	return e.Flags&snapshot.AceInheritOnly == 0, e.Flags&snapshot.AceContainerInherit != 0 && (e.InheritedType.IsZero() || e.InheritedType == classGroup)
}

// reachBelow is for the descriptor of an object above the container.
func reachBelow(e *snapshot.AccessEntry) (container, groups bool) {
	if e.Flags&snapshot.AceContainerInherit == 0 || e.Flags&snapshot.AceNoPropagate != 0 {
		return false, false
	}
	return e.InheritedType.IsZero() || e.InheritedType == classOU, e.InheritedType.IsZero() || e.InheritedType == classGroup
}

// powersOf returns what an entry allows or denies.
func powersOf(e *snapshot.AccessEntry, r reach) (p powers) {
	container, groups := r(e)
	whole := e.ObjectType.IsZero()
	class := whole || e.ObjectType == classGroup
	member := whole || e.ObjectType == attrMember || e.ObjectType == setMembers
	has := func(rights snapshot.AccessMask) bool { return e.Mask&(rights|snapshot.RightGenericAll) != 0 }
	for _, c := range [...]struct {
		power powers
		holds bool
	}{
		{powerCreate, container && class && has(snapshot.RightCreateChild)},
		{powerDeleteChild, container && (class && has(snapshot.RightDeleteChild) || whole && has(snapshot.RightDeleteTree))},
		{powerDelete, groups && whole && has(snapshot.RightDelete|snapshot.RightDeleteTree)},
		{powerWriteMember, groups && member && has(snapshot.RightWriteProperty|snapshot.RightGenericWrite)},
		{powerAddSelf, groups && member && has(snapshot.RightSelf|snapshot.RightGenericWrite)},
		{powerWriteAll, groups && whole && has(snapshot.RightWriteProperty|snapshot.RightGenericWrite)},
		{powerDACL, container && whole && has(snapshot.RightWriteDACL)},
		{powerGroupDACL, groups && whole && has(snapshot.RightWriteDACL)},
		{powerOwner, container && whole && has(snapshot.RightWriteOwner)},
		{powerGroupOwner, groups && whole && has(snapshot.RightWriteOwner)},
	} {
		if c.holds {
			p |= c.power
		}
	}
	return p
}

// grant is one trustee with its powers.
type grant struct {
	trustee string
	powers  powers
}

// grantsOf returns who may change the groups, ordered by SID. For each trustee the first entry that
// tells of a power decides, as the directory evaluates a list; what somebody may do or may not as a
// member of another trustee is not followed. The owner of the container may always write its list.
func grantsOf(d *snapshot.Descriptor, r reach, owned bool) []grant {
	if d.Entries == nil {
		return []grant{{everyoneSID, allPowers}}
	}
	allowed, decided := map[string]powers{}, map[string]powers{}
	for i := range d.Entries {
		e := &d.Entries[i]
		p := powersOf(e, r) &^ decided[e.Trustee]
		decided[e.Trustee] |= p
		if e.Allow {
			allowed[e.Trustee] |= p
		}
	}
	if owned && d.Owner != "" {
		allowed[d.Owner] |= powerDACL
	}
	var list []grant
	for trustee, p := range allowed {
		if p != 0 {
			list = append(list, grant{trustee, p})
		}
	}
	slices.SortFunc(list, func(a, b grant) int { return strings.Compare(a.trustee, b.trustee) })
	return list
}

// anyonesPowers returns what every account may do to the groups and nobody is denied.
func anyonesPowers(d *snapshot.Descriptor, r reach) powers {
	if d.Entries == nil {
		return allPowers
	}
	var allowed, denied powers
	for i := range d.Entries {
		switch e := &d.Entries[i]; {
		case !e.Allow:
			denied |= powersOf(e, r)
		case e.Trustee == everyoneSID || e.Trustee == authenticatedSID:
			allowed |= powersOf(e, r)
		}
	}
	return allowed &^ denied
}
