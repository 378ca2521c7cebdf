package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/entra"
)

// read asks for all pages of a list and keeps them. The reason says why the list is absent or breaks
// off; the error ends the collection. A list whose count is not what arrived or does not come, or of
// which a link leads back, is read once more.
func (s *Source) read(ctx context.Context, name string, r Request, permission string) (reason string, err error) {
	s.progress(0, 1)
	defer s.progress(1, 0)
	if reason, ended := s.spool.Ended(name); ended {
		return reason, nil
	}
	for again := false; ; {
		selected := s.available(r)
		whole, counted, err := s.pages(ctx, name, selected)
		switch {
		case err == nil && (whole || again):
			if r.Count && !counted {
				reason = uncounted
			}
			return s.end(name, reason)
		case err == nil, errors.Is(err, errLoop) && !again:
			again = true
			continue
		}
		if err = s.mended(selected, err); err == nil {
			continue
		}
		if reason, err = s.explain(err, r, permission); err != nil {
			return "", err
		}
		return s.end(name, reason)
	}
}

// end ends a list. One that was read a second time, and not to its end, stays as it was read before.
func (s *Source) end(name, reason string) (string, error) {
	if err := s.spool.End(name, reason); err != nil {
		return "", err
	}
	stands, _ := s.spool.Ended(name)
	if stands != reason {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.unrepeated++; s.why == "" || reason < s.why {
			s.why = reason
		}
	}
	return stands, nil
}

// Unrepeated counts the lists that were to be read a second time and stayed as they were read before; why is the
// reason of one of them.
func (s *Source) Unrepeated() (lists int, why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.unrepeated, s.why
}

// Unfinished reports whether something was not read through a fault that may pass: reading again may have it.
func (s *Source) Unfinished() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.unfinished
}

// mayPass tells an error that is not there for ever from a refusal.
func mayPass(err error) bool {
	var refused *Refused
	return !errors.As(err, &refused) || refused.Status >= http.StatusInternalServerError || refused.Status == http.StatusTooManyRequests
}

// uncounted is why a list of which the service was asked for a count, and gave none, is not whole. Graph
// counts every list that is asked for with ConsistencyLevel: eventual.
//
// Source: https://learn.microsoft.com/graph/aad-advanced-queries
const uncounted = "the count that was asked for did not come, so nothing shows that all arrived"

// mended learns from the refusal of a request which property this cloud's schema lacks, and returns nil when it is
// worth sending again without it. Of requests that are under way side by side, each learns for itself.
func (s *Source) mended(r Request, err error) error {
	var refused *Refused
	if !errors.As(err, &refused) || refused.Status != http.StatusBadRequest {
		return err
	}
	m := unknownProperty.FindStringSubmatch(refused.Message)
	if m == nil || !slices.ContainsFunc(r.Select, func(p string) bool { return strings.EqualFold(p, m[1]) }) {
		return err
	}
	return s.drop(r.Resource, m[1])
}

// available returns the request without the properties that this cloud is known to lack.
func (s *Source) available(r Request) Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.Select = slices.DeleteFunc(slices.Clone(r.Select), func(name string) bool { return s.dropped[lacking{r.Resource, strings.ToLower(name)}] })
	return r
}

// unknownProperty finds the property in the message of a 400.
var unknownProperty = regexp.MustCompile(`(?i)property named '([^']+)'`)

// pages reads all pages of a list into the spool and says whether as many elements arrived as were to
// arrive, and whether the service counted them.
func (s *Source) pages(ctx context.Context, name string, r Request) (whole, counted bool, err error) {
	if err := s.spool.Begin(name); err != nil {
		return false, false, err
	}
	met := map[string]bool{}
	var elements int64
	var count *int64
	for r.Next = ""; ; {
		body, err := s.page(ctx, r)
		if err != nil {
			return false, false, err
		}
		page, err := entra.Inspect(bytes.NewReader(body))
		if err != nil {
			return false, false, fmt.Errorf("reading an answer: %w", err)
		}
		if r.Count && !page.Listed {
			return false, false, errNoList
		}
		if err := s.spool.Page(name, body); err != nil {
			return false, false, err
		}
		elements += page.Elements
		if count == nil {
			count = page.Count
		}
		if page.NextLink == "" {
			return count == nil && !r.Count || count != nil && *count == elements, count != nil, nil
		}
		if met[page.NextLink] {
			return false, false, errLoop
		}
		met[page.NextLink] = true
		r.Next = page.NextLink
	}
}

// errNoList is an answer to a request for a list that is something else.
var errNoList = errors.New("the answer is no list: it has no value")

// errLoop says that reading on would not end.
var errLoop = errors.New("the link to the next page leads back to a page that was read")

// page asks for one page.
func (s *Source) page(ctx context.Context, r Request) ([]byte, error) {
	if err := s.gate.enter(ctx); err != nil {
		return nil, err
	}
	defer s.gate.leave()
	return s.client.Page(ctx, r)
}

// explain is as below, and keeps in mind what may pass.
func (s *Source) explain(err error, r Request, permission string) (reason string, fatal error) {
	if mayPass(err) {
		s.mu.Lock()
		s.unfinished = true
		s.mu.Unlock()
	}
	return explain(err, r, permission)
}

// explain turns the error of a request into the reason why a list is not whole; what must end the collection
// stays an error.
func explain(err error, r Request, permission string) (reason string, fatal error) {
	var refused *Refused
	var silent *Silent
	switch {
	case errors.As(err, &silent):
		return "", silent
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return "", err
	case errors.Is(err, ErrSignIn):
		return "", err
	case isTrust(err):
		return "", fmt.Errorf("checking the certificate of Graph: %w: set the authority that signed it (cloud.ca_file)", err)
	case !errors.As(err, &refused):
		return printable(err.Error()), nil
	case refused.Status == http.StatusUnauthorized:
		return "", fmt.Errorf("signing in: %w: check the application, its secret or certificate, and the tenant", err)
	case refused.Status == http.StatusForbidden:
		return refused.Error() + "; grant " + permission, nil
	// Only an object can be deleted; a list of the tenant is always there.
	case refused.Status == http.StatusNotFound && r.ID != "":
		return refused.Error() + ": it was deleted while the collection ran, or never existed", nil
	}
	return refused.Error(), nil
}
