package main

import (
	"strings"
	"testing"
)

func TestDomainsAreHeldAsTheyAreWritten(t *testing.T) {
	for _, tt := range []struct{ claim, text, wrong string }{
		{"none", "", ""},
		{"a name alone", "corp.example.com", ""},
		{"several, with controllers and addresses", "corp.example.com=dc1.corp.example.com@127.0.0.1:636; emea.example.com=dc1.emea.example.com@[::1]:636", ""},
		{"a comma for a semicolon", "corp.example.com=dc1.corp.example.com@127.0.0.1:636,emea.example.com", "semicolons"},
		{"a comma between names", "corp.example.com,emea.example.com", "semicolons"},
		{"an address without a port", "corp.example.com=dc1.corp.example.com@127.0.0.1", "127.0.0.1:636"},
	} {
		if err := areDomains(tt.text); (err != nil) != (tt.wrong != "") || err != nil && !strings.Contains(err.Error(), tt.wrong) {
			t.Errorf("%s: %v, want %q", tt.claim, err, tt.wrong)
		}
	}
}
