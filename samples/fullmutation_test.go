package samples_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// full is a clean company of which the servers, the register and all that governance asks for were
// handed over, too.
type full struct {
	*clean
	// active and staging are its Connect servers.
	active, staging *server
	// rows are those of the register, one for each written group.
	rows []string
}

func newFull() *full {
	c := newClean(withV2)
	c.governed()
	f := &full{clean: c, active: newServer("SYNC1", c.Sync), staging: newServer("SYNC2", c.Sync)}
	f.staging.staging = true
	f.setup.profiles = everyProfile
	f.setup.choices.Governance.Naming = []string{"^(App|Team) "}
	f.rows = registered([]*synthetic.Group{c.app, c.shop, c.team, c.board})
	return f
}

func (f *full) judged(t *testing.T) *verdicts {
	t.Helper()
	f.serve(f.active)
	if f.staging != nil {
		f.serve(f.staging)
	}
	return (&story{Model: f.Model, setup: f.setup, register: f.rows}).judged(t)
}

// fullMutation changes one thing about a full company.
type fullMutation struct {
	name string
	// given and change are as in mutation.
	given, change func(*full)
	notice        string
}

// TestExactlyTheControlsThatShouldNoticeAMutationOfServersOrGovernanceDo audits a full company by
// every profile before and after each change of one thing.
func TestExactlyTheControlsThatShouldNoticeAMutationOfServersOrGovernanceDo(t *testing.T) {
	base := newFull().judged(t)
	for _, m := range fullMutations() {
		t.Run(m.name, func(t *testing.T) {
			before, f := base, newFull()
			if m.given != nil {
				given := newFull()
				m.given(given)
				before = given.judged(t)
				m.given(f)
			}
			m.change(f)
			after := f.judged(t)
			want := strings.Fields(m.notice)
			slices.Sort(want)
			if diff := cmp.Diff(want, noticed(before, after)); diff != "" {
				t.Errorf("controls that notice (-want +got):\n%s", diff)
			}
			for _, twice := range doubled(after) {
				t.Error(twice)
			}
		})
	}
}

func fullMutations() []fullMutation {
	return slices.Concat(ruleMutations(), serverMutations(), ownerMutations(), reviewMutations())
}

func ruleMutations() []fullMutation {
	return []fullMutation{
		{"a clone takes the place of the rule that reads the type", nil, func(f *full) {
			inbound := f.active.rule("In from AAD - Group SOAInAAD")
			clone := *inbound
			clone.id, clone.name, clone.standard, clone.flows = "0d6f2b1c-77aa-4c1e-9f10-aabbccddeeff", "Clone", false, [][2]string{{"displayName", ""}}
			inbound.disabled = true
			f.active.rules = append(f.active.rules, &clone)
		}, "ENG-12 ENG-29"},
		{"a clone stands beside the rule that writes", nil, func(f *full) {
			clone := *f.active.rule("Out to AD - Group SOAInAAD")
			clone.id, clone.name, clone.standard = "2e7a3c2d-88bb-4d2f-8a21-bbccddeeff00", "Clone", false
			f.active.rules = append(f.active.rules, &clone)
		}, "ENG-27 ENG-29"},
		{"a default rule is switched off", nil,
			func(f *full) { f.active.rule("In from AD - Group Common").disabled = true }, "ENG-26 ENG-29"},
		{"a rule deletes copies", nil, func(f *full) {
			f.active.rules = append(f.active.rules, &rule{id: "cb871f2d-0f01-4c32-a333-ff809145b947", name: "Delete", direction: "Inbound", connector: entraConnector})
		}, "ENG-29 ENG-30"},
		{"the join takes copies", nil,
			func(f *full) { f.active.rule("In from AD - Group Join").scope = nil }, "STR-15"},
		{"the rule for the member limit keeps a group out", func(f *full) { f.setup.choices.MemberLimits.V2M365 = 20 },
			func(f *full) { f.setup.choices.MemberLimits.V2M365 = 7 }, "CFG-13 ENG-14 CFG-27? DIF-11? DIF-21? " + population},
		{"the rules of the active server were not exported", nil, func(f *full) { f.active.rules = nil },
			"ENG-12? ENG-14? ENG-27? ENG-29? ENG-30? GOV-15 STR-15?"},
	}
}

func serverMutations() []fullMutation {
	return []fullMutation{
		{"the cycle is switched off", nil, func(f *full) { f.active.cycle = false }, "ENG-28"},
		{"the staging server is of another version", nil, func(f *full) { f.staging.version = "2.5.3.0" }, "ENG-29"},
		{"an outdated server does not upgrade itself", func(f *full) { f.active.version, f.staging.version = "2.4.18.0", "2.4.18.0" },
			func(f *full) { f.active.upgrade = "Disabled" }, "ENG-38"},
		{"the writeback OU is taken out of the scope", nil, func(f *full) { f.active.excluded = []string{f.company.ou} }, "STR-03"},
		{"a copy could not be exported", nil, func(f *full) {
			f.active.errors = []any{exportError(f.copies[f.team], "permission-issue", "8344", "Insufficient access rights to perform the operation.")}
		}, "DIF-36"},
		{"a copy has a phantom as its parent", nil, func(f *full) {
			f.active.errors = []any{exportError(f.copies[f.team], "0x80230218", "", "The parent of the object is a phantom.")}
		}, "DIF-30"},
	}
}

func ownerMutations() []fullMutation {
	return []fullMutation{
		{"a group loses its owners", nil, func(f *full) { f.app.Owners = []*synthetic.Person{} }, "GOV-01"},
		{"the owners of a group were not read", nil, func(f *full) { f.app.Owners = nil }, "GOV-01? GOV-07? GOV-11? GOV-15"},
		{"a copy without a row loses its manager", func(f *full) { f.rows = f.rows[1:] },
			func(f *full) { f.copies[f.app].Also = nil }, "GOV-02"},
		{"a copy comes into Administrators", nil, func(f *full) { f.tier() }, "GOV-03 GOV-05"},
		{"a member of a copy is protected", nil, func(f *full) { f.People[2].Account.AdminCount = 1 }, "GOV-04"},
		{"a rule goes by what people set themselves", func(f *full) { f.app.Dynamic = true },
			func(f *full) { also(f.app, "membershipRule", `(user.mobilePhone -startsWith "+49")`) }, "GOV-05"},
		{"an owner may change the copies in the directory", nil, func(f *full) {
			f.ou.Attributes[1] = rights(synthetic.Access{Trustee: systemSID, Mask: synthetic.FullControl}, synthetic.Access{Trustee: f.engine.SID, Mask: synthetic.Maintain},
				synthetic.Access{Trustee: f.People[10].Account.SID, Mask: synthetic.WriteList})
		}, "GOV-07 STR-13"},
		{"a guest becomes an owner", nil, func(f *full) { f.app.Owners = append(f.outsiders(1, true), f.app.Owners...) }, "GOV-11"},
		{"a member's account is disabled", nil, func(f *full) {
			f.People[2].Account.Also = append(slices.Clone(f.People[2].Account.Also[:1]), synthetic.Attribute{Name: "userAccountControl", Value: "514"},
				synthetic.Attribute{Name: "accountExpires", Value: "9223372036854775807"})
		}, "GOV-12"},
	}
}

func reviewMutations() []fullMutation {
	return []fullMutation{
		{"only Microsoft 365 groups are reviewed", func(f *full) { f.rows = undated(f.rows) }, func(f *full) {
			f.Files["cloud/accessReviews.json"] = page(reviewOf("/groups?$filter=(groupTypes/any(c:c eq 'Unified'))", "1"))
		}, "GOV-06"},
		{"the access reviews were not read", func(f *full) { f.rows = undated(f.rows) },
			func(f *full) { delete(f.Files, "cloud/accessReviews.json") }, "GOV-06?"},
		{"an owner approves himself", nil,
			func(f *full) { f.rows[0] = strings.Replace(f.rows[0], "approver@", "owner@", 1) }, "GOV-07"},
		{"a copy was not touched for years", nil, func(f *full) {
			f.app.Created = f.now.AddDate(-4, 0, 0)
			f.copies[f.app].WhenCreated, f.copies[f.app].WhenChanged = f.now.AddDate(-4, 0, 0), f.now.AddDate(-3, 0, 0)
		}, "GOV-09"},
		{"a membership ends tonight", nil, func(f *full) { f.assignments(f.app, "2026-11-21T02:00:00Z") }, "GOV-10"},
		{"the assignments of a group were not read", nil,
			func(f *full) { delete(f.Files, "cloud/privilegedAssignments-"+f.app.ID+".json") }, "GOV-10?"},
		{"a group takes the name of administrators", nil, func(f *full) { f.called("Enterprise Admins") }, "GOV-13"},
		{"a name leaves the convention", nil, func(f *full) { f.called("Payroll") }, "GOV-13"},
		{"a group loses its row", nil, func(f *full) { f.rows = f.rows[1:] }, "GOV-14"},
		{"a row loses its group", nil, func(f *full) {
			f.rows = append(f.rows, "0d0e0f00-1111-4222-8333-444455556666,Intranet,owner@contoso.com,approver@contoso.com,2026-06-30")
		}, "GOV-14"},
		{"no register was given", nil, func(f *full) { f.rows = nil }, "GOV-14?"},
		{"the directory was not counted", nil, func(f *full) { f.Counted = false }, "GOV-15"},
		{"everyone leaves a group that is used", nil, func(f *full) {
			f.shop.Members, f.copies[f.shop].Members = nil, nil
		}, "GOV-16"},
	}
}

// undated are the rows without the date of a review.
func undated(rows []string) []string {
	list := slices.Clone(rows)
	for i := range list {
		list[i] = strings.TrimSuffix(list[i], "2026-06-30")
	}
	return list
}

// called gives app another name, which its copy follows.
func (c *clean) called(name string) {
	c.app.Name, c.copies[c.app].DisplayName, c.copies[c.app].CN = name, name, synthetic.DisplayCN(name, c.app.ID)
	c.copies[c.shop].MemberOf = []string{c.copies[c.app].DN()}
}

// TestAFullCompanyIsQuiet holds the ground that these mutations stand on: nothing is found but what
// V2 and owners of a Microsoft 365 group are worth saying, and everything is judged.
func TestAFullCompanyIsQuiet(t *testing.T) {
	v := newFull().judged(t)
	want := map[string]int{"ENG-01 high": 1, "ENG-25 high": 1, "ENG-31 info": 1, "CFG-27 medium": 1}
	if diff := cmp.Diff(want, said(v)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	for id, s := range v.summaries {
		if s.Errors > 0 || s.NotEvaluated > 0 && s.Reason != noEarlierSnapshot {
			t.Errorf("%s: %d not evaluated, %d errors: %s", id, s.NotEvaluated, s.Errors, s.Reason)
		}
	}
}

// TestAnEditedRuleIsNoticedByItsControlAlone compares two full companies.
func TestAnEditedRuleIsNoticedByItsControlAlone(t *testing.T) {
	earlier := newFull()
	earlier.Collected = earlier.now.Add(-lookBack)
	earlier.Tenant.LastSync = earlier.Tenant.LastSync.Add(-lookBack)
	turnBackJobs(earlier.Model)
	earlier.serve(earlier.active)
	earlier.serve(earlier.staging)
	since := func(change func(*full)) *verdicts {
		f := newFull()
		change(f)
		f.serve(f.active)
		f.serve(f.staging)
		return (&story{Model: f.Model, setup: f.setup, register: f.rows, earlier: earlier.Model}).judged(t)
	}
	same := since(func(*full) {})
	edited := since(func(f *full) {
		for _, s := range []*server{f.active, f.staging} {
			common := s.rule("In from AD - Group Common")
			common.flows = append(common.flows, [2]string{"info", `"by hand"`})
		}
	})
	if diff := cmp.Diff([]string{"ENG-26"}, noticed(same, edited)); diff != "" {
		t.Errorf("controls that notice (-want +got):\n%s", diff)
	}
	if s := same.summaries["ENG-26"]; s.Outcome != report.OutcomePass {
		t.Errorf("without an edit ENG-26 ends with %s: %s", s.Outcome, s.Reason)
	}
}
