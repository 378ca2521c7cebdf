package ldap

// Credential is how a session signs in: Simple, NTLM, Kerberos, Certificate or CurrentUser.
type Credential interface {
	bind(s *session) error
}

// Simple is a name and a password, sent inside TLS.
type Simple struct {
	// Name is a DN, a user principal name, or DOMAIN\name.
	Name, Password string
}

// NTLM is a challenge and its answer; the password is not sent.
type NTLM struct {
	// Domain is the NetBIOS name.
	Domain, Name, Password string
}

// Kerberos is a ticket for the service of the domain controller. The first of CCache, Keytab and
// Password that is not "" is used.
type Kerberos struct {
	// Name is the account without the realm, as its principal is spelled; a credential cache knows it.
	Name string
	// Realm is the Kerberos realm; "" is the domain in upper case.
	Realm string
	// CCache and Keytab are paths.
	CCache, Keytab, Password string
	// Config is the path of a krb5.conf; "" is /etc/krb5.conf where that knows the realm, and else
	// the domain controller as the one that gives out tickets.
	Config string
	// KDC is host:port of the server that gives out tickets; "" leaves it to Config.
	KDC string
}

// Certificate signs in as the owner of the client certificate in TLS.
type Certificate struct{}

// CurrentUser is the Windows account that runs the program; elsewhere it is refused.
type CurrentUser struct{}
