package policies

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"

	"github.com/wbaudit/wbaudit/diff"
)

// randomSubject fills every fact of a subject with anything its type allows, likely or not.
func randomSubject(r *rand.Rand, tenant *diff.Tenant) diff.Subject {
	var s diff.Subject
	fillAtRandom(r, reflect.ValueOf(&s).Elem())
	s.Tenant = tenant
	return s
}

func randomTenant(r *rand.Rand) *diff.Tenant {
	var t diff.Tenant
	fillAtRandom(r, reflect.ValueOf(&t).Elem())
	return &t
}

func fillAtRandom(r *rand.Rand, v reflect.Value) {
	for _, f := range fieldsOf(v.Type()) {
		fillField(r, v.Field(f.index), enumOf(v.Type(), f))
	}
}

func fillField(r *rand.Rand, v reflect.Value, enum []string) {
	switch v.Kind() {
	case reflect.Pointer:
		if r.IntN(4) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fillField(r, v.Elem(), enum)
		}
	case reflect.Struct:
		fillAtRandom(r, v)
	case reflect.Slice:
		for range r.IntN(3) {
			element := reflect.New(v.Type().Elem()).Elem()
			fillField(r, element, nil)
			v.Set(reflect.Append(v, element))
		}
	case reflect.String:
		if enum == nil {
			enum = []string{"", "a", "b"}
		}
		v.SetString(enum[r.IntN(len(enum))])
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	default:
		v.SetInt([]int64{0, 0, 1, 2, 3, 10, 26, 1000, 60_000}[r.IntN(9)])
	}
}

// tenantOf makes subjects of a tenant as they occur: most are in order, members vary, few are wrong.
func tenantOf(n int, seed uint64) []diff.Subject {
	r := rand.New(rand.NewPCG(seed, 1))
	shapes := []func() diff.Subject{
		securityWritten, securityWritten, m365Written, m365Written, m365Implicit, m365Implicit, m365Implicit,
		notWritten, notWritten, notWritten, orphan, duplicateAnchor,
	}
	subjects := make([]diff.Subject, n)
	for i := range subjects {
		s := shapes[r.IntN(len(shapes))]()
		spoil(r, &s)
		subjects[i] = s
	}
	f := newFacts(subjects...)
	for i := range f.subjects {
		f.subjects[i].Identity.Name = fmt.Sprintf("Group %d", i)
	}
	slices.SortFunc(f.subjects, func(a, b diff.Subject) int { return compareKeys(a, b) })
	return f.subjects
}

func compareKeys(a, b diff.Subject) int {
	switch {
	case a.Identity.Key < b.Identity.Key:
		return -1
	case a.Identity.Key > b.Identity.Key:
		return 1
	}
	return 0
}

// spoil varies what differs between groups of any tenant, and sometimes adds a defect.
func spoil(r *rand.Rand, s *diff.Subject) {
	members := int(r.ExpFloat64() * 40)
	m := &s.Members
	m.CloudCount, m.DirectoryCount, m.Expected, m.Matched = members, members, members, members
	m.Classes.SyncedUser, m.MissingAtLeast = members, 0
	if s.Cloud == nil {
		m.CloudCount, m.Expected, m.Matched = 0, 0, 0
	} else {
		s.Cloud.DescriptionRunes, s.Cloud.DisplayNameRunes = r.IntN(300), 5+r.IntN(40)
		s.Nesting.Parents = r.IntN(3)
		if s.Cloud.Kind == diff.KindM365 {
			m.Classes.Guest = r.IntN(5)
			m.Excluded = m.Classes.Guest
			m.CloudCount += m.Classes.Guest
		}
	}
	if s.Directory == nil {
		m.DirectoryCount, m.Matched = 0, 0
		return
	}
	s.Directory.Members = &m.DirectoryCount
	switch r.IntN(40) {
	case 0:
		s.Directory.Category = diff.CategoryDistribution
	case 1:
		s.Directory.Scope = diff.ScopeGlobal
	case 2:
		m.Missing = min(members, 1+r.IntN(5))
		m.MissingAtLeast, m.Matched = m.Missing, m.Matched-m.Missing
	case 3:
		m.Foreign = 1 + r.IntN(3)
		m.ForeignAtLeast, m.ForeignUnread, m.DirectoryCount = m.Foreign, m.Foreign, m.DirectoryCount+m.Foreign
	}
}
