package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"strings"

	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

// claims are what an access token says of itself. Only the service can tell whether it is true; for
// naming what is missing it is enough.
type claims struct {
	Tenant string `json:"tid"`
	// Roles are application permissions, Scopes delegated ones, separated by blanks.
	Roles  []string `json:"roles"`
	Scopes string   `json:"scp"`
}

// readClaims reads a token; false when it is not of a form that can be read, which is allowed.
//
// Source: https://learn.microsoft.com/entra/identity-platform/access-tokens
func readClaims(token string) (claims, bool) {
	var c claims
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return c, false
	}
	text, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil || json.Unmarshal(text, &c) != nil {
		return claims{}, false
	}
	return c, true
}

// signIn signs in to the tenant that the settings name, and to no other.
func signIn(ctx context.Context, side cloudSide, tenant string) error {
	token, err := side.Token(ctx)
	if err != nil {
		return err
	}
	c, _ := readClaims(token)
	if c.Tenant == "" {
		c.Tenant = answeringTenant(ctx, side)
	}
	if c.Tenant != "" && !strings.EqualFold(c.Tenant, tenant) {
		return usage("signed in to the tenant %s, expected %s (tenant.id): sign in to that one", oneLine(c.Tenant), tenant)
	}
	return nil
}

// answeringTenant asks Graph itself which tenant answers, for a token that cannot be read; "" where that may not be
// read, which the collection then says.
func answeringTenant(ctx context.Context, side cloudSide) string {
	ctx, cancel := context.WithTimeout(ctx, oneCheck)
	defer cancel()
	body, err := side.Page(ctx, fetch.Request{Resource: fetch.Organization, Select: []string{"id"}})
	if err != nil {
		return ""
	}
	var tenant struct {
		ID string `json:"id"`
	}
	_, err = entra.DecodeObjects(bytes.NewReader(body), func(object json.RawMessage) error { return json.Unmarshal(object, &tenant) })
	if err != nil {
		return ""
	}
	return tenant.ID
}

// permissions returns roles and scopes alike, in lower case.
func (c claims) permissions() map[string]bool {
	known := map[string]bool{}
	for _, name := range append(strings.Fields(c.Scopes), c.Roles...) {
		known[strings.ToLower(name)] = true
	}
	return known
}
