package policies

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
)

// TestFactsSurviveTheWay holds what the other process reads to what is judged here.
func TestFactsSurviveTheWay(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	shared := randomTenant(r)
	term := ast.NewTerm(valueOf(reflect.ValueOf(shared)))
	for i := range 200 {
		s := randomSubject(r, shared)
		if i%3 == 0 {
			s.Tenant = randomTenant(r)
		}
		value := reflect.ValueOf(&s).Elem()
		reader := factReader{rest: packSubject(value, shared), shared: term}
		pairs, err := reader.subject(value.Type())
		if err != nil {
			t.Fatal(err)
		}
		if want, got := valueOf(value), ast.NewObject(pairs...); want.Compare(got) != 0 {
			t.Fatalf("subject %d: read %s, expected %s", i, got, want)
		}
	}
}

func TestCutFactsAreRefused(t *testing.T) {
	s := securityWritten()
	value := reflect.ValueOf(&s).Elem()
	whole := packSubject(value, nil)
	for n := range whole {
		if _, err := (&factReader{rest: whole[:n]}).subject(value.Type()); err == nil {
			t.Fatalf("%d of %d bytes were read as a subject", n, len(whole))
		}
	}
	if _, err := (&factReader{rest: append(whole, 0)}).subject(value.Type()); err == nil {
		t.Error("a subject with a byte too many was read")
	}
}

func FuzzFactReader(f *testing.F) {
	s := orphan()
	f.Add(packSubject(reflect.ValueOf(&s).Elem(), nil))
	f.Add(packSubject(reflect.ValueOf(&s).Elem(), s.Tenant))
	shared := ast.NewTerm(valueOf(reflect.ValueOf(s.Tenant)))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, kind := range []Kind{KindGroup, KindTenant} {
			pairs, err := (&factReader{rest: b, shared: shared}).subject(subjectType(kind))
			if err == nil && len(pairs) == 0 {
				t.Error("a subject without facts")
			}
		}
	})
}
