//go:build linux

package ldap_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/directory/ldap"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// A second domain that cannot be reached leaves what was read of the first, and nothing complete.
func TestDomainThatCannotBeReachedLeavesNothingComplete(t *testing.T) {
	c := contoso.Get(t)
	o := options(c)
	o.Domains = append(o.Domains, ldap.Domain{Name: "emea.contoso.com", Server: "dc1.emea.contoso.com", Address: "127.0.0.1:1"})
	r, err := collect(t, o)
	check(t, err)
	gaps := incomplete(r)
	if strings.Count(gaps, "partial: ") != 5 || strings.Count(gaps, "emea.contoso.com: connecting to 127.0.0.1:1: nothing listens there") != 5 {
		t.Error(gaps)
	}
	if got := len(read(t, r).memberships); got < 600 {
		t.Errorf("%d memberships of the first domain", got)
	}
}

// A domain controller that answers for another domain than the one it is named for leaves nothing complete: that
// domain was not read.
func TestDomainThatAnotherAnswersForLeavesNothingComplete(t *testing.T) {
	o := options(contoso.Get(t))
	again := o.Domains[0]
	again.Name = "emea.contoso.com"
	o.Domains = append(o.Domains, again)
	r, err := collect(t, o)
	check(t, err)
	if gaps := incomplete(r); strings.Count(gaps, "partial: ") != 5 || strings.Count(gaps, "answers for corp.contoso.com, not for it") != 5 {
		t.Error(gaps)
	}
}

// Of two domain controllers for one domain neither is read: which of their answers were to hold could not be said.
func TestTwoControllersOfOneDomainAreRefused(t *testing.T) {
	o := options(contoso.Get(t))
	again := o.Domains[0]
	again.Name = ""
	o.Domains = append(o.Domains, again)
	if _, err := collect(t, o); err == nil || !strings.Contains(err.Error(), "both answer for it") || !strings.Contains(err.Error(), "corp.contoso.com") {
		t.Error(err)
	}
	found := ldap.NewSource(o).Check(t.Context())
	if !slices.ContainsFunc(found, func(c ldap.Checked) bool {
		return c.Name == "sign-in" && c.Problem != nil && strings.Contains(c.Problem.Error(), "both answer for it")
	}) {
		t.Errorf("the check says nothing of it: %+v", found)
	}
}

// Cancelling ends a collection at once, wherever it is, with the error of the context.
func TestCancelledCollectionEnds(t *testing.T) {
	c := contoso.Get(t)
	for _, at := range []int{1, 40, 300} {
		ctx, cancel := context.WithCancel(t.Context())
		o := options(c)
		o.Limits.Page = 10
		o.Progress = func(objects int) {
			if objects == at {
				cancel()
			}
		}
		w, err := snapshot.Create(filepath.Join(t.TempDir(), "snapshot"))
		check(t, err)
		began := time.Now()
		err = ldap.NewSource(o).Collect(ctx, w)
		if !errors.Is(err, context.Canceled) || time.Since(began) > time.Minute {
			t.Errorf("cancelled at object %d: %v after %v", at, err, time.Since(began))
		}
		cancel()
		check(t, w.Abort())
	}
}
