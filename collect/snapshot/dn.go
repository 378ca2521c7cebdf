package snapshot

import "errors"

var errContract = errors.New("not written yet")

// FoldDN returns the form of dn under which equal names are equal: RFC 4514 escapes resolved and
// written one way, attribute types and values in lower case, blanks around separators dropped,
// runs of blanks inside a value as one (as Active Directory compares).
func FoldDN(dn string) (string, error) { return "", errContract }
