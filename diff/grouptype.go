package diff

import "strings"

// Bits of groupType, which LDAP carries as a signed 32-bit number.
//
// Source: MS-ADTS 2.2.12.
const (
	bitBuiltin     = 0x1
	bitGlobal      = 0x2
	bitDomainLocal = 0x4
	bitUniversal   = 0x8

	typeUniversalDistribution int32 = bitUniversal
	typeUniversalSecurity     int32 = -1<<31 | bitUniversal
)

// Values by which Exchange knows the copy of a Microsoft 365 group.
//
// Source: the attribute list of https://practical365.com/azure-ad-connect-group-writeback-deep-dive/.
const (
	RecipientDisplayTypeM365 int64 = 17
	RecipientTypeDetailsM365 int64 = 8796093022208
)

// ParseType reads onPremisesGroupType without regard to case, since tenants answer
// UniversalSecurityGroup where the documents write universalSecurityGroup. Nil and "" are
// TypeNone; a text outside the enumeration is TypeOther.
func ParseType(raw *string) GroupType {
	if raw == nil || *raw == "" {
		return TypeNone
	}
	for _, t := range [...]GroupType{UniversalDistribution, UniversalSecurity, UniversalMailEnabledSec} {
		if strings.EqualFold(*raw, string(t)) {
			return t
		}
	}
	return TypeOther
}

// CategoryOf reads the security bit; unknown for nil.
func CategoryOf(groupType *int32) Category {
	switch {
	case groupType == nil:
		return CategoryUnknown
	case *groupType < 0:
		return CategorySecurity
	}
	return CategoryDistribution
}

// ScopeOf reads the scope bits; unknown for nil and for none or several of them.
func ScopeOf(groupType *int32) Scope {
	if groupType == nil {
		return ScopeUnknown
	}
	switch *groupType & (bitGlobal | bitDomainLocal | bitUniversal) {
	case bitUniversal:
		return ScopeUniversal
	case bitGlobal:
		return ScopeGlobal
	case bitDomainLocal:
		if *groupType&bitBuiltin != 0 {
			return ScopeBuiltinLocal
		}
		return ScopeDomainLocal
	}
	return ScopeUnknown
}

// GroupTypeValue returns the groupType a copy of type t has; false when t does not say. A mail-enabled
// security group has the same value as a security group.
func (t GroupType) GroupTypeValue() (int32, bool) {
	switch t {
	case UniversalDistribution:
		return typeUniversalDistribution, true
	case UniversalSecurity, UniversalMailEnabledSec:
		return typeUniversalSecurity, true
	default:
		return 0, false
	}
}

// Category returns the category a copy of type t has; unknown when t does not say.
func (t GroupType) Category() Category {
	value, ok := t.GroupTypeValue()
	if !ok {
		return CategoryUnknown
	}
	return CategoryOf(&value)
}

// MailAttributes says whether the copy of a group of kind, written as t, carries mail and
// msExchRecipient attributes. Only a Microsoft 365 group does, and only with an Exchange schema;
// for one written as a security group the documents do not tell (rows 1 to 4 of table 1.3).
func MailAttributes(kind GroupKind, t GroupType, exchange Answer) Answer {
	switch {
	case kind == KindUnknown:
		return Unknown
	case kind != KindM365, exchange == No:
		return No
	case exchange == Yes && (t == UniversalDistribution || t == UniversalMailEnabledSec):
		return Yes
	}
	return Unknown
}

// typeFor returns the type a group of kind is written as when its configuration asks for asked;
// "" when that combination is not supported.
//
// Source: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration
func typeFor(kind GroupKind, asked GroupType) GroupType {
	switch {
	case asked == TypeOther:
		return TypeNone
	case kind == KindM365 && asked == TypeNone:
		return UniversalDistribution
	case kind == KindM365:
		return asked
	case kind == KindSecurity && (asked == TypeNone || asked == UniversalSecurity):
		return UniversalSecurity
	}
	return TypeNone
}
