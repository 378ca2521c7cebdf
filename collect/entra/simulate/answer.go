package simulate

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// answer is one response before it is sent: faults may still change it.
type answer struct {
	status int
	header http.Header
	body   []byte
	// drop closes the connection instead, cut sends so many bytes of the body only (negative: all),
	// rate sends so many bytes a second (0: at once).
	drop      bool
	cut, rate int
}

func newAnswer(status int, body []byte) *answer {
	a := &answer{status: status, header: http.Header{}, body: body, cut: -1}
	a.header.Set("Content-Type", "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8")
	return a
}

// refusal is an OData error body as Graph writes it.
func refusal(status int, code, format string, values ...any) *answer {
	body, _ := json.Marshal(map[string]any{"error": map[string]any{
		"code": code, "message": fmt.Sprintf(format, values...),
		"innerError": map[string]any{"request-id": "00000000-0000-0000-0000-000000000000", "client-request-id": "00000000-0000-0000-0000-000000000000"},
	}})
	return newAnswer(status, body)
}

// plain is a text answer: what $count gives.
func plain(text string) *answer {
	a := newAnswer(http.StatusOK, []byte(text))
	a.header.Set("Content-Type", "text/plain")
	return a
}

func notFound(id string) *answer {
	return refusal(http.StatusNotFound, "Request_ResourceNotFound",
		"Resource '%s' does not exist or one of its queried reference-property objects are not present.", id)
}

// lacking refuses what the export does not hold, which is not known and not empty; as the service refuses, and with the true
// reason.
func lacking() *answer {
	return refusal(http.StatusForbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation: the export that is served does not hold this.")
}

func badRequest(format string, values ...any) *answer {
	return refusal(http.StatusBadRequest, "BadRequest", format, values...)
}
