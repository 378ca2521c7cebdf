package simulate

import (
	"encoding/json"
	"net/http"
	"strings"
)

// maxSteps is how many requests a batch may hold.
const maxSteps = 20

// step is one request of a batch, outcome its response.
type (
	step struct {
		ID      string            `json:"id"`
		Method  string            `json:"method"`
		URL     string            `json:"url"`
		Headers map[string]string `json:"headers"`
	}
	outcome struct {
		ID      string            `json:"id"`
		Status  int               `json:"status"`
		Headers map[string]string `json:"headers"`
		Body    json.RawMessage   `json:"body"`
	}
)

// batch answers up to twenty requests. The answers stand in another order than the requests, as the
// service does not promise one either.
func (s *Server) batch(r *http.Request) *answer {
	var asked struct {
		Requests []step `json:"requests"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(nil, r.Body, 4<<20)).Decode(&asked); err != nil {
		return badRequest("Invalid batch payload format.")
	}
	n := len(asked.Requests)
	if n == 0 || n > maxSteps {
		return badRequest("Number of batch request steps exceeds the maximum value of %d.", maxSteps)
	}
	outcomes := make([]outcome, 0, n)
	for i := range asked.Requests {
		one, refused := s.one(r, asked.Requests[n-1-i])
		if refused != nil {
			return refused
		}
		outcomes = append(outcomes, one)
	}
	body, _ := json.Marshal(map[string]any{"responses": outcomes})
	return newAnswer(http.StatusOK, body)
}

// one answers one request of the batch r.
func (s *Server) one(r *http.Request, asked step) (outcome, *answer) {
	version, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	address := s.origin(r) + "/" + version + "/" + strings.TrimPrefix(asked.URL, "/")
	inner, err := http.NewRequestWithContext(r.Context(), asked.Method, address, nil)
	if err != nil {
		return outcome{}, badRequest("Invalid request URL in batch step %s.", asked.ID)
	}
	inner.TLS = r.TLS
	for name, value := range asked.Headers {
		inner.Header.Set(name, value)
	}
	a := s.inner(inner)
	headers := make(map[string]string, len(a.header))
	for name := range a.header {
		headers[name] = a.header.Get(name)
	}
	body := json.RawMessage(a.body)
	if !json.Valid(body) {
		body = quote(string(a.body))
	}
	return outcome{ID: asked.ID, Status: a.status, Headers: headers, Body: body}, nil
}
