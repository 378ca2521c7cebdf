package ldap

import (
	"errors"
	"regexp"
	"strings"

	goldap "github.com/go-ldap/ldap/v3"
	"github.com/jcmturner/gokrb5/v8/iana/errorcode"
	"github.com/jcmturner/gokrb5/v8/messages"
)

// reason is what a code of the server means and what to do about it.
type reason struct{ what, remedy string }

// bindReasons explain the data of an AcceptSecurityContext error, which are Windows error codes in
// hexadecimal.
//
// Source: MS-ERREF 2.2, https://ldapwiki.com/wiki/Common%20Active%20Directory%20Bind%20Errors
var bindReasons = map[string]reason{
	"525": {"the account does not exist", "check the name: a DN, user@domain or DOMAIN\\user"},
	"52e": {"the password is wrong, or the account does not exist", "check name and password"},
	"52f": {"a restriction keeps the account from signing in", "allow the account to sign in, or use another one"},
	"530": {"the account may not sign in at this hour", "change its logon hours, or try within them"},
	"531": {"the account may not sign in from this machine", "add the machine to those it may use"},
	"532": {"the password has expired", "set a new password for the account"},
	"533": {"the account is disabled", "enable the account"},
	"568": {"the account is in too many groups", "use an account in fewer groups"},
	"701": {"the account has expired", "extend the account's expiry date"},
	"773": {"the password must be changed before the account can sign in", "change the password once interactively"},
	"775": {"the account is locked out", "unlock the account, and find out who tried wrong passwords"},
}

var bindData = regexp.MustCompile(`(?i)\bdata ([0-9a-f]+)`)

// explainBind says why signing in failed.
func explainBind(s *session, err error) error {
	err = s.cause(err)
	p := &Problem{Doing: "signing in to " + s.domain.host(), Err: err}
	r, ok := kerberosReason(err)
	if !ok {
		r = bindReason(err, said(err))
	}
	p.What, p.Remedy = r.what, r.remedy
	return p
}

func bindReason(err error, text string) reason {
	code, answered := codeOf(err)
	switch {
	case errors.Is(err, errNoPassword):
		return reason{"there is no password", "set it in the environment, in a file, or on standard input"}
	case isTimeout(err):
		return reason{"the server does not answer", "name another domain controller, or try again later"}
	case errors.Is(err, errBroken):
		return reason{"the server closed the connection", "name another domain controller, or try again later"}
	case strings.Contains(text, "80090346"):
		return reason{"the domain controller wants the sign-in to be bound to the TLS connection (channel binding), and does not find it bound to this one",
			"look for what ends TLS between here and the domain controller, such as a proxy or a load balancer: Kerberos and NTLM are bound to the certificate that is seen here; or sign in with a simple bind, which needs none"}
	case answered && code == goldap.LDAPResultStrongAuthRequired:
		return reason{"the domain controller wants a stronger sign-in (Strong Auth Required)", "sign in with a simple bind, which TLS protects; if that is refused too, something between here and the domain controller ends TLS"}
	case answered && code == goldap.LDAPResultAuthMethodNotSupported:
		return reason{"the domain controller does not offer this way of signing in", "choose another: a simple bind works with every one"}
	case answered && (code == goldap.LDAPResultBusy || code == goldap.LDAPResultUnavailable || code == goldap.LDAPResultUnwillingToPerform):
		return reason{"the domain controller does not take a sign-in now (" + text + ")", "try again later, or name another domain controller"}
	case answered && code == goldap.LDAPResultInvalidCredentials:
		return credentialReason(text)
	}
	return reason{text, "check the credential, or choose another way of signing in"}
}

func credentialReason(text string) reason {
	if m := bindData.FindStringSubmatch(text); m != nil {
		if r, known := bindReasons[strings.ToLower(m[1])]; known {
			return r
		}
	}
	return reason{"name or password is wrong (" + text + ")", "check name and password"}
}

// kerberosReasons explain answers of a server that gives out tickets.
//
// Source: RFC 4120 section 7.5.9.
var kerberosReasons = map[int32]reason{
	errorcode.KDC_ERR_C_PRINCIPAL_UNKNOWN: {"the realm does not know the account", "check name and realm; a keytab holds the name as its principal is spelled"},
	errorcode.KDC_ERR_S_PRINCIPAL_UNKNOWN: {"the realm does not know the service of the domain controller", "name the domain controller by its full DNS name, as its service principal is spelled"},
	errorcode.KDC_ERR_PREAUTH_FAILED:      {"the password or the key of the keytab is wrong", "check the password, or make the keytab anew after a change of the password"},
	errorcode.KDC_ERR_CLIENT_REVOKED:      {"the account is disabled, locked out or expired", "enable or unlock the account"},
	errorcode.KDC_ERR_KEY_EXPIRED:         {"the password has expired", "set a new password for the account"},
	errorcode.KDC_ERR_ETYPE_NOSUPP:        {"the realm and this side share no kind of encryption", "let the account use AES, and set its password once after that"},
	errorcode.KRB_AP_ERR_SKEW:             {"the clocks of this machine and of the domain controller differ too much", "set the clock of this machine"},
	errorcode.KRB_AP_ERR_TKT_EXPIRED:      {"the ticket has expired", "get a new one with kinit"},
}

// kerberosReason explains an error of Kerberos; false when it is none.
func kerberosReason(err error) (reason, bool) {
	var answer messages.KRBError
	if errors.As(err, &answer) {
		if r, known := kerberosReasons[answer.ErrorCode]; known {
			return r, true
		}
	}
	text := err.Error()
	for code, r := range kerberosReasons {
		if strings.Contains(text, errorcode.Lookup(code)) {
			return r, true
		}
	}
	switch {
	case strings.Contains(text, "Networking_Error"):
		return reason{"no server that gives out Kerberos tickets answers", "check that port 88 of the domain controller is open, or name it in krb5.conf"}, true
	case strings.Contains(text, "TGT") && strings.Contains(text, "expired"):
		return kerberosReasons[errorcode.KRB_AP_ERR_TKT_EXPIRED], true
	}
	return reason{}, false
}
