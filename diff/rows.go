package diff

// choice names what Microsoft left open and Choices settles.
type choice uint8

const (
	settled choice = iota
	// bySecurityNull is C1, byNullSetting C3; byNullSettingUnread is C3 when it is not known
	// whether the setting is false at all.
	bySecurityNull
	byNullSetting
	byNullSettingUnread
	// byTypeAlone is row 16: a type without isEnabled on a security group.
	byTypeAlone
	// byScope is the scope of the cloud sync job.
	byScope
)

// row is one line of a decision table. Of each table exactly one row fits any group.
type row struct {
	id                              string
	kind, enabled, typ, setting, so mask
	// answer holds where choice is settled; confidence is that of the documented reading.
	answer     Answer
	choice     choice
	confidence Confidence
	text       string
	source     string
}

func (r *row) fits(c columns) bool {
	return r.kind.has(c.kind) && r.enabled.has(c.enabled) && r.typ.has(c.typ) && r.setting.has(c.setting) && r.so.has(c.so)
}

// find returns the row of table that fits c. Every table is total, which TestTablesAreTotal holds,
// so noRow is never returned; were it, it would decide nothing.
func find(table []row, c columns) *row {
	for i := range table {
		if table[i].fits(c) {
			return &table[i]
		}
	}
	return &noRow
}

var noRow = row{id: "none", answer: Unknown, confidence: None, text: "no row of the table fits the group"}

// tableV2 is table 1.3 of the design with its corrections: what Connect does while V2 is on.
// Rows 22, 23 and 26 are overlays that change no answer; row 0 is applied afterwards.
var tableV2 = []row{
	{"1.1/unread", isUnknownKind, 0, 0, 0, 0, Unknown, settled, None, "the kind of the group was not read", "GRP"},
	{"1.3/unread", isOpen, enabledUnread, 0, 0, 0, Unknown, settled, None, "writebackConfiguration was not collected, which is not the same as unset", "WBC"},

	{"1.3/1", isM365, enabledTrue, typeNull, 0, 0, Yes, settled, High, "isEnabled is true; without a type a Microsoft 365 group is written as a distribution group", "S3 MSID"},
	{"1.3/2", isM365, enabledTrue, typeUDG, 0, 0, Yes, settled, High, "isEnabled is true and the type asks for a distribution group", "S0 S3"},
	{"1.3/3", isM365, enabledTrue, typeUSG, 0, 0, Yes, settled, High, "isEnabled is true and the type asks for a security group; one public dump shows such a copy as a distribution group (C19)", "S0 S3 C19"},
	{"1.3/4", isM365, enabledTrue, typeMESG, 0, 0, Yes, settled, High, "isEnabled is true and the type asks for a mail-enabled security group", "S0 S3 S4"},
	{"1.3/5", isM365, enabledNull, typeNull, settingOn, 0, Yes, settled, High, "isEnabled and type are unset and NewUnifiedGroupWritebackDefault is true or unset: the default writes the group as a distribution group although the portal shows No writeback", "S1 V2 MSID PORTAL C2"},
	{"1.3/6", isM365, enabledNull, typeNull, settingFalse, 0, Unknown, byNullSetting, Medium, "isEnabled and type are unset and NewUnifiedGroupWritebackDefault is false: the setting gives new groups a value and leaves existing ones as they are; choice m365_null_setting_false decides", "GSET V2 S3 C3"},
	{"1.3/5-6", isM365, enabledNull, typeNull, settingUnread, 0, Unknown, byNullSettingUnread, Medium, "isEnabled and type are unset and NewUnifiedGroupWritebackDefault was not read: written unless the setting is false and choice m365_null_setting_false says no", "S1 GSET C3"},
	{"1.3/7", isM365, enabledNull, typeSet, settingOn, 0, Yes, settled, Medium, "isEnabled is unset, the type is set and NewUnifiedGroupWritebackDefault is true or unset: written by default; no document says whether as that type, and choice type_without_enable decides", "S1 V2"},
	{"1.3/8", isM365, enabledNull, typeSet, settingFalse, 0, Unknown, byNullSetting, Medium, "isEnabled is unset, the type is set and NewUnifiedGroupWritebackDefault is false; choice m365_null_setting_false decides, and type_without_enable whether as that type", "GSET V2 S3 C3"},
	{"1.3/7-8", isM365, enabledNull, typeSet, settingUnread, 0, Unknown, byNullSettingUnread, Medium, "isEnabled is unset, the type is set and NewUnifiedGroupWritebackDefault was not read: written unless the setting is false and choice m365_null_setting_false says no; choice type_without_enable decides whether as that type", "S1 GSET C3"},
	{"1.3/9", isM365, enabledFalse, 0, 0, 0, No, settled, High, "isEnabled is false; a copy that exists stays in the directory, frozen", "S1 V2 MSID"},
	{"1.3/10", isM365, enabledTrue, typeInvalid, 0, 0, Yes, settled, Medium, "isEnabled is true; the type is none of the documented values, so what the group is written as is not known", "S3"},
	{"1.3/10", isM365, enabledNull, typeInvalid, settingOn, 0, Yes, settled, Medium, "isEnabled is unset, which writes by default; the type is none of the documented values, so what the group is written as is not known", "S3 S1"},
	{"1.3/10", isM365, enabledNull, typeInvalid, settingFalse, 0, Unknown, byNullSetting, Medium, "isEnabled is unset, the type is none of the documented values and NewUnifiedGroupWritebackDefault is false; choice m365_null_setting_false decides", "S3 GSET C3"},
	{"1.3/10", isM365, enabledNull, typeInvalid, settingUnread, 0, Unknown, byNullSettingUnread, Medium, "isEnabled is unset, the type is none of the documented values and NewUnifiedGroupWritebackDefault was not read", "S3 GSET C3"},

	{"1.3/11", isSecurity, enabledTrue, typeNull, 0, soaNative, Yes, settled, High, "isEnabled is true; without a type a security group is written as a security group", "S3 MSID"},
	{"1.3/12", isSecurity, enabledTrue, typeUSG, 0, soaNative, Yes, settled, High, "isEnabled is true and the type asks for a security group", "S3"},
	{"1.3/13", isSecurity, enabledTrue, typeUDG, 0, soaNative, Unknown, settled, None, "isEnabled is true but a security group cannot be written as a distribution group; what happens is not documented", "S3"},
	{"1.3/14", isSecurity, enabledTrue, typeMESG, 0, soaNative, Unknown, settled, None, "isEnabled is true but a security group cannot be written as a mail-enabled security group; what happens is not documented", "S3"},
	{"1.3/14b", isSecurity, enabledTrue, typeInvalid, 0, soaNative, Unknown, settled, None, "isEnabled is true but the type is none of the documented values; what happens is not documented", "S3"},
	{"1.3/15", isSecurity, enabledNull, typeNull, settingFalse | settingUnset, soaNative, Unknown, bySecurityNull, High, "isEnabled is unset: five documents say that a security group is not written then, one says that it is; choice security_null decides", "S1 S3 WBC MSID V2 PORTAL C1"},
	{"1.3/18", isSecurity, enabledNull, typeNull, settingTrue, soaNative, Unknown, bySecurityNull, Medium, "isEnabled is unset and NewUnifiedGroupWritebackDefault is true, which is named for Microsoft 365 groups and not applied to security groups; choice security_null decides", "V2 MSID S3 C1 C4"},
	{"1.3/15-18", isSecurity, enabledNull, typeNull, settingUnread, soaNative, Unknown, bySecurityNull, Medium, "isEnabled is unset and NewUnifiedGroupWritebackDefault, which is not applied to security groups, was not read; choice security_null decides", "S1 V2 C1 C4"},
	{"1.3/16", isSecurity, enabledNull, typeSet | typeInvalid, 0, soaNative, Unknown, byTypeAlone, Low, "isEnabled is unset although a type is set, a combination no document covers; choices type_without_enable and security_null decide", "S1 V2"},
	{"1.3/17", isSecurity, enabledFalse, 0, 0, soaNative, No, settled, High, "isEnabled is false", "S0 S1 S2 S3"},
	{"1.3/24", isSecurity, enabledNull | enabledFalse, 0, 0, soaConvertedYes, No, settled, Medium, "the group came from the directory and is managed in the cloud now: it keeps its old directory group, which V2 does not write", "SOA"},
	{"1.3/24b", isSecurity, enabledTrue, 0, 0, soaConvertedYes, Unknown, settled, None, "the group came from the directory, is managed in the cloud now and is enabled for V2 as well: a second directory group may appear, no document says", "SOA"},

	{"1.3/19", isMailEnabledSecurity, 0, 0, 0, 0, No, settled, High, "a mail-enabled security group of the cloud is never written", "MSID V2"},
	{"1.3/20", isDistribution, 0, 0, 0, 0, No, settled, High, "a distribution group of the cloud is never written", "MSID V2"},
	{"1.3/21", isSynced, 0, 0, 0, 0, No, settled, High, "the group comes from the directory, which is its authority", "MSID"},
	{"1.3/25", isOther, 0, 0, 0, 0, No, settled, Medium, "the group is neither security-enabled nor mail-enabled, and no document offers to write such a group", "GRP"},
}

// tableV1 is table 1.4: what Connect does while only V1 is on, or V2 on a server too old for it.
var tableV1 = []row{
	{"1.1/unread", isUnknownKind, 0, 0, 0, 0, Unknown, settled, None, "the kind of the group was not read", "GRP"},
	{"1.4/m365", isM365, 0, typeNull | typeUDG, 0, 0, Yes, settled, High, "V1 writes every Microsoft 365 group as a distribution group, whatever isEnabled says", "MIG SOA S2"},
	{"1.4/m365-type", isM365, 0, typeUSG | typeMESG | typeInvalid, 0, 0, Yes, settled, Medium, "V1 writes every Microsoft 365 group as a distribution group, whatever isEnabled and the type say", "V2 MIG"},
	{"1.4/security", isSecurity, 0, 0, 0, 0, No, settled, High, "V1 writes Microsoft 365 groups only", "V1 V2"},
	{"1.4/mailEnabledSecurity", isMailEnabledSecurity, 0, 0, 0, 0, No, settled, High, "V1 writes Microsoft 365 groups only", "V1 V2"},
	{"1.4/distribution", isDistribution, 0, 0, 0, 0, No, settled, High, "V1 writes Microsoft 365 groups only", "V1 V2"},
	{"1.4/synced", isSynced, 0, 0, 0, 0, No, settled, High, "the group comes from the directory, which is its authority", "V1 V2"},
	{"1.4/other", isOther, 0, 0, 0, 0, No, settled, High, "V1 writes Microsoft 365 groups only", "V1 V2"},
}

// tableCloudSync is table 1.5: what a cloud sync job for groups does. Its fixed clause
// (securityEnabled, not mailEnabled, not synced) is the kind itself.
var tableCloudSync = []row{
	{"1.1/unread", isUnknownKind, 0, 0, 0, 0, Unknown, settled, None, "the kind of the group was not read", "GRP"},
	{"1.5/security", isSecurity, 0, 0, 0, soaNative, Unknown, byScope, High, "cloud sync writes a security group that is in the scope of its job, whatever writebackConfiguration says", "CS-HOW MIG CS-FAQ"},
	{"1.5/soaConverted", isSecurity, 0, 0, 0, soaConvertedYes, Unknown, byScope, High, "cloud sync writes a converted group that is in the scope of its job, provided that it was universal before", "SOA CS-HOW"},
	{"1.5/m365", isM365, 0, 0, 0, 0, No, settled, High, "cloud sync never writes a Microsoft 365 group", "CS-CONF CS-OVER MIG C9"},
	{"1.5/mailEnabledSecurity", isMailEnabledSecurity, 0, 0, 0, 0, No, settled, High, "cloud sync never writes a mail-enabled security group", "CS-CONF CS-OVER MIG"},
	{"1.5/distribution", isDistribution, 0, 0, 0, 0, No, settled, High, "cloud sync never writes a distribution group", "CS-CONF CS-OVER MIG"},
	{"1.5/synced", isSynced, 0, 0, 0, 0, No, settled, High, "the group comes from the directory, and the fixed clause of every job excludes it", "CS-MAP"},
	{"1.5/other", isOther, 0, 0, 0, 0, No, settled, High, "the group is not security-enabled, and the fixed clause of every job excludes it", "CS-MAP"},
}
