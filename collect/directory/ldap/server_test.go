//go:build linux

package ldap_test

import (
	"testing"

	"github.com/wbaudit/wbaudit/collect/directory/adtest"
	"github.com/wbaudit/wbaudit/collect/directory/ldap"
)

// server is what a test reads from: the controller itself, or a front end before it.
type server struct{ front *adtest.Front }

func (s server) options(c *adtest.Controller) ldap.Options {
	o := options(c)
	if s.front != nil {
		o.Domains[0].Address = s.front.Address()
	}
	return o
}

// eachServer runs a test against plain Samba, against the usual limits of Active Directory, and
// against ones so small that everything comes in pages and ranges.
func eachServer(t *testing.T, test func(t *testing.T, c *adtest.Controller, s server)) {
	c := contoso.Get(t)
	t.Run("samba", func(t *testing.T) { test(t, c, server{}) })
	for name, limits := range map[string]adtest.Limits{"usual limits": adtest.Usual, "small limits": {Page: 7, Range: 3}} {
		t.Run(name, func(t *testing.T) { test(t, c, server{front(t, c, adtest.FrontOptions{Limits: limits})}) })
	}
}

func front(t testing.TB, c *adtest.Controller, o adtest.FrontOptions) *adtest.Front {
	t.Helper()
	f, err := c.Front(o)
	check(t, err)
	t.Cleanup(func() { check(t, f.Close()) })
	return f
}
