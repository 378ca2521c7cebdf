//go:build offline

package main

import (
	"context"
	"net/http"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/entra/fetch/fetchtest"
)

// testSides are what live commands are tested with: without the SDK, a client that only knows client
// secrets.
func testSides() sides {
	return sides{directory: askDirectory, cloud: func(c *connection) (cloudSide, error) {
		signIn := func(ctx context.Context) (string, error) {
			return fetchtest.SignIn(ctx, c.base, c.cloud.Login, c.tenant, c.secret)
		}
		transport := &fetch.Transport{Base: c.base, Budget: c.budget, Watch: c.watch, Host: c.cloud.Host(),
			Renew: func(ctx context.Context, _, _ string) (string, error) { return signIn(ctx) }}
		return &fetchtest.Client{HTTP: &http.Client{Transport: transport}, Base: c.cloud.Graph, SignIn: signIn}, nil
	}}
}
