//go:build !offline

package graph

import (
	"errors"
	"testing"
)

// What the identity library says where no answer came is full of addresses and of its own advice.
func TestASignInServiceThatDoesNotAnswerIsExplained(t *testing.T) {
	const at = `ClientSecretCredential: FromClientSecret(): http call(https://login.example.com/x/oauth2/v2.0/token)(POST) error: Post "https://login.example.com/x/oauth2/v2.0/token": `
	const advice = ". To troubleshoot, visit https://aka.ms/azsdk/go/identity/troubleshoot#client-secret"
	for cause, want := range map[string]string{
		"context deadline exceeded":                                                        "reaching the sign-in service: no answer comes in time: check the network, any proxy on the way, and cloud.name",
		"dial tcp 192.0.2.1:443: connect: connection refused":                              "reaching the sign-in service: the connection is refused: check the network, any proxy on the way, and cloud.name",
		"tls: failed to verify certificate: x509: certificate signed by unknown authority": "reaching the sign-in service: its certificate is signed by an authority that is not trusted here: set that authority (cloud.ca_file)",
		"dial tcp: lookup login.example.com: no such host":                                 "reaching the sign-in service: its name cannot be resolved: check the network, any proxy on the way, and cloud.name",
	} {
		if got := explain(errors.New(at + cause + advice)).Error(); got != want {
			t.Errorf("%s: explained as\n%q, want\n%q", cause, got, want)
		}
	}
	if got := explain(errors.New("AzureCLICredential: run az login" + advice)).Error(); got != "AzureCLICredential: run az login." {
		t.Errorf("an error of another kind: %q", got)
	}
}
