package diff

import (
	"math"
	"testing"
)

func TestGroupTypeBits(t *testing.T) {
	cases := []struct {
		value    int32
		category Category
		scope    Scope
	}{
		{8, CategoryDistribution, ScopeUniversal},
		{-2147483640, CategorySecurity, ScopeUniversal},
		{-2147483646, CategorySecurity, ScopeGlobal},
		{-2147483644, CategorySecurity, ScopeDomainLocal},
		{-2147483643, CategorySecurity, ScopeBuiltinLocal},
		{2, CategoryDistribution, ScopeGlobal},
		{4, CategoryDistribution, ScopeDomainLocal},
		{0, CategoryDistribution, ScopeUnknown},
		{6, CategoryDistribution, ScopeUnknown},
		{math.MinInt32, CategorySecurity, ScopeUnknown},
		{0x10 | 8, CategoryDistribution, ScopeUniversal},
	}
	for _, c := range cases {
		if category, scope := CategoryOf(&c.value), ScopeOf(&c.value); category != c.category || scope != c.scope {
			t.Errorf("%d: got %s %s, want %s %s", c.value, category, scope, c.category, c.scope)
		}
	}
	if CategoryOf(nil) != CategoryUnknown || ScopeOf(nil) != ScopeUnknown {
		t.Error("a value that was not read has a category or a scope")
	}
}

func TestParseType(t *testing.T) {
	for raw, want := range map[string]GroupType{
		"": TypeNone, "UniversalSecurityGroup": UniversalSecurity, "universalsecuritygroup": UniversalSecurity,
		"universalDistributionGroup": UniversalDistribution, "UniversalMailEnabledSecurityGroup": UniversalMailEnabledSec,
		"security": TypeOther, " universalSecurityGroup": TypeOther,
	} {
		if got := ParseType(&raw); got != want {
			t.Errorf("%q: got %q, want %q", raw, got, want)
		}
	}
	if got := ParseType(nil); got != TypeNone {
		t.Errorf("null: got %q", got)
	}
}

func TestGroupTypeValue(t *testing.T) {
	for typ, want := range map[GroupType]int32{
		UniversalDistribution: 8, UniversalSecurity: -2147483640, UniversalMailEnabledSec: -2147483640,
	} {
		if got, ok := typ.GroupTypeValue(); !ok || got != want {
			t.Errorf("%s: got %d %v, want %d", typ, got, ok, want)
		}
	}
	for _, typ := range []GroupType{TypeNone, TypeOther} {
		if got, ok := typ.GroupTypeValue(); ok || typ.Category() != CategoryUnknown {
			t.Errorf("%q has value %d", typ, got)
		}
	}
}

func TestMailAttributes(t *testing.T) {
	cases := []struct {
		name     string
		kind     GroupKind
		typ      GroupType
		exchange Answer
		want     Answer
	}{
		{"rows 1 and 2: distribution copy with Exchange schema", KindM365, UniversalDistribution, Yes, Yes},
		{"row 4: mail-enabled security copy with Exchange schema", KindM365, UniversalMailEnabledSec, Yes, Yes},
		{"row 3: security copy is not settled", KindM365, UniversalSecurity, Yes, Unknown},
		{"no Exchange schema, no attributes", KindM365, UniversalMailEnabledSec, No, No},
		{"unread schema", KindM365, UniversalDistribution, Unknown, Unknown},
		{"undecided type", KindM365, TypeNone, Yes, Unknown},
		{"a security group has no mail", KindSecurity, UniversalSecurity, Yes, No},
		{"an unread kind", KindUnknown, TypeNone, Yes, Unknown},
	}
	for _, c := range cases {
		if got := MailAttributes(c.kind, c.typ, c.exchange); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
