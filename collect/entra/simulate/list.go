package simulate

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// page answers a request for a list with one page of it.
func (s *Server) page(r *http.Request, typeName string, all []*object) *answer {
	q, refused := s.parseQuery(r, typeName)
	if refused != nil {
		return refused
	}
	start := min(q.skip, len(all))
	end := min(start+q.top, len(all))
	body := append(make([]byte, 0, 64<<10), `{"@odata.context":`...)
	body = append(body, quote(s.base(r)+"/$metadata#"+contextOf(r.URL.Path, q.selected))...)
	if q.count && q.skip == 0 {
		body = strconv.AppendInt(append(body, `,"@odata.count":`...), int64(len(all)), 10)
	}
	if end < len(all) {
		body = append(append(body, `,"@odata.nextLink":`...), quote(s.next(r, end))...)
	}
	body = append(body, `,"value":[`...)
	for i, o := range all[start:end] {
		if i > 0 {
			body = append(body, ',')
		}
		body = o.write(body, q.selected)
	}
	return newAnswer(http.StatusOK, append(body, "]}"...))
}

// entity answers with one object.
func (s *Server) entity(r *http.Request, typeName string, o *object) *answer {
	q, refused := s.parseQuery(r, typeName)
	if refused != nil {
		return refused
	}
	return newAnswer(http.StatusOK, o.write(nil, q.selected))
}

// count answers .../$count, which the service gives to advanced queries only.
func (s *Server) count(r *http.Request, n int) *answer {
	if !strings.EqualFold(r.Header.Get("ConsistencyLevel"), "eventual") {
		return refusal(http.StatusBadRequest, "Request_BadRequest", "$count is not currently supported.")
	}
	return plain(strconv.Itoa(n))
}

// next is the address of the page that starts at the given element.
func (s *Server) next(r *http.Request, at int) string {
	values, _ := url.ParseQuery(r.URL.RawQuery)
	values.Set(skipToken, "s"+strconv.Itoa(at))
	return s.origin(r) + r.URL.EscapedPath() + "?" + values.Encode()
}

// base is the root of the version asked for: https://host/beta.
func (s *Server) base(r *http.Request) string {
	version, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	return s.origin(r) + "/" + version
}

func (s *Server) origin(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

// contextOf is the fragment of @odata.context: the collection and what was selected.
func contextOf(path string, selected []string) string {
	_, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if strings.HasSuffix(rest, "/members") || strings.HasSuffix(rest, "/owners") {
		rest = "directoryObjects"
	}
	if selected != nil {
		rest += "(" + strings.Join(selected, ",") + ")"
	}
	return rest
}

// quote writes text as JSON without hiding the & of links, as the service does.
func quote(text string) []byte {
	var quoted bytes.Buffer
	encoder := json.NewEncoder(&quoted)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(text) // text can always be written
	return bytes.TrimSuffix(quoted.Bytes(), []byte("\n"))
}
