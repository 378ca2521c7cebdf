package fetch

import (
	"net/http"
	"testing"
)

func TestClaimsOfAChallenge(t *testing.T) {
	tests := []struct{ name, header, want string }{
		{"the claims of continuous access evaluation", `Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZX19fQ=="`, `{"access_token":{"nbf":{"essential":true}}}`},
		{"no claims", `Bearer error="invalid_token"`, ""},
		{"claims without a value", `Bearer claims=`, ""},
		{"claims that are no JSON", `Bearer claims="AAAA"`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := claimsWanted(http.Header{"Www-Authenticate": {tt.header}}); got != tt.want {
				t.Errorf("claims %q, want %q", got, tt.want)
			}
		})
	}
}
