//go:build !offline

package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	kiota "github.com/microsoft/kiota-abstractions-go"
	azure "github.com/microsoft/kiota-authentication-azure-go"
	nethttp "github.com/microsoft/kiota-http-go"
	json "github.com/microsoft/kiota-serialization-json-go"
	"github.com/microsoftgraph/msgraph-beta-sdk-go/models/odataerrors"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

// Options are how Graph is reached.
type Options struct {
	Cloud fetch.Cloud
	// Credential signs in; see SignIn.
	Credential azcore.TokenCredential
	// Base sends what is asked, to the sign-in service too; Budget paces what Graph is asked.
	Base   http.RoundTripper
	Budget *fetch.Budget
	// Version names this program in requests.
	Version string
	// Patience, Step and Watch are those of fetch.Transport.
	Patience, Step time.Duration
	Watch          *fetch.Watch
}

// Client asks Graph beta. It is safe for concurrent use.
type Client struct {
	adapter *nethttp.NetHttpRequestAdapter
	tokens  *tokens
	base    string
}

// New returns a client; it asks nothing yet.
func New(o Options) (*Client, error) {
	if o.Credential == nil || o.Base == nil || o.Budget == nil {
		return nil, errors.New("making a Graph client: expected a credential, a transport and a budget")
	}
	endpoint, err := url.Parse(o.Cloud.Graph)
	if err != nil {
		return nil, fmt.Errorf("making a Graph client: endpoint %q: %w", o.Cloud.Graph, err)
	}
	t := newTokens(o.Credential, o.Cloud.Graph+"/.default")
	provider, err := azure.NewAzureIdentityAuthenticationProviderWithScopesAndValidHosts(t, []string{t.scope}, []string{endpoint.Hostname()})
	if err != nil {
		return nil, fmt.Errorf("making a Graph client: %w", err)
	}
	paced := &fetch.Transport{Base: named{o.Base, "wbaudit/" + o.Version}, Budget: o.Budget, Renew: t.renew, Host: o.Cloud.Host(), Patience: o.Patience, Step: o.Step, Watch: o.Watch}
	// Of the SDK's own middleware only the decoding of %24 in names of parameters is wanted: its
	// retries would fight the budget.
	transport := nethttp.NewCustomTransportWithParentTransport(understood{paced}, nethttp.NewParametersNameDecodingHandler())
	client := &http.Client{Transport: transport, CheckRedirect: stay}
	adapter, err := nethttp.NewNetHttpRequestAdapterWithParseNodeFactoryAndSerializationWriterFactoryAndHttpClient(
		provider, json.NewJsonParseNodeFactory(), json.NewJsonSerializationWriterFactory(), client)
	if err != nil {
		return nil, fmt.Errorf("making a Graph client: %w", err)
	}
	base := o.Cloud.Graph + "/beta"
	adapter.SetBaseUrl(base)
	return &Client{adapter, t, base}, nil
}

// stay refuses to follow a redirect: Graph sends none for what is asked here.
func stay(r *http.Request, _ []*http.Request) error {
	return fmt.Errorf("asking Graph: it sends on to %s://%s: expected an answer; check the endpoint and any proxy on the way", r.URL.Scheme, r.URL.Host)
}

// Token signs in, unless that was done, and returns the access token. It is not to be shown.
func (c *Client) Token(ctx context.Context) (string, error) {
	t, err := c.tokens.get(ctx)
	return t.Token, err
}

// Page asks for one page; see fetch.Client.
func (c *Client) Page(ctx context.Context, r fetch.Request) ([]byte, error) {
	info, err := c.information(ctx, r)
	if err != nil {
		return nil, err
	}
	body, err := c.adapter.SendPrimitive(ctx, info, "[]byte", kiota.ErrorMappings{anyStatus: odataerrors.CreateODataErrorFromDiscriminatorValue})
	if err != nil {
		return nil, plain(err)
	}
	text, ok := body.([]byte)
	if !ok {
		return nil, errors.New("asking Graph: the answer has no body")
	}
	return text, nil
}

// anyStatus stands for every status that is an error.
const anyStatus = "X" + "XX"

// plain turns the SDK's errors into those of fetch, without addresses, which may hold ids.
func plain(err error) error {
	var refused *odataerrors.ODataError
	if errors.As(err, &refused) {
		return refusal(refused)
	}
	var status *kiota.ApiError
	if errors.As(err, &status) {
		return &fetch.Refused{Status: status.ResponseStatusCode}
	}
	var sent *url.Error
	if errors.As(err, &sent) {
		return sent.Err
	}
	return err
}

// refusal reads an error body, any part of which may be missing.
func refusal(e *odataerrors.ODataError) *fetch.Refused {
	r := &fetch.Refused{Status: e.ResponseStatusCode}
	if main := e.GetErrorEscaped(); main != nil {
		if code := main.GetCode(); code != nil {
			r.Code = *code
		}
		if message := main.GetMessage(); message != nil {
			r.Message = *message
		}
	}
	return r
}
