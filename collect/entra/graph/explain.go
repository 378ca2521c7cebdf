//go:build !offline

package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// remedies says what to do about an answer of the sign-in service.
//
// Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
var remedies = map[string]string{
	"AADSTS7000215": "the client secret is wrong: give its value, which is shown once when it is made, not its id",
	"AADSTS7000222": "the client secret has expired: make a new one",
	"AADSTS700016":  "the tenant has no application with this client id: check cloud.client_id and tenant.id",
	"AADSTS90002":   "there is no such tenant in this cloud: check tenant.id and cloud.name",
	"AADSTS900023":  "the tenant id is not valid: check tenant.id",
	"AADSTS700027":  "the certificate is not one of the application's: upload its public part to the app registration",
	"AADSTS700024":  "the clock of this machine or the validity of the certificate is wrong",
	"AADSTS700213":  "no federated credential of the application matches the subject of the workload's token",
	"AADSTS70021":   "no federated credential of the application matches the workload's token",
	"AADSTS7000229": "the application has no service principal in the tenant: an administrator must consent to it",
	"AADSTS65001":   "nobody has consented to the application's permissions: let an administrator grant them",
	"AADSTS50076":   "the account needs multifactor authentication: sign in with device or browser",
	"AADSTS53003":   "Conditional Access blocks this sign-in: exclude the application or sign in from a place that is allowed",
	"AADSTS7000112": "the application is disabled in the tenant",
	"AADSTS7000218": "the application wants a secret: allow public client flows for it, or sign in with a secret or certificate",
	"AADSTS500011":  "the tenant does not know Graph at this endpoint: check cloud.name",
}

var code = regexp.MustCompile(`AADSTS\d+`)

// explain puts an error of the identity library, which prints the whole answer, on one line with
// what to do.
func explain(err error) error {
	var failed *azidentity.AuthenticationFailedError
	if errors.As(err, &failed) && failed.RawResponse != nil {
		body, readErr := runtime.Payload(failed.RawResponse)
		var answer struct {
			Error       string `json:"error"`
			Description string `json:"error_description"`
		}
		if readErr == nil && json.Unmarshal(body, &answer) == nil && answer.Error != "" {
			return described(failed.RawResponse.StatusCode, answer.Error, answer.Description)
		}
		return fmt.Errorf("the sign-in service answered %d", failed.RawResponse.StatusCode)
	}
	var sent *url.Error
	if errors.As(err, &sent) {
		return fmt.Errorf("reaching the sign-in service: %w", sent.Err)
	}
	return unreached(err.Error())
}

// silences say in words what keeps the sign-in service from answering. The identity library hands its
// cause on as text only.
var silences = []struct{ sign, words string }{
	{"deadline exceeded", "no answer comes in time"},
	{"Client.Timeout", "no answer comes in time"},
	{"i/o timeout", "no answer comes in time"},
	{"handshake timeout", "no answer comes in time"},
	{"connection refused", "the connection is refused"},
	{"no such host", "its name cannot be resolved"},
	{"connection reset", "the connection breaks off"},
	{"EOF", "the connection breaks off"},
}

// unreached explains an error without an answer.
func unreached(text string) error {
	for _, s := range silences {
		if strings.Contains(text, s.sign) {
			return fmt.Errorf("reaching the sign-in service: %s: check the network, any proxy on the way, and cloud.name", s.words)
		}
	}
	if strings.Contains(text, "certificate signed by unknown authority") {
		return errors.New("reaching the sign-in service: its certificate is signed by an authority that is not trusted here: set that authority (cloud.ca_file)")
	}
	text, _, _ = strings.Cut(text, " To troubleshoot, visit ")
	return errors.New(line(text))
}

func described(status int, name, description string) error {
	// The first line is the sentence; the others are ids of the request.
	sentence, _, _ := strings.Cut(description, "\n")
	sentence, _, _ = strings.Cut(sentence, " Trace ID:")
	if known, ok := remedies[code.FindString(sentence)]; ok {
		return fmt.Errorf("%s: %s", code.FindString(sentence), known)
	}
	return fmt.Errorf("the sign-in service answered %d %s (%s)", status, line(name), line(sentence))
}

// line makes foreign text fit for one line.
func line(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, text)
	if runes := []rune(text); len(runes) > 300 {
		return string(runes[:300]) + "…"
	}
	return text
}

// isObject tells a JSON object from everything else.
func isObject(body []byte) bool {
	body = bytes.TrimSpace(body)
	return len(body) > 0 && body[0] == '{' && json.Valid(body)
}
