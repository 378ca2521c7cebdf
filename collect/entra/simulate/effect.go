package simulate

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// before is the answer of a fault that does not look at the request; nil is none.
func (f Fault) before(s *Server) *answer {
	switch f.Do {
	case "", "cut", "drip", "duplicate", "loop", "uncounted":
		return nil
	case "drop":
		a := newAnswer(http.StatusOK, nil)
		a.drop = true
		return a
	case "expired":
		s.tokens.revoke()
		return expired()
	}
	status, _ := strconv.Atoi(f.Do)
	a := refusal(status, faultCode(status), "%s", http.StatusText(status))
	if f.Value != "" {
		a.header.Set("Retry-After", f.Value)
	}
	return a
}

func faultCode(status int) string {
	switch status {
	case http.StatusForbidden:
		return "Authorization_RequestDenied"
	case http.StatusTooManyRequests:
		return "TooManyRequests"
	case http.StatusServiceUnavailable:
		return "serviceNotAvailable"
	case http.StatusNotFound:
		return "Request_ResourceNotFound"
	}
	return "UnknownError"
}

// after bends a good answer.
func (f Fault) after(s *Server, r *http.Request, a *answer) *answer {
	n, _ := strconv.Atoi(f.Value)
	switch f.Do {
	case "cut":
		a.cut = n
	case "drip":
		a.rate = n
	case "duplicate":
		return s.again(r, a)
	case "loop":
		a.body = edited(a.body, func(page map[string]json.RawMessage) {
			page["@odata.nextLink"] = quote(s.origin(r) + r.URL.RequestURI())
		})
	case "uncounted":
		a.body = edited(a.body, func(page map[string]json.RawMessage) { delete(page, "@odata.count") })
	}
	return a
}

// again answers with the page before the one asked for, whose next link leads here: its elements
// come twice.
func (s *Server) again(r *http.Request, a *answer) *answer {
	values := r.URL.Query()
	skip, err := strconv.Atoi(strings.TrimPrefix(values.Get(skipToken), "s"))
	if err != nil {
		return a
	}
	top, err := strconv.Atoi(values.Get("$top"))
	if err != nil {
		top = defaultTop
	}
	before := r.Clone(r.Context())
	values.Set(skipToken, "s"+strconv.Itoa(max(0, skip-top)))
	before.URL.RawQuery = values.Encode()
	return s.route(before)
}

// edited is a page with something changed.
func edited(body []byte, change func(page map[string]json.RawMessage)) []byte {
	var page map[string]json.RawMessage
	if json.Unmarshal(body, &page) != nil || page["value"] == nil {
		return body
	}
	change(page)
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(page) != nil {
		return body
	}
	return out.Bytes()
}
