package policies

import (
	"fmt"
	"maps"
	"reflect"
	"strings"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// about is what findings of one subject have in common.
type about struct {
	target report.Target
	// subject is the struct of facts.
	subject  reflect.Value
	settling bool
	// engine is the one that decides on the group; "" when none does.
	engine diff.Engine
	// places are the DNs of what findings of the tenant are about, by the part of the finding.
	places map[string]string
}

// aboutGroup names the cloud group, or the directory group that no cloud group claims.
func aboutGroup(s *diff.Subject) about {
	target := report.Target{Kind: report.TargetGroup, ID: s.Identity.CloudID, Name: s.Identity.Name, DN: s.Identity.DN}
	if s.Identity.CloudID == "" {
		target.Kind, target.ID = report.TargetDirectoryGroup, s.Identity.DirectoryGUID
	}
	return about{target: target, subject: reflect.ValueOf(s).Elem(), settling: s.Settling, engine: s.Writeback.Engine}
}

// aboutTenant names the tenant.
func aboutTenant(s *diff.TenantSubject, tenant report.Tenant) about {
	places := map[string]string{}
	for _, ou := range s.Totals.Connect.OutOfScope {
		places[ou.Key] = ou.DN
	}
	return about{
		target:  report.Target{Kind: report.TargetTenant, ID: tenant.ID, Name: tenant.Name},
		subject: reflect.ValueOf(s).Elem(), places: places,
	}
}

// findings turns what a check found into findings of the stream, in the order of the set. Two that
// have the same fingerprint are an error of the control.
func (j *judge) findings(raw []rawFinding, a about) ([]report.Finding, error) {
	list := make([]report.Finding, 0, len(raw))
	parts := make(map[string]bool, len(raw))
	for _, r := range raw {
		if parts[r.part] {
			return nil, fmt.Errorf("%s: two findings of %s on %s have the part %q: give each its own", j.check.File, j.control.ID, a.target.ID, r.part)
		}
		parts[r.part] = true
		if j.check.second && r.part == "" {
			return nil, fmt.Errorf("%s: a finding of %s has no part, which tells it from those of the other %s check", j.check.File, j.control.ID, j.check.Kind)
		}
		f, err := j.finding(r, a)
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, nil
}

func (j *judge) finding(r rawFinding, a about) (report.Finding, error) {
	if dn, is := a.places[r.part]; is {
		a.target.DN = dn
	}
	f := report.Finding{
		Control: j.control.ID, Severity: j.scale.of(r.severity), Target: a.target, Evidence: r.evidence,
		Fingerprint: report.Fingerprint(j.control.ID, a.target.Kind, a.target.ID, r.part),
	}
	if r.cause != "" {
		f.Cause = &r.cause
	}
	if a.settling && j.control.Settling {
		f.Severity, f.Settling = report.SeverityInfo, true
		f.Evidence = maps.Clone(r.evidence)
		f.Evidence["settling"] = true
	}
	j.explain(&f, a.engine)
	f.Expected = j.fill(j.check.Expected, r, a, false)
	f.Actual = j.fill(j.check.Actual, r, a, false)
	f.Message = begun(j.fill(j.check.Message, r, a, true))
	var err error
	f.EvidenceDigest, err = report.EvidenceDigest(f.Expected, f.Actual, f.Evidence)
	return f, err
}

// begun is a sentence that begins with a capital, though it may with a count of which only the least is known.
func begun(sentence string) string {
	if rest, ok := strings.CutPrefix(sentence, "at least "); ok {
		return "At least " + rest
	}
	return sentence
}

// fill writes a template; sentence chooses words over spelling.
func (j *judge) fill(t Template, r rawFinding, a about, sentence bool) string {
	return t.fill(func(name string) (string, bool) {
		space, key, _ := strings.Cut(name, ".")
		switch space {
		case "target":
			if key == "dn" {
				return a.target.DN, false
			}
			return a.name(), false
		case "expected":
			return j.fill(j.check.Expected, r, a, sentence), false
		case "actual":
			return j.fill(j.check.Actual, r, a, sentence), false
		case "evidence":
			if value, ok := r.evidence[key]; ok {
				return phraseOfValue(value).in(sentence)
			}
			return "unknown", false
		case "parameters":
			return phraseOfValue(j.values[key]).in(sentence)
		default:
			return phraseAt(a.subject, name).in(sentence)
		}
	})
}

// name is what a sentence calls the target.
func (a about) name() string {
	switch {
	case a.target.Name != "":
		return a.target.Name
	case a.target.Kind == report.TargetTenant:
		return "the tenant"
	default:
		return a.target.ID
	}
}
