package ldap

import (
	"errors"
)

// errNoPassword keeps an empty password from becoming an anonymous bind, which every server grants.
var errNoPassword = errors.New("the password is empty")

func (c Simple) bind(s *session) error {
	if c.Password == "" {
		return errNoPassword
	}
	return s.library().Bind(c.Name, c.Password)
}

func (Certificate) bind(s *session) error { return s.library().ExternalBind() }
