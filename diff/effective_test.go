package diff

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Values of the columns, spelled as Graph spells them. "unset" of isEnabled occurs in two forms.
var (
	anyEnabled = []string{"true", "false", "null", "absent"}
	isUnset    = []string{"null", "absent"}
	isOn       = []string{"true"}
	isOff      = []string{"false"}

	anyType    = []string{"", "universalDistributionGroup", "universalSecurityGroup", "universalMailEnabledSecurityGroup", "bogus"}
	setTypes   = []string{"universalDistributionGroup", "UniversalSecurityGroup", "UNIVERSALMAILENABLEDSECURITYGROUP"}
	noType     = []string{""}
	udg        = []string{"universalDistributionGroup", "UniversalDistributionGroup"}
	usg        = []string{"universalSecurityGroup", "UniversalSecurityGroup"}
	mesg       = []string{"universalMailEnabledSecurityGroup", "UniversalMailEnabledSecurityGroup"}
	bogus      = []string{"bogus", "globalSecurityGroup"}
	anySetting = []string{"true", "false", "unset", "unread"}
	onOrUnset  = []string{"true", "unset"}
)

// claim is one row of the design's tables; every combination of its columns must give the answer.
type claim struct {
	row        string
	text       string
	group      func() *snapshot.CloudGroup
	enabled    []string
	types      []string
	settings   []string
	want       Answer
	confidence Confidence
	typ        GroupType
}

func TestTableV2(t *testing.T) {
	claims := []claim{
		{"1.3/1", "m365 enabled without type is written as distribution", m365, isOn, noType, anySetting, Yes, High, UniversalDistribution},
		{"1.3/2", "m365 enabled as distribution", m365, isOn, udg, anySetting, Yes, High, UniversalDistribution},
		{"1.3/3", "m365 enabled as security", m365, isOn, usg, anySetting, Yes, High, UniversalSecurity},
		{"1.3/4", "m365 enabled as mail-enabled security", m365, isOn, mesg, anySetting, Yes, High, UniversalMailEnabledSec},
		{"1.3/5", "m365 unset is written implicitly", m365, isUnset, noType, onOrUnset, Yes, High, UniversalDistribution},
		{"1.3/6", "m365 unset with setting false is written, by choice", m365, isUnset, noType, []string{"false"}, Yes, Medium, UniversalDistribution},
		{"1.3/5-6", "m365 unset with unread setting is written, as both rows agree", m365, isUnset, noType, []string{"unread"}, Yes, Medium, UniversalDistribution},
		{"1.3/7", "m365 unset with type is written, the type ignored", m365, []string{"null"}, setTypes, onOrUnset, Yes, Medium, UniversalDistribution},
		{"1.3/8", "m365 unset with type and setting false follows row 6", m365, []string{"null"}, setTypes, []string{"false"}, Yes, Medium, UniversalDistribution},
		{"1.3/7-8", "m365 unset with type and unread setting", m365, []string{"null"}, setTypes, []string{"unread"}, Yes, Medium, UniversalDistribution},
		{"1.3/9", "m365 disabled is not written", m365, isOff, anyType, anySetting, No, High, TypeNone},
		{"1.3/10", "m365 with an invalid type is written as what nobody knows", m365, []string{"true", "null"}, bogus, anySetting, Yes, Medium, TypeNone},
		{"1.3/11", "security enabled without type is written as security", security, isOn, noType, anySetting, Yes, High, UniversalSecurity},
		{"1.3/12", "security enabled as security", security, isOn, usg, anySetting, Yes, High, UniversalSecurity},
		{"1.3/13", "security enabled as distribution is undecided", security, isOn, udg, anySetting, Unknown, None, TypeNone},
		{"1.3/14", "security enabled as mail-enabled security is undecided", security, isOn, mesg, anySetting, Unknown, None, TypeNone},
		{"1.3/14b", "security enabled as nothing known is undecided", security, isOn, bogus, anySetting, Unknown, None, TypeNone},
		{"1.3/15", "security unset is not written", security, isUnset, noType, []string{"false", "unset"}, No, High, TypeNone},
		{"1.3/18", "security unset is not written by a setting named for Microsoft 365 groups", security, isUnset, noType, []string{"true"}, No, Medium, TypeNone},
		{"1.3/15-18", "security unset is not written whatever the unread setting says", security, isUnset, noType, []string{"unread"}, No, Medium, TypeNone},
		{"1.3/16", "security unset with a type is not written", security, []string{"null"}, anyType[1:], anySetting, No, Low, TypeNone},
		{"1.3/17", "security disabled is not written", security, isOff, anyType, anySetting, No, High, TypeNone},
		{"1.3/19", "mail-enabled security is never written", mailEnabledSecurity, anyEnabled, anyType, anySetting, No, High, TypeNone},
		{"1.3/20", "distribution is never written", distribution, anyEnabled, anyType, anySetting, No, High, TypeNone},
		{"1.3/21", "synced is never written", synced, anyEnabled, anyType, anySetting, No, High, TypeNone},
		{"1.3/1", "row 22: dynamic is as its base row 1", with(m365, makeDynamic), isOn, noType, anySetting, Yes, High, UniversalDistribution},
		{"1.3/12", "row 22: dynamic is as its base row 12", with(security, makeDynamic), isOn, usg, anySetting, Yes, High, UniversalSecurity},
		{"1.3/17", "row 22: dynamic is as its base row 17", with(security, makeDynamic), isOff, anyType, anySetting, No, High, TypeNone},
		{"1.3/12", "row 23: role-assignable is as its base row 12", with(security, makeRoleAssignable), isOn, usg, anySetting, Yes, High, UniversalSecurity},
		{"1.3/9", "row 23: role-assignable is as its base row 9", with(m365, makeRoleAssignable), isOff, anyType, anySetting, No, High, TypeNone},
		{"1.3/24", "converted security is out of V2's scope", with(security, makeConverted), []string{"null", "absent", "false"}, anyType, anySetting, No, Medium, TypeNone},
		{"1.3/24b", "converted security enabled for V2 is undecided", with(security, makeConverted), isOn, anyType, anySetting, Unknown, None, TypeNone},
		{"1.3/25", "neither mail nor security is never written", other, anyEnabled, anyType, anySetting, No, Medium, TypeNone},
		{"1.3/12", "row 26: formerly synced is as its base row 12", with(security, makeFormer), isOn, usg, anySetting, Yes, High, UniversalSecurity},
		{"1.3/15", "row 26: formerly synced is as its base row 15", with(security, makeFormer), isUnset, noType, []string{"unset"}, No, High, TypeNone},
		{"1.3/11", "likely converted lowers row 11", with(security, makeLikely), isOn, noType, anySetting, Yes, Low, UniversalSecurity},
		{"1.3/15", "likely converted lowers row 15", with(security, makeLikely), isUnset, noType, []string{"unset"}, No, Low, TypeNone},
		{"1.3/17", "likely converted lowers row 17", with(security, makeLikely), isOff, anyType, anySetting, No, Low, TypeNone},
		{"1.1/unread", "a group whose flags were not read is undecided", unreadKind, anyEnabled, anyType, anySetting, Unknown, None, TypeNone},
		{"1.1/unread", "an unreadable group is undecided", with(m365, makeUnreadable), anyEnabled, anyType, anySetting, Unknown, None, TypeNone},
	}
	run(t, V2, newTenant(On, On, Off), claims)
}

func TestTableV1(t *testing.T) {
	claims := []claim{
		{"1.4/m365", "m365 is written as distribution whatever isEnabled says", m365, anyEnabled, append(noType, udg...), anySetting, Yes, High, UniversalDistribution},
		{"1.4/m365-type", "m365 is written as distribution whatever the type says", m365, []string{"true", "false", "null"}, append(append(usg, mesg...), bogus...), anySetting, Yes, Medium, UniversalDistribution},
		{"1.4/security", "security is not written", security, anyEnabled, anyType, anySetting, No, High, TypeNone},
		{"1.4/security", "converted security is not written", with(security, makeConverted), anyEnabled, anyType, anySetting, No, High, TypeNone},
		{"1.4/mailEnabledSecurity", "mail-enabled security is not written", mailEnabledSecurity, anyEnabled, anyType, anySetting, No, High, TypeNone},
		{"1.4/distribution", "distribution is not written", distribution, anyEnabled, anyType, anySetting, No, High, TypeNone},
		{"1.4/synced", "synced is not written", synced, anyEnabled, anyType, anySetting, No, High, TypeNone},
		{"1.4/other", "other is not written", other, anyEnabled, anyType, anySetting, No, High, TypeNone},
		{"1.1/unread", "a group whose flags were not read is undecided", unreadKind, anyEnabled, anyType, anySetting, Unknown, None, TypeNone},
	}
	run(t, V1, newTenant(On, Off, Off), claims)
}

func TestTableCloudSync(t *testing.T) {
	claims := []claim{
		{"1.5/security", "security in scope is written whatever its configuration says", security, anyEnabled, anyType, anySetting, Yes, High, UniversalSecurity},
		{"1.5/security", "dynamic security in scope is written", with(security, makeDynamic), anyEnabled, anyType, anySetting, Yes, High, UniversalSecurity},
		{"1.5/soaConverted", "converted security in scope is written", with(security, makeConverted), anyEnabled, anyType, anySetting, Yes, High, UniversalSecurity},
		{"1.5/m365", "m365 is never written", m365, anyEnabled, anyType, anySetting, No, High, TypeNone},
		{"1.5/mailEnabledSecurity", "mail-enabled security is never written", mailEnabledSecurity, anyEnabled, anyType, anySetting, No, High, TypeNone},
		{"1.5/distribution", "distribution is never written", distribution, anyEnabled, anyType, anySetting, No, High, TypeNone},
		{"1.5/synced", "synced is never written", synced, anyEnabled, anyType, anySetting, No, High, TypeNone},
		{"1.5/other", "other is never written", other, anyEnabled, anyType, anySetting, No, High, TypeNone},
		{"1.1/unread", "a group whose flags were not read is undecided", unreadKind, anyEnabled, anyType, anySetting, Unknown, None, TypeNone},
	}
	run(t, CloudSync, newTenant(Off, Off, On), claims)
}

func TestBelowFloorUsesTheTableOfV1(t *testing.T) {
	tenant := newTenant(On, On, Off)
	tenant.BelowFloor = Yes
	run(t, V2, tenant, []claim{
		{"1.4/m365", "m365 disabled is written all the same", m365, anyEnabled, noType, anySetting, Yes, High, UniversalDistribution},
		{"1.4/m365-type", "m365 as security is written as distribution", m365, isOn, usg, anySetting, Yes, Medium, UniversalDistribution},
		{"1.4/security", "security enabled is not written", security, anyEnabled, anyType, anySetting, No, High, TypeNone},
	})
}

func TestBelowFloorWithoutV1IsLow(t *testing.T) {
	tenant := newTenant(Off, On, Off)
	tenant.BelowFloor = Yes
	run(t, V2, tenant, []claim{{"1.4/m365", "m365 is written with low confidence (C17)", m365, anyEnabled, noType, anySetting, Yes, Low, UniversalDistribution}})
}

func TestV2WithoutV1IsLowForDefaults(t *testing.T) {
	for _, v1 := range []Switch{Off, SwitchUnknown} {
		run(t, V2, newTenant(v1, On, Off), []claim{
			{"1.3/5", "m365 unset has low confidence (C17)", m365, isUnset, noType, onOrUnset, Yes, Low, UniversalDistribution},
			{"1.3/6", "m365 unset with setting false has low confidence (C17)", m365, isUnset, noType, []string{"false"}, Yes, Low, UniversalDistribution},
			{"1.3/1", "m365 enabled keeps its confidence", m365, isOn, noType, anySetting, Yes, High, UniversalDistribution},
			{"1.3/11", "security enabled keeps its confidence", security, isOn, noType, anySetting, Yes, High, UniversalSecurity},
			{"1.3/9", "m365 disabled keeps its confidence", m365, isOff, anyType, anySetting, No, High, TypeNone},
		})
	}
}

func TestChoicesDecideWhatDocumentsLeaveOpen(t *testing.T) {
	cases := []struct {
		name       string
		change     func(*Choices)
		group      *snapshot.CloudGroup
		setting    string
		want       Answer
		confidence Confidence
		typ        GroupType
	}{
		{"row 6 chosen no", func(c *Choices) { c.M365NullSettingFalse = No }, config(m365(), "null", ""), "false", No, Low, ""},
		{"row 6 not chosen", func(c *Choices) { c.M365NullSettingFalse = "" }, config(m365(), "null", ""), "false", Unknown, None, ""},
		{"row 8 chosen no", func(c *Choices) { c.M365NullSettingFalse = No }, config(m365(), "null", usg[0]), "false", No, Low, ""},
		{"row 10 chosen no", func(c *Choices) { c.M365NullSettingFalse = No }, config(m365(), "null", "bogus"), "false", No, Low, ""},
		{"rows 5 and 6 disagree where the setting is unread", func(c *Choices) { c.M365NullSettingFalse = No }, config(m365(), "null", ""), "unread", Unknown, None, ""},
		{"row 5 is no choice", func(c *Choices) { *c = Choices{} }, config(m365(), "null", ""), "unset", Yes, High, UniversalDistribution},
		{"row 7 type counts", func(c *Choices) { c.TypeWithoutEnable = Yes }, config(m365(), "null", mesg[0]), "unset", Yes, Medium, UniversalMailEnabledSec},
		{"row 7 type ignored", func(c *Choices) { c.TypeWithoutEnable = No }, config(m365(), "null", usg[0]), "unset", Yes, Medium, UniversalDistribution},
		{"row 7 not chosen: written as nobody knows what", func(c *Choices) { c.TypeWithoutEnable = "" }, config(m365(), "null", usg[0]), "unset", Yes, Medium, TypeNone},
		{"row 8 type counts", func(c *Choices) { c.TypeWithoutEnable = Yes }, config(m365(), "null", usg[0]), "false", Yes, Medium, UniversalSecurity},
		{"row 8 type that counts is no enable", func(c *Choices) { c.TypeWithoutEnable, c.M365NullSettingFalse = Yes, No }, config(m365(), "null", usg[0]), "false", No, Low, TypeNone},
		{"row 3 is no choice", func(c *Choices) { *c = Choices{} }, config(m365(), "true", usg[0]), "unset", Yes, High, UniversalSecurity},
		{"row 15 chosen yes", func(c *Choices) { c.SecurityNull = Yes }, config(security(), "null", ""), "unset", Yes, Low, UniversalSecurity},
		{"row 15 not chosen", func(c *Choices) { c.SecurityNull = "" }, config(security(), "null", ""), "unset", Unknown, None, ""},
		{"row 18 not chosen", func(c *Choices) { c.SecurityNull = "" }, config(security(), "null", ""), "true", Unknown, None, ""},
		{"row 16 type enables", func(c *Choices) { c.TypeWithoutEnable = Yes }, config(security(), "null", usg[0]), "unset", Yes, Low, UniversalSecurity},
		{"row 16 type enables but is illegal", func(c *Choices) { c.TypeWithoutEnable = Yes }, config(security(), "null", udg[0]), "unset", Unknown, None, ""},
		{"row 16 null enables", func(c *Choices) { c.SecurityNull = Yes }, config(security(), "null", usg[0]), "unset", Yes, Low, UniversalSecurity},
		{"row 16 not chosen", func(c *Choices) { c.TypeWithoutEnable = "" }, config(security(), "null", usg[0]), "unset", Unknown, None, ""},
		{"row 17 is no choice", func(c *Choices) { *c = Choices{} }, config(security(), "false", ""), "unset", No, High, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			choices := DefaultChoices()
			c.change(&choices)
			tenant := newTenant(On, On, Off)
			chooseSetting(&tenant, c.setting)
			w := Effective(&tenant, c.group, known(), choices, nil)
			got := []any{w.Expected, w.Confidence, w.Type}
			if diff := cmp.Diff([]any{c.want, c.confidence, c.typ}, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestAVersionThatWasNotReadLowersWhatAnOlderServerWouldDecideOtherwise(t *testing.T) {
	for _, c := range []struct {
		claim string
		group *snapshot.CloudGroup
		want  Confidence
	}{
		{"a security group that V2 writes", config(security(), "true", usg[0]), Medium},
		{"a Microsoft 365 group that both write", config(m365(), "true", udg[0]), High},
		{"a Microsoft 365 group that V2 alone writes as a security group", config(m365(), "true", usg[0]), Medium},
		{"a Microsoft 365 group that only V2 leaves out", config(m365(), "false", ""), Medium},
	} {
		tenant := newTenant(On, On, Off)
		before := Effective(&tenant, c.group, known(), DefaultChoices(), nil)
		tenant.BelowFloor = Unknown
		after := Effective(&tenant, c.group, known(), DefaultChoices(), nil)
		if before.Confidence != High || after.Expected != before.Expected || after.Confidence != c.want {
			t.Errorf("%s: %s with confidence %s, %s with %s without a version: want %s", c.claim, before.Expected, before.Confidence, after.Expected, after.Confidence, c.want)
		}
	}
}

func TestUncollectedPropertiesAreNotUnset(t *testing.T) {
	tenant := newTenant(On, On, Off)
	uncollected := known()
	uncollected.Collected.Configuration = false
	for _, g := range []*snapshot.CloudGroup{m365(), security()} {
		w := Effective(&tenant, g, uncollected, DefaultChoices(), nil)
		if w.Expected != Unknown || w.Row != "1.3/unread" {
			t.Errorf("%s without configuration: %s by row %s, want unknown by row 1.3/unread", KindOf(g), w.Expected, w.Row)
		}
	}
	if w := Effective(&tenant, config(m365(), "true", ""), uncollected, DefaultChoices(), nil); w.Expected != Yes {
		t.Errorf("a configuration that is there was read: got %s", w.Expected)
	}
	if w := Effective(&tenant, config(m365(), "null", ""), uncollected, DefaultChoices(), nil); w.Row != "1.3/unread" {
		t.Errorf("nulls of a property that was not collected count as unset: row %s", w.Row)
	}
	if w := Effective(&tenant, config(m365(), "null", usg[0]), uncollected, DefaultChoices(), nil); w.Row != "1.3/7" {
		t.Errorf("a type that is there was read: row %s", w.Row)
	}
	if w := Effective(&tenant, distribution(), uncollected, DefaultChoices(), nil); w.Expected != No {
		t.Errorf("a distribution group needs no configuration: got %s", w.Expected)
	}
	noSync := known()
	noSync.Collected.Sync = false
	if w := Effective(&tenant, config(security(), "true", ""), noSync, DefaultChoices(), nil); w.Expected != Unknown || w.Row != "1.1/unread" {
		t.Errorf("without onPremisesSyncEnabled a group may be synced: %s by row %s", w.Expected, w.Row)
	}
	if w := Effective(&tenant, config(security(), "false", ""), noSync, DefaultChoices(), nil); w.Expected != No {
		t.Errorf("synced or not, a disabled group is not written: got %s", w.Expected)
	}
}

func TestMemberLimitRow0(t *testing.T) {
	const over = 60_000
	in := func(members int64, exact bool, copyThere Answer) Considered {
		c := known()
		c.Members, c.MembersExact, c.HasCopy = members, exact, copyThere
		return c
	}
	bySID := func(c Considered) Considered {
		c.CopyBySID = true
		return c
	}
	below := newTenant(On, On, Off)
	below.BelowFloor, below.Limits.V1 = Yes, Limit{Low: 250_000, High: 250_000}
	assumed := newTenant(On, On, Off)
	assumed.Limits.V2M365 = Limit{Low: 3, High: 3, Assumed: true}
	cases := []struct {
		name   string
		tenant Tenant
		group  *snapshot.CloudGroup
		in     Considered
		want   Answer
		row    string
		over   bool
		limit  int64
	}{
		{"over the limit without copy is not written", newTenant(On, On, Off), config(m365(), "true", ""), in(over, true, No), No, "0", true, 50_000},
		{"over the limit with a copy is undecided", newTenant(On, On, Off), config(m365(), "true", ""), in(over, true, Yes), Unknown, "0", true, 50_000},
		{"over the limit without knowledge of a copy is undecided", newTenant(On, On, Off), config(m365(), "true", ""), in(over, true, Unknown), Unknown, "0", true, 50_000},
		{"at the limit is written", newTenant(On, On, Off), config(m365(), "true", ""), in(50_000, true, Yes), Yes, "1.3/1", false, 50_000},
		{"an incomplete count proves that a group is over", newTenant(On, On, Off), config(m365(), "true", ""), in(over, false, No), No, "0", true, 50_000},
		{"an incomplete count below the limit applies no limit", newTenant(On, On, Off), config(m365(), "true", ""), in(1, false, No), Yes, "1.3/1", false, 50_000},
		{"an incomplete count below a limit that was assumed leaves it open", assumed, config(m365(), "true", ""), in(1, false, No), Unknown, "0", false, 3},
		{"a security group has V2's larger limit", newTenant(On, On, Off), config(security(), "true", ""), in(over, true, No), Yes, "1.3/11", false, 250_000},
		{"a disabled group stays with its row", newTenant(On, On, Off), config(m365(), "false", ""), in(over, true, Yes), No, "1.3/9", false, 50_000},
		{"cloud sync has its own limit", newTenant(Off, Off, On), security(), in(over, true, No), No, "0", true, 50_000},
		{"an old original found by SID is no copy", newTenant(On, On, Off), config(m365(), "true", ""), bySID(in(over, true, Yes)), No, "0", true, 50_000},
		{"below the floor V1's limit holds", below, config(m365(), "true", ""), in(over, true, No), Yes, "1.4/m365", false, 250_000},
		{"V1 on a known server has 50,000", newTenant(On, Off, Off), m365(), in(over, true, No), No, "0", true, 50_000},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := Effective(&c.tenant, c.group, c.in, DefaultChoices(), nil)
			if w.Expected != c.want || w.Row != c.row || w.OverLimit != c.over || w.Limit == nil || *w.Limit != c.limit {
				t.Errorf("got %s by row %s, over %v, limit %v", w.Expected, w.Row, w.OverLimit, w.Limit)
			}
		})
	}
}

func TestUnknownLimitLeavesOnlyLargeGroupsUndecided(t *testing.T) {
	tenant := newTenant(On, On, Off)
	tenant.Limits = limitsOf(nil, MemberLimits{}, SwitchUnknown)
	in := known()
	for members, want := range map[int64]Answer{50_000: Yes, 50_001: Unknown} {
		in.Members = members
		w := Effective(&tenant, config(m365(), "true", ""), in, Choices{}, nil)
		if w.Expected != want || w.OverLimit || w.Limit != nil {
			t.Errorf("%d members: %s, over %v, limit %v; want %s", members, w.Expected, w.OverLimit, w.Limit, want)
		}
	}
}

func TestCloudSyncNeedsScopeAndARunningJob(t *testing.T) {
	for _, c := range []struct {
		scope, running, want Answer
	}{
		{Yes, Yes, Yes}, {Yes, No, Unknown}, {Yes, Unknown, Unknown}, {No, Yes, No}, {No, No, No}, {Unknown, Yes, Unknown}, {"", "", Unknown},
	} {
		tenant := newTenant(Off, Off, On)
		tenant.CloudSyncRunning = c.running
		in := known()
		in.InScope = c.scope
		if w := Effective(&tenant, security(), in, DefaultChoices(), nil); w.Expected != c.want {
			t.Errorf("scope %q, running %q: got %s, want %s", c.scope, c.running, w.Expected, c.want)
		}
	}
}

func TestWhyCloudSyncIsOpenIsSaid(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Tenant)
		want   string
	}{
		{"a job in quarantine", func(t *Tenant) {
			t.CloudSyncRunning, t.Jobs = No, JobFacts{Stopped: 1, Status: "Quarantine", Quarantine: "TooManyDeletes"}
		}, "the job is in quarantine (TooManyDeletes): it writes nothing now"},
		{"a paused job", func(t *Tenant) { t.CloudSyncRunning, t.Jobs = No, JobFacts{Stopped: 1, Schedule: "Paused"} },
			"the job does not run (status not read, schedule Paused)"},
		{"a job whose state was not read", func(t *Tenant) { t.CloudSyncRunning = Unknown }, "whether the job runs was not read"},
		{"a scope that was not read", func(*Tenant) {}, "whether the job has the group in its scope was not read: export appRoleAssignedTo"},
		{"jobs that were not read", func(t *Tenant) { t.CloudSync, t.CloudSyncRunning = SwitchUnknown, Unknown }, "whether a job of cloud sync writes groups is not known"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tenant := newTenant(Off, Off, On)
			c.change(&tenant)
			in := known()
			in.InScope = Unknown
			trace := []Step{}
			if w := Effective(&tenant, security(), in, DefaultChoices(), &trace); w.CloudSync.Expected != Unknown {
				t.Fatalf("cloud sync answers %s", w.CloudSync.Expected)
			}
			last := ""
			for _, s := range trace {
				if s.Engine == CloudSync {
					last = s.Text
				}
			}
			if !strings.HasPrefix(last, c.want) {
				t.Errorf("the last word on cloud sync is %q, want %q", last, c.want)
			}
		})
	}
}

func TestAJobWithoutATemplateMayWriteGroups(t *testing.T) {
	nameless := snapshot.SyncJob{ID: "0b71dc0d-4a30-4a4f-a7e4-a8c0bd9762a4"}
	for _, c := range []struct {
		name string
		jobs []snapshot.SyncJob
		want Switch
	}{
		{"nothing says what it does", []snapshot.SyncJob{nameless}, SwitchUnknown},
		{"an empty template says nothing", []snapshot.SyncJob{{ID: "x", TemplateID: new("")}}, SwitchUnknown},
		{"its id says so", []snapshot.SyncJob{{ID: "AD2AADProvisioning.1.2"}}, Off},
		{"another one writes groups", []snapshot.SyncJob{nameless, {ID: "b", TemplateID: new(snapshot.GroupProvisioning)}}, On},
	} {
		tenant := TenantFacts(TenantInput{Jobs: c.jobs, JobsRead: true}, DefaultChoices())
		if tenant.CloudSync != c.want {
			t.Errorf("%s: cloud sync is %s, want %s", c.name, tenant.CloudSync, c.want)
		}
		scopes := NewJobScopes(ScopeInput{Jobs: c.jobs, JobsRead: true, AssignmentsRead: true}, DefaultChoices())
		if got := scopes.Contain(security()); c.want == SwitchUnknown && got != Unknown {
			t.Errorf("%s: in scope is %s", c.name, got)
		}
	}
}

func run(t *testing.T, engine Engine, tenant Tenant, claims []claim) {
	t.Helper()
	for _, c := range claims {
		t.Run(c.row+" "+c.text, func(t *testing.T) {
			for _, enabled := range c.enabled {
				for _, raw := range c.types {
					for _, setting := range c.settings {
						if enabled == "absent" && raw != "" {
							continue
						}
						chooseSetting(&tenant, setting)
						check(t, c, engine, &tenant, config(c.group(), enabled, raw), fmt.Sprintf("isEnabled=%s type=%q setting=%s", enabled, raw, setting))
					}
				}
			}
		})
	}
}

func check(t *testing.T, c claim, engine Engine, tenant *Tenant, g *snapshot.CloudGroup, where string) {
	t.Helper()
	w := Effective(tenant, g, known(), DefaultChoices(), nil)
	want := EngineAnswer{State: On, Expected: c.want, Confidence: c.confidence, Type: c.typ, Row: c.row}
	if diff := cmp.Diff(want, *w.by(engine)); diff != "" {
		t.Errorf("%s: engine %s (-want +got)\n%s", where, engine, diff)
	}
	union := EngineAnswer{State: On, Expected: w.Expected, Confidence: w.Confidence, Type: w.Type, Row: w.Row}
	if diff := cmp.Diff(want, union); diff != "" {
		t.Errorf("%s: union (-want +got)\n%s", where, diff)
	}
	if w.Category != c.typ.Category() {
		t.Errorf("%s: category %s for type %q", where, w.Category, c.typ)
	}
}

func newTenant(v1, v2, cloudSync Switch) Tenant {
	version := "2.5.79.0"
	return Tenant{
		V1: v1, V2: v2, CloudSync: cloudSync, CloudSyncRunning: Yes, BelowFloor: No, SettingRead: true,
		Limits: limitsOf(&version, DefaultChoices().MemberLimits, SwitchUnknown),
	}
}

// known is a group of which everything is known.
func known() Considered {
	return Considered{Collected: Collected{Sync: true, Configuration: true}, Members: 7, MembersExact: true, HasCopy: Yes, InScope: Yes}
}

func chooseSetting(t *Tenant, setting string) {
	t.SettingRead, t.Setting = setting != "unread", nil
	if setting == "true" || setting == "false" {
		t.Setting = new(setting == "true")
	}
}

func config(g *snapshot.CloudGroup, enabled, raw string) *snapshot.CloudGroup {
	if enabled == "absent" {
		return g
	}
	g.Writeback = &snapshot.WritebackConfiguration{}
	if enabled != "null" {
		g.Writeback.IsEnabled = new(enabled == "true")
	}
	if raw != "" {
		g.Writeback.OnPremisesGroupType = &raw
	}
	return g
}

func newGroup(mail, sec bool, types ...string) *snapshot.CloudGroup {
	g := &snapshot.CloudGroup{ID: snapshot.GUID{1}}
	g.MailEnabled, g.SecurityEnabled, g.GroupTypes = &mail, &sec, append([]string{}, types...)
	return g
}

func m365() *snapshot.CloudGroup                { return newGroup(true, false, "Unified") }
func security() *snapshot.CloudGroup            { return newGroup(false, true) }
func mailEnabledSecurity() *snapshot.CloudGroup { return newGroup(true, true) }
func distribution() *snapshot.CloudGroup        { return newGroup(true, false) }
func other() *snapshot.CloudGroup               { return newGroup(false, false) }
func unreadKind() *snapshot.CloudGroup          { return &snapshot.CloudGroup{ID: snapshot.GUID{1}} }

func synced() *snapshot.CloudGroup {
	g := security()
	g.SyncEnabled = new(true)
	return g
}

func with(base func() *snapshot.CloudGroup, change func(*snapshot.CloudGroup)) func() *snapshot.CloudGroup {
	return func() *snapshot.CloudGroup {
		g := base()
		change(g)
		return g
	}
}

func makeDynamic(g *snapshot.CloudGroup)        { g.GroupTypes = append(g.GroupTypes, "DynamicMembership") }
func makeRoleAssignable(g *snapshot.CloudGroup) { g.IsAssignableToRole = new(true) }
func makeConverted(g *snapshot.CloudGroup)      { g.IsCloudManaged = new(true) }
func makeFormer(g *snapshot.CloudGroup)         { g.SyncEnabled = new(false) }
func makeUnreadable(g *snapshot.CloudGroup)     { g.Unreadable = "a member record is cut" }
func makeLikely(g *snapshot.CloudGroup)         { g.SecurityIdentifier = new("S-1-5-21-1-2-3-1104") }

func TestTraceNamesRowAndDocuments(t *testing.T) {
	tenant := newTenant(On, On, SwitchUnknown)
	tenant.Sources.V2 = SourceSyncConfiguration
	var trace []Step
	w := Effective(&tenant, config(with(m365, makeDynamic)(), "null", ""), Considered{Collected: Collected{true, true}}, DefaultChoices(), &trace)
	var text strings.Builder
	for _, s := range trace {
		fmt.Fprintf(&text, "%s|%s|%s|%s|%s|%s\n", s.Engine, s.Row, s.Answer, s.Confidence, s.Text, s.Source)
		for _, source := range Sources(s.Source) {
			if source.Title == source.Key {
				t.Errorf("source %q of row %s has no title", source.Key, s.Row)
			}
		}
	}
	for _, want := range []string{
		"|1.3/22|", "v2|1.2|||engine v2 is on, says the tenant's synchronization object|",
		"v2|1.3/5|yes|high|isEnabled and type are unset and NewUnifiedGroupWritebackDefault is true or unset",
		"v2|0|yes|medium|the number of members is not known", "V2 is on and governs Connect", "whether engine cloudsync is on is not known",
		"|1.3/5|yes|medium|engine v2 writes the group|",
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the trace lacks %q:\n%s", want, text.String())
		}
	}
	if w.Expected != Yes || w.Engine != V2 {
		t.Errorf("got %s by %s: cloud sync never writes a Microsoft 365 group, so its switch does not matter", w.Expected, w.Engine)
	}
}

func TestEverySourceIsNamed(t *testing.T) {
	for _, table := range [][]row{tableV2, tableV1, tableCloudSync} {
		for _, r := range table {
			for _, s := range Sources(r.source) {
				if s.Title == s.Key {
					t.Errorf("row %s: source %q has no title", r.id, s.Key)
				}
			}
			if r.text == "" || r.source == "" {
				t.Errorf("row %s has no text or no source", r.id)
			}
		}
	}
}
