package simulate

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// tokens are the access tokens issued and when each ends.
type tokens struct {
	mu     sync.Mutex
	issued int
	expiry map[string]time.Time
	// revoked is when everything issued until then, and every foreign token, stopped being good.
	revoked bool
}

// issue makes a token: a JWT without a signature, since nobody but this server looks at it.
func (t *tokens) issue(now time.Time, life time.Duration, tenant string, roles []string) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.issued++
	header, _ := json.Marshal(map[string]string{"typ": "JWT", "alg": "none"})
	claims, _ := json.Marshal(map[string]any{
		"aud": "https://graph.microsoft.com", "tid": tenant, "roles": roles, "idtyp": "app",
		"iat": now.Unix(), "exp": now.Add(life).Unix(), "jti": strconv.Itoa(t.issued),
	})
	encode := base64.RawURLEncoding.EncodeToString
	token := encode(header) + "." + encode(claims) + "."
	t.expiry[token] = now.Add(life)
	t.revoked = false
	return token
}

// revoke ends every token.
func (t *tokens) revoke() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.expiry)
	t.revoked = true
}

// good says whether a token may be used: one issued here until it ends, and until a revocation one from elsewhere that o
// allows. Where neither a token nor a secret is asked for, any is allowed until the first is issued.
func (t *tokens) good(token string, o *Options, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if until, issued := t.expiry[token]; issued {
		return now.Before(until)
	}
	if o.Token != "" {
		return token == o.Token && !t.revoked
	}
	return o.Secret == "" && t.issued == 0 && !t.revoked
}

// authorise refuses a request without a good token; nil lets it through.
func (s *Server) authorise(r *http.Request) *answer {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	switch {
	case !strings.EqualFold(scheme, "Bearer") || token == "":
		a := refusal(http.StatusUnauthorized, "InvalidAuthenticationToken", "Access token is empty.")
		a.header.Set("WWW-Authenticate", "Bearer")
		return a
	case !s.tokens.good(token, &s.o, time.Now()):
		return expired()
	}
	return nil
}

func expired() *answer {
	a := refusal(http.StatusUnauthorized, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.")
	a.header.Set("WWW-Authenticate", `Bearer error="invalid_token"`)
	return a
}

// isLogin tells the paths of the sign-in service, which has a host of its own in the cloud.
func isLogin(path string) bool {
	return strings.Contains(path, "/oauth2/") || strings.Contains(path, "/.well-known/") || strings.HasPrefix(path, "/common/")
}

// login is as much of the sign-in service as client libraries ask for: discovery, device codes and
// tokens for whoever has the secret. Where there is one it is all that keeps others on this machine from
// reading the export, so that no other proof of identity is taken.
func (s *Server) login(w http.ResponseWriter, r *http.Request) {
	tenant, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	base := s.origin(r) + "/" + tenant
	switch {
	case strings.HasSuffix(r.URL.Path, "/openid-configuration"):
		reply(w, http.StatusOK, map[string]any{
			"issuer": base + "/v2.0", "authorization_endpoint": base + "/oauth2/v2.0/authorize",
			"token_endpoint": base + "/oauth2/v2.0/token", "device_authorization_endpoint": base + "/oauth2/v2.0/devicecode",
		})
	case strings.HasSuffix(r.URL.Path, "/devicecode") && r.Method == http.MethodPost:
		if s.o.Secret != "" {
			unproven(w)
			return
		}
		reply(w, http.StatusOK, map[string]any{
			"device_code": "device", "user_code": "SIMULATED", "verification_uri": base + "/device",
			"expires_in": 900, "interval": 1, "message": "To sign in, enter the code SIMULATED.",
		})
	case strings.HasSuffix(r.URL.Path, "/token") && r.Method == http.MethodPost:
		s.token(w, r, tenant)
	default:
		http.NotFound(w, r)
	}
}

func (s *Server) token(w http.ResponseWriter, r *http.Request, tenant string) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	switch given := r.PostFormValue("client_secret"); {
	case s.o.Secret == "" || given == s.o.Secret:
	case given == "":
		unproven(w)
		return
	default:
		reply(w, http.StatusUnauthorized, map[string]any{
			"error": "invalid_client", "error_codes": []int{7000215},
			"error_description": "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.",
		})
		return
	}
	token := s.tokens.issue(time.Now(), s.o.TokenLife, tenant, s.o.Roles)
	reply(w, http.StatusOK, map[string]any{
		"token_type": "Bearer", "access_token": token,
		"expires_in": int(s.o.TokenLife.Seconds()), "ext_expires_in": int(s.o.TokenLife.Seconds()),
	})
}

// unproven refuses a sign-in without the secret, in words of its own: no remedy for a tenant is one here.
func unproven(w http.ResponseWriter) {
	reply(w, http.StatusUnauthorized, map[string]any{
		"error":             "unauthorized_client",
		"error_description": "A simulation takes no other sign-in than by the secret that it wrote: set cloud.sign_in to secret.",
	})
}

func reply(w http.ResponseWriter, status int, body any) {
	text, _ := json.Marshal(body)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(text)
}
