package ldap

import (
	"errors"
	"strings"

	goldap "github.com/go-ldap/ldap/v3"
)

// errNoPassword keeps an empty password from becoming an anonymous bind, which every server grants.
var errNoPassword = errors.New("the password is empty")

func (c Simple) bind(s *session) error {
	if c.Password == "" {
		return errNoPassword
	}
	return s.conn.Bind(c.Name, c.Password)
}

func (c NTLM) bind(s *session) error {
	if c.Password == "" {
		return errNoPassword
	}
	name := c.Name
	if c.Domain != "" && !strings.Contains(name, `\`) {
		name = c.Domain + `\` + name
	}
	_, err := s.conn.NTLMChallengeBind(&goldap.NTLMBindRequest{Domain: c.Domain, Username: name, Password: c.Password})
	return err
}

func (Certificate) bind(s *session) error { return s.conn.ExternalBind() }
