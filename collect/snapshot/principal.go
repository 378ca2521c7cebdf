package snapshot

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
)

// joinCloudPrincipals keeps the version that says more: a readable one over an unreadable one, a
// whole one over one that carried only type and id, then the one with more known fields. Two
// whole ones may differ, since a person can change between two pages; that is counted.
func joinCloudPrincipals(kept, other *CloudPrincipal) (bool, error) {
	if equalCloudPrincipals(kept, other) {
		return false, nil
	}
	whole := func(p *CloudPrincipal) bool { return p.Unreadable == "" && !p.Limited }
	order := cmp.Or(
		preferTrue(kept.Unreadable == "", other.Unreadable == ""),
		preferTrue(!kept.Limited, !other.Limited),
		cmp.Compare(known(reflect.ValueOf(kept).Elem()), known(reflect.ValueOf(other).Elem())),
		// Any rule will do, so long as it does not depend on the order of arrival.
		-compareContent(kept, other),
	)
	gaveWay := whole(kept) && whole(other)
	if order < 0 {
		*kept = *other
	}
	return gaveWay, nil
}

func equalCloudPrincipals(a, b *CloudPrincipal) bool {
	return a.ID == b.ID && a.Unreadable == b.Unreadable && a.Type == b.Type && a.Limited == b.Limited &&
		same(a.DisplayName, b.DisplayName) && same(a.UserPrincipalName, b.UserPrincipalName) &&
		same(a.UserType, b.UserType) && same(a.AccountEnabled, b.AccountEnabled) &&
		same(a.SyncEnabled, b.SyncEnabled) && same(a.ImmutableID, b.ImmutableID) &&
		same(a.DistinguishedName, b.DistinguishedName) && same(a.SAMAccountName, b.SAMAccountName) &&
		same(a.DomainName, b.DomainName) && same(a.SecurityIdentifier, b.SecurityIdentifier) &&
		same(a.ObjectIdentifier, b.ObjectIdentifier)
}

func same[V comparable](a, b *V) bool {
	return a == b || a != nil && b != nil && *a == *b
}

func preferTrue(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	default:
		return -1
	}
}

// known counts the fields that are neither nil nor zero.
func known(v reflect.Value) (n int) {
	for i := range v.NumField() {
		switch f := v.Field(i); {
		case v.Type().Field(i).Anonymous:
			n += known(f)
		case !f.IsZero():
			n++
		}
	}
	return n
}

func compareContent[T any](a, b *T) int {
	// Marshalling a record of texts, numbers and times cannot fail.
	first, _ := json.Marshal(a)
	second, _ := json.Marshal(b)
	return bytes.Compare(first, second)
}

// joinDirectoryPrincipals joins a record of the object itself with what member values told of it,
// field by field. Two records of the object itself must agree; two mentions may not, when the
// object was made anew between two reads, and that is counted.
func joinDirectoryPrincipals(kept, other *DirectoryPrincipal) (bool, error) {
	if equalDirectoryPrincipals(kept, other) {
		return false, nil
	}
	gaveWay := false
	switch order := cmp.Or(preferTrue(kept.Seen, other.Seen), preferTrue(kept.Unreadable == "", other.Unreadable == "")); {
	case order < 0:
		*kept, *other = *other, *kept
	case order > 0:
	default:
		if compareContent(kept, other) > 0 {
			*kept, *other = *other, *kept
		}
		different := contradictions(reflect.ValueOf(kept).Elem(), reflect.ValueOf(other).Elem())
		if len(different) > 0 && kept.Seen {
			return false, fmt.Errorf("occurs twice with different content (%s): keep one of the two in what is collected", different[0])
		}
		gaveWay = len(different) > 0
	}
	fill(reflect.ValueOf(kept).Elem(), reflect.ValueOf(other).Elem())
	return gaveWay, nil
}

// equalDirectoryPrincipals spares the usual case, a DN mentioned by one more group, the slow way.
func equalDirectoryPrincipals(a, b *DirectoryPrincipal) bool {
	return a.DN == b.DN && a.Unreadable == b.Unreadable && a.Seen == b.Seen && a.Class == b.Class &&
		same(a.GUID, b.GUID) && same(a.SID, b.SID) && equalNames(&a.DirectoryPrincipalNames, &b.DirectoryPrincipalNames) &&
		equalStates(&a.DirectoryPrincipalState, &b.DirectoryPrincipalState)
}

func equalNames(a, b *DirectoryPrincipalNames) bool {
	return same(a.SAMAccountName, b.SAMAccountName) && same(a.UserPrincipalName, b.UserPrincipalName) &&
		same(a.DisplayName, b.DisplayName) && same(a.AdminDescription, b.AdminDescription) &&
		same(a.ExternalDirectoryObjectID, b.ExternalDirectoryObjectID) && same(a.CloudAnchor, b.CloudAnchor) &&
		(a.ConsistencyGUID == nil) == (b.ConsistencyGUID == nil) && bytes.Equal(a.ConsistencyGUID, b.ConsistencyGUID)
}

func equalStates(a, b *DirectoryPrincipalState) bool {
	return same(a.GroupType, b.GroupType) && same(a.UserAccountControl, b.UserAccountControl) &&
		same(a.AccountExpires, b.AccountExpires) && same(a.AdminCount, b.AdminCount) &&
		same(a.PrimaryGroupID, b.PrimaryGroupID) && same(a.RecipientTypeDetails, b.RecipientTypeDetails)
}

// contradictions are the columns of a and b that are known in both and differ. The spelling of
// the DN is none: both fold to the same key.
func contradictions(a, b reflect.Value) (names []string) {
	for i := range a.NumField() {
		f := a.Type().Field(i)
		switch x, y := a.Field(i), b.Field(i); {
		case f.Anonymous:
			names = append(names, contradictions(x, y)...)
		case f.Name == "DN" || x.IsZero() || y.IsZero() || sameValue(x, y):
		default:
			names = append(names, tagOf(f).name)
		}
	}
	return names
}

// fill sets the fields of kept that are nil or zero from other.
func fill(kept, other reflect.Value) {
	for i := range kept.NumField() {
		f := kept.Type().Field(i)
		switch {
		case f.Anonymous:
			fill(kept.Field(i), other.Field(i))
		case f.Name != "Unreadable" && kept.Field(i).IsZero():
			kept.Field(i).Set(other.Field(i))
		}
	}
}
