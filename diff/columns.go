package diff

import "github.com/wbaudit/wbaudit/collect/snapshot"

// mask is a set of the values of one column of a decision table; 0 stands for any value.
type mask uint8

func (m mask) has(value mask) bool { return m == 0 || m&value != 0 }

// The kinds as a column. isOpen holds the kinds whose configuration V2 reads.
const (
	isSynced mask = 1 << iota
	isM365
	isSecurity
	isMailEnabledSecurity
	isDistribution
	isOther
	isUnknownKind

	isOpen = isM365 | isSecurity
)

// isEnabled as a column: null is unset, unread was not collected.
const (
	enabledTrue mask = 1 << iota
	enabledFalse
	enabledNull
	enabledUnread
)

// onPremisesGroupType as a column.
const (
	typeNull mask = 1 << iota
	typeUDG
	typeUSG
	typeMESG
	typeInvalid

	typeSet = typeUDG | typeUSG | typeMESG
)

// NewUnifiedGroupWritebackDefault as a column.
const (
	settingTrue mask = 1 << iota
	settingFalse
	settingUnset
	settingUnread

	settingOn = settingTrue | settingUnset
)

// Whether the group's source of authority was converted, as a column: an inference is not enough.
const (
	soaNative mask = 1 << iota
	soaConvertedYes
)

// columns is a group as the tables see it; each field has exactly one bit.
type columns struct {
	kind, enabled, typ, setting, so mask
}

// classify places the group in the columns of the tables.
func (e *evaluation) classify() {
	g := e.group
	e.kind, e.soa = KindOf(g), soaConverted(g)
	e.columns = columns{kind: kindColumn(e.kind), enabled: enabledUnread, typ: typeNull, setting: settingColumn(e.tenant), so: soaNative}
	if e.soa == SOAYes {
		e.columns.so = soaConvertedYes
	}
	if e.in.Collected.Configuration {
		e.columns.enabled = enabledNull
	}
	if g.Writeback != nil {
		e.configure(g.Writeback)
	}
	e.explainKind()
}

// configure reads the group's configuration. A value proves that it was collected; nulls do not,
// since a source that drops the property leaves them behind.
func (e *evaluation) configure(w *snapshot.WritebackConfiguration) {
	e.typ = ParseType(w.OnPremisesGroupType)
	e.columns.typ = typeColumn(e.typ)
	switch {
	case isTrue(w.IsEnabled):
		e.columns.enabled = enabledTrue
	case w.IsEnabled != nil:
		e.columns.enabled = enabledFalse
	case w.OnPremisesGroupType != nil:
		e.columns.enabled = enabledNull
	}
}

func kindColumn(kind GroupKind) mask {
	switch kind {
	case KindSynced:
		return isSynced
	case KindM365:
		return isM365
	case KindSecurity:
		return isSecurity
	case KindMailEnabledSecurity:
		return isMailEnabledSecurity
	case KindDistribution:
		return isDistribution
	case KindOther:
		return isOther
	default:
		return isUnknownKind
	}
}

func typeColumn(t GroupType) mask {
	switch t {
	case TypeNone:
		return typeNull
	case UniversalDistribution:
		return typeUDG
	case UniversalSecurity:
		return typeUSG
	case UniversalMailEnabledSec:
		return typeMESG
	default:
		return typeInvalid
	}
}

func settingColumn(t *Tenant) mask {
	switch {
	case !t.SettingRead:
		return settingUnread
	case t.Setting == nil:
		return settingUnset
	case *t.Setting:
		return settingTrue
	}
	return settingFalse
}
