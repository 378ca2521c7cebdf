package ldap

import (
	"errors"
	"net"
	"strings"
	"unicode"

	goldap "github.com/go-ldap/ldap/v3"
)

// Problem is what went wrong, in words, and what to do about it: one line.
type Problem struct {
	// Doing is what the reader was at, such as "signing in to dc1.contoso.com".
	Doing string
	// What says what happened, Remedy what to do.
	What, Remedy string
	// Err is what a library or the server said.
	Err error
}

func (p *Problem) Error() string { return p.Doing + ": " + p.What + ": " + p.Remedy }

func (p *Problem) Unwrap() error { return p.Err }

// errBroken says that a connection ended that was not meant to.
var errBroken = errors.New("the connection broke")

func isTimeout(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}

// codeOf is the result code that a server answered with.
func codeOf(err error) (code uint16, ok bool) {
	var e *goldap.Error
	if !errors.As(err, &e) || e.ResultCode >= goldap.ErrorNetwork {
		return 0, false
	}
	return e.ResultCode, true
}

// told is an error for the reason of a list: a problem with its remedy, which is never cut off.
func told(err error) string {
	var p *Problem
	if errors.As(err, &p) {
		return p.Error()
	}
	return said(err)
}

// said is what a server or library said, fit for one line.
func said(err error) string {
	const limit = 200
	text := strings.Map(func(r rune) rune {
		switch {
		case r == 0:
			return -1
		case unicode.IsPrint(r):
			return r
		}
		return ' '
	}, err.Error())
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > limit {
		text = string(runes[:limit]) + "…"
	}
	return text
}
