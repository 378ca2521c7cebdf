//go:build !offline

package graph

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

// early is how long before its end a token is not used any more.
const early = 2 * time.Minute

// tokens keeps the token of a credential, since some sign in anew whenever they are asked, and lets
// one request at a time renew it.
type tokens struct {
	credential azcore.TokenCredential
	scope      string
	// plain is true when the credential takes claims only from a person: Azure CLI, which keeps the
	// tokens itself and renews them.
	plain bool

	mu      sync.Mutex
	current azcore.AccessToken
}

func newTokens(credential azcore.TokenCredential, scope string) *tokens {
	_, cli := credential.(*azidentity.AzureCLICredential)
	return &tokens{credential: credential, scope: scope, plain: cli}
}

// GetToken makes it a credential for the SDK; the scope is always the one of Graph.
func (t *tokens) GetToken(ctx context.Context, _ policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return t.get(ctx)
}

func (t *tokens) get(ctx context.Context) (azcore.AccessToken, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.current.Token != "" && time.Until(t.current.ExpiresOn) > early {
		return t.current, nil
	}
	// A token that lives no longer than that was fetched for this request.
	err := t.ask(ctx, "")
	return t.current, err
}

// renew returns a token other than the refused one. A credential that keeps tokens gives the same
// one again unless it is asked for claims, of which one is always true: that it is not from before now.
func (t *tokens) renew(ctx context.Context, refused, claims string) (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.current.Token != "" && t.current.Token != refused {
		return t.current.Token, nil
	}
	if claims == "" && !t.plain {
		claims = `{"access_token":{"nbf":{"essential":true,"value":"` + strconv.FormatInt(time.Now().Unix(), 10) + `"}}}`
	}
	err := t.ask(ctx, claims)
	return t.current.Token, err
}

// ask signs in; t.mu is held.
func (t *tokens) ask(ctx context.Context, claims string) error {
	token, err := t.credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{t.scope}, Claims: claims, EnableCAE: true})
	if err == nil {
		t.current = token
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("%w: %w", fetch.ErrSignIn, explain(err))
}
