package ldap

import (
	"errors"
	"strings"

	goldap "github.com/go-ldap/ldap/v3"
)

// searchReasons explain result codes of searches.
var searchReasons = map[uint16]reason{
	goldap.LDAPResultNoSuchObject:             {"there is no such place, or the account may not see it", "let the account read it"},
	goldap.LDAPResultInsufficientAccessRights: {"the account may not read it", "let the account read it"},
	goldap.LDAPResultSizeLimitExceeded:        {"the server ended it at its limit of objects", "raise MaxPageSize, or read with smaller pages"},
	goldap.LDAPResultTimeLimitExceeded:        {"the server ended it at its limit of time", "read with smaller pages, or at a quieter hour"},
	goldap.LDAPResultAdminLimitExceeded:       {"the server ended it at a limit of its policy", "read with smaller pages"},
	goldap.LDAPResultBusy:                     {"the server is too busy", "collect again, or name another domain controller"},
	goldap.LDAPResultUnavailable:              {"the server is shutting down", "name another domain controller"},
	goldap.LDAPResultReferral:                 {"the place is kept by another domain controller", "name that domain too"},
	goldap.LDAPResultUnavailableCriticalExtension: {"the server does not know a control that the search needs",
		"read from a domain controller of Active Directory"},
}

// searchReason explains why a server did not answer a search: what it said, where nothing is known of that.
func searchReason(err error) reason {
	if code, answered := codeOf(err); answered {
		if r, known := searchReasons[code]; known {
			return r
		}
	}
	if isTimeout(err) {
		return reason{"the server fell silent", "collect again, or name another domain controller"}
	}
	return reason{strings.TrimRight(said(err), ": "), "collect again, or name another domain controller"}
}

// searchProblem is err as a problem met while doing something.
func searchProblem(doing string, err error) *Problem {
	r := searchReason(err)
	return &Problem{Doing: doing, What: r.what, Remedy: r.remedy, Err: err}
}

// explainSearch says in one line why a search failed.
func explainSearch(q query, err error) string {
	var p *Problem
	if errors.As(err, &p) {
		return p.Error()
	}
	return searchProblem("searching the "+q.String(), err).Error()
}
