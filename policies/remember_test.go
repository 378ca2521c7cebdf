//go:build unix

package policies

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/diff"
)

// TestRememberedVerdictsAreThoseOfEveryEvaluation compares both ways over subjects that are each as
// unlikely as the types allow, and over neighbours that differ in one place, for several tenants.
func TestRememberedVerdictsAreThoseOfEveryEvaluation(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		tenant := randomTenant(r)
		shared, own := randomTenant(r), randomTenant(r)
		// Enough subjects for the clerk to learn which places have few values, and to use it.
		subjects := make([]diff.Subject, 0, learnFrom*8/7+300)
		for len(subjects) < cap(subjects) {
			s := randomSubject(r, tenant)
			if n := len(subjects); n > 0 && r.IntN(3) > 0 {
				s = neighbour(r, subjects[r.IntN(n)], s)
			}
			subjects = append(subjects, s)
		}
		f := newFacts()
		f.tenant.Tenant, f.shared = tenant, []*diff.Tenant{shared}
		remembering := newClerk(judged(t, f, Options{Catalogue: c}))
		forgetting := newClerk(judged(t, f, Options{Catalogue: c, Forget: true}))
		for i := range subjects {
			subjects[i].Tenant = []*diff.Tenant{tenant, tenant, tenant, tenant, shared, shared, shared, own}[r.IntN(8)]
			want, got := verdictsOf(t, forgetting, &subjects[i]), verdictsOf(t, remembering, &subjects[i])
			if d := cmp.Diff(want, got, cmp.AllowUnexported(verdict{}, rawFinding{})); d != "" {
				t.Fatalf("subject %d: verdicts (-evaluated +remembered):\n%s", i, d)
			}
		}
		if len(remembering.few.known) == 0 {
			t.Error("no verdicts were shared by key: the comparison proves nothing")
		}
	}
}

// neighbour is a subject with one part of another.
func neighbour(r *rand.Rand, s, other diff.Subject) diff.Subject {
	switch r.IntN(6) {
	case 0:
		s.Cloud = other.Cloud
	case 1:
		s.Directory = other.Directory
	case 2:
		s.Writeback = other.Writeback
	case 3:
		s.Members = other.Members
	case 4:
		s.Nesting = other.Nesting
	default:
		s.Settling, s.DirectoryAbsent = other.Settling, other.DirectoryAbsent
	}
	return s
}

func verdictsOf(t *testing.T, c *clerk, s *diff.Subject) []verdict {
	t.Helper()
	defer c.rest()
	list, err := c.verdicts(t.Context(), reflect.ValueOf(s).Elem(), s.Tenant)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]verdict, len(list))
	for i, v := range list {
		if v != nil {
			out[i] = *v
		}
	}
	return out
}

func TestSubjectOfAnotherTenantIsEvaluated(t *testing.T) {
	c := tiny(t, "", applies+"findings contains {\"n\": 1} if input.tenant.v2 == \"off\"\n")
	here, there := securityWritten(), securityWritten()
	f := newFacts(here, there)
	other := *f.tenant.Tenant
	other.V2 = diff.Off
	f.subjects[1].Tenant = &other
	r, _ := audited(t, f, Options{Catalogue: c, Workers: 1})
	if list := r.findings(); len(list) != 1 || list[0].Target.Name != "Group 1" {
		t.Errorf("expected one finding on the subject whose tenant has V2 off: %+v", list)
	}
}

func TestReadsAreFoundWhereverTheyStand(t *testing.T) {
	for _, row := range []struct {
		claim, code string
		want        []string
		now         bool
	}{
		{"a field", "_x if input.cloud.kind == \"m365\"\n", []string{"cloud.kind"}, false},
		{"a side alone is asked for existence", "_x if input.directory\n", []string{"directory?"}, false},
		{"a negated side, too", "_x if not input.directory\n", []string{"directory?"}, false},
		{"a boolean alone is read", "_x if input.settling\n", []string{"settling"}, false},
		{"a list is read whole", "_x if {\n\tsome d in input.directory.drift\n\td.kind == \"changed\"\n}\n", []string{"directory.drift"}, false},
		{"a side behind a local name is read whole", "_x if {\n\tc := input.cloud\n\tc.dynamic\n}\n", []string{"cloud"}, false},
		{"an argument", "_x if count(input.directory.drift) > input.members.missing\n", []string{"directory.drift", "members.missing"}, false},
		{"the head of a rule", "_x := input.members.missing if input.cloud.dynamic\n", []string{"cloud.dynamic", "members.missing"}, false},
		{"an own function", "_x if _f(1)\n\n_f(n) if n == input.members.foreign\n", []string{"members.foreign"}, false},
		{"a comprehension", "_x := [1 | input.members.foreign > 0]\n", []string{"members.foreign"}, false},
		{"every", "_x if every d in input.directory.drift { d.kind == \"extra\" }\n", []string{"directory.drift"}, false},
		{"what all subjects share is left out", "_x if input.tenant.v2 == \"on\"\n", nil, false},
		{"nor are the chosen profiles a place", "_x if \"audit\" in input.profiles\n", nil, false},
		{"the time", "_x if input.now\n", nil, true},
		{"the whole input", "_x if count(input) > 1\n", []string{""}, true},
		{"a computed name", "_x if {\n\tsome k\n\tinput.members.classes[k] == 1\n}\n", []string{"members.classes"}, false},
	} {
		t.Run(row.claim, func(t *testing.T) {
			c := tiny(t, "", "applies if input.cloud.was_synced\n\nfindings contains {\"n\": 1} if input.cloud.was_synced\n\n"+row.code)
			const path = "controls/group/probe/probe.rego"
			got := readingOf(c.compiler.Modules[path].Rules, subjectType(KindGroup))
			var names []string
			for _, p := range got.places {
				if p.name != "cloud.was_synced" {
					names = append(names, p.name)
				}
			}
			if d := cmp.Diff(row.want, names); d != "" || got.now != row.now {
				t.Errorf("reads now: %v; places (-want +got):\n%s", got.now, d)
			}
		})
	}
}
