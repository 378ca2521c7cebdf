package fetch

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Transport sends requests within a budget and again when the service could not answer: 429 and
// 5xx, a connection that broke, a body that broke off. An answer is handed on only when it is
// whole, so nobody above meets half of one.
type Transport struct {
	// Base sends; Budget paces.
	Base   http.RoundTripper
	Budget *Budget
	// Renew gets a new token in place of the refused one after 401, once for each request; claims is
	// what the service wants to know, as JSON, or "". Nil gives up instead.
	Renew func(ctx context.Context, refused, claims string) (token string, err error)
	// Host is the only host that is asked: a token must not leave for another one.
	Host string
	// Patience is how long one request is tried, ten minutes when it is 0; Attempt bounds one try,
	// five minutes when it is 0; Step is the first wait between tries, a second when it is 0.
	Patience, Attempt, Step time.Duration
	// Watch ends the run when nothing succeeds any more; nil leaves it to Patience.
	Watch *Watch
}

// maxBody bounds an answer: the largest page of members is about a megabyte.
const maxBody = 256 << 20

// RoundTrip sends one request until it is answered, refused for good, or patience ends.
func (t *Transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.EqualFold(r.URL.Host, t.Host) || r.URL.Scheme != "https" {
		return nil, fmt.Errorf("asking %s://%s: expected https://%s: the link in an answer leads to another host, which must not see the token", r.URL.Scheme, r.URL.Host, t.Host)
	}
	began := time.Now()
	deadline := began.Add(orElse(t.Patience, 10*time.Minute))
	wait, renewed := orElse(t.Step, time.Second), false
	for tries := 1; ; tries++ {
		units := Cost(r.URL)
		if err := t.Budget.Spend(r.Context(), units); err != nil {
			return nil, err
		}
		sent := time.Now()
		response, err := t.once(r)
		t.Budget.Settle(units, headOf(response))
		if err != nil && r.Context().Err() != nil {
			return nil, r.Context().Err()
		}
		again, after := judge(response, err)
		if !again && err == nil {
			t.Watch.worked(t.Host, r)
		}
		switch {
		case response != nil && response.StatusCode == http.StatusUnauthorized && t.Renew != nil && !renewed:
			if r, err = t.renew(r, claimsWanted(response.Header)); err != nil {
				return nil, err
			}
			renewed = true
			continue
		case !again || time.Now().After(deadline):
			return response, err
		}
		asked := after > 0
		if !asked {
			after, wait = jitter(wait), min(2*wait, time.Minute)
		}
		if response != nil && response.StatusCode == http.StatusTooManyRequests {
			t.Budget.Refused(after)
		}
		failed := failure{t.Host, r, response, err, sent, began, tries}
		after, doubt := t.Watch.failed(failed, after, asked)
		if over, silent := t.settle(r.Context(), doubt); silent != nil {
			return nil, silent
		} else if over {
			t.Watch.givesUp(failed)
			return response, err
		}
		if err := pause(r.Context(), min(after, time.Until(deadline)+time.Millisecond)); err != nil {
			return nil, err
		}
	}
}

// settle asks whether the service serves anything, where that is in doubt. Over says that what a request asks for is not
// served, though the service is there; silent that nothing is.
func (t *Transport) settle(ctx context.Context, d *doubt) (over bool, silent *Silent) {
	switch {
	case d == nil:
		return false, nil
	case t.Watch.serves(func() *http.Request { return t.served(ctx, d.of) }):
		return d.kind, nil
	}
	return false, d.over
}

// served asks for what was answered before, and returns the request if it is again; r may be nil.
func (t *Transport) served(ctx context.Context, r *http.Request) *http.Request {
	if r == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, silence/4)
	defer cancel()
	for range fair {
		units := Cost(r.URL)
		if t.Budget.Spend(ctx, units) != nil {
			return nil
		}
		response, err := t.once(r.WithContext(ctx))
		t.Budget.Settle(units, headOf(response))
		again, _ := judge(response, err)
		if response != nil {
			_ = response.Body.Close()
		}
		if !again && err == nil {
			return r
		}
		if pause(ctx, orElse(t.Step, time.Second)) != nil {
			return nil
		}
	}
	return nil
}

// renew returns the request with a new token.
func (t *Transport) renew(r *http.Request, claims string) (*http.Request, error) {
	_, refused, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	token, err := t.Renew(r.Context(), refused, claims)
	if err != nil {
		return nil, fmt.Errorf("renewing the token: %w", err)
	}
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+token)
	return r, nil
}

// challenge finds the claims in the challenge of a 401.
var challenge = regexp.MustCompile(`(?i)\bclaims="([A-Za-z0-9+/_=-]+)"`)

// claimsWanted returns the claims that a service which evaluates access continuously asks for.
//
// Source: https://learn.microsoft.com/entra/identity-platform/claims-challenge
func claimsWanted(h http.Header) string {
	for _, value := range h.Values("WWW-Authenticate") {
		m := challenge.FindStringSubmatch(value)
		if m == nil {
			continue
		}
		text := strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(m[1], "="))
		if claims, err := base64.RawStdEncoding.DecodeString(text); err == nil && json.Valid(claims) {
			return string(claims)
		}
	}
	return ""
}

// once sends the request and reads the answer whole. An answer that does not even begin is given up sooner than one
// that goes on.
func (t *Transport) once(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(r.Context(), orElse(t.Attempt, 5*time.Minute))
	defer cancel()
	ctx, giveUp := context.WithCancelCause(ctx)
	defer giveUp(nil)
	mute := time.AfterFunc(silence, func() { giveUp(os.ErrDeadlineExceeded) })
	defer mute.Stop()
	r = r.Clone(ctx)
	if r.GetBody != nil {
		body, err := r.GetBody()
		if err != nil {
			return nil, err
		}
		r.Body = body
	}
	response, err := t.Base.RoundTrip(r)
	mute.Stop()
	if err != nil {
		return nil, cmp.Or(context.Cause(ctx), err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxBody+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading the answer, of which %d bytes arrived: %w", len(body), err)
	case len(body) > maxBody:
		return nil, permanent{fmt.Errorf("reading the answer: more than %d bytes", maxBody)}
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, nil
}

// headOf returns the head of a response; nil without one.
func headOf(response *http.Response) http.Header {
	if response == nil {
		return nil
	}
	return response.Header
}

// permanent is an error that trying again does not mend.
type permanent struct{ error }

func (p permanent) Unwrap() error { return p.error }

// judge says whether to try again, and how long the service asks to wait; 0 when it does not say.
func judge(response *http.Response, err error) (again bool, after time.Duration) {
	if err != nil {
		var p permanent
		var certificate *url.Error
		return !errors.As(err, &p) && !errors.As(err, &certificate) && !isTrust(err), 0
	}
	switch response.StatusCode {
	case http.StatusTooManyRequests, http.StatusRequestTimeout, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true, retryAfter(response.Header.Get("Retry-After"), time.Now())
	}
	return false, 0
}

// retryAfter reads seconds or a date; 0 when it is neither.
func retryAfter(text string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && seconds >= 0 {
		return max(time.Duration(min(seconds, 3600))*time.Second, time.Millisecond)
	}
	if at, err := http.ParseTime(text); err == nil {
		return min(max(at.Sub(now), time.Millisecond), time.Hour)
	}
	return 0
}

// jitter spreads a wait over half to one and a half of it, so that many do not come back at once.
func jitter(wait time.Duration) time.Duration {
	return wait/2 + rand.N(wait)
}

func orElse(d, otherwise time.Duration) time.Duration {
	if d == 0 {
		return otherwise
	}
	return d
}
