package fetch

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// answering answers requests in turn with the given status codes, and then with the last of them.
type answering []int

func (a *answering) RoundTrip(r *http.Request) (*http.Response, error) {
	status := (*a)[0]
	if len(*a) > 1 {
		*a = (*a)[1:]
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
}

func TestARefusalForQuotaCountsWithoutATimeToWait(t *testing.T) {
	budget := NewBudget(time.Second)
	transport := Transport{Base: &answering{429, 503, 429, 200}, Budget: budget, Host: "graph.example", Step: time.Millisecond}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://graph.example/beta/groups", strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	response, err := transport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("answered %s", response.Status)
	}
	if _, refused := budget.Counts(); refused != 2 {
		t.Errorf("%d refusals, want 2", refused)
	}
}

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
