// Package fetchtest asks a simulated Graph with nothing but net/http, so that what stands on
// collect/entra/fetch is tested where the SDK is left out.
package fetchtest

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

// Client sends requests. Base is the endpoint as https://host.
type Client struct {
	HTTP *http.Client
	Base string
	// SignIn gets the token that is sent; nil sends one that a simulation takes while it issued none.
	SignIn func(ctx context.Context) (string, error)

	once  sync.Once
	token string
	err   error
}

// Token signs in once.
func (c *Client) Token(ctx context.Context) (string, error) {
	c.once.Do(func() {
		if c.token = "first"; c.SignIn != nil {
			c.token, c.err = c.SignIn(ctx)
		}
	})
	return c.token, c.err
}

// Page asks for one page.
func (c *Client) Page(ctx context.Context, r fetch.Request) ([]byte, error) {
	address := r.Next
	if address == "" {
		address = c.Base + "/beta" + path(r) + "?" + options(r).Encode()
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	token, err := c.Token(ctx)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	if r.Count {
		request.Header.Set("ConsistencyLevel", "eventual")
	}
	response, err := c.HTTP.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode == http.StatusOK {
		return body, err
	}
	refused := &fetch.Refused{Status: response.StatusCode}
	var odata struct {
		Error struct{ Code, Message string }
	}
	if json.Unmarshal(body, &odata) == nil {
		refused.Code, refused.Message = odata.Error.Code, odata.Error.Message
	}
	return nil, refused
}

// path is where a resource is. The one of service principals with an id in it is one of them.
func path(r fetch.Request) string {
	switch r.Resource {
	case fetch.Members:
		return "/groups/" + r.ID + "/members"
	case fetch.SyncBehavior:
		return "/groups/" + r.ID + "/onPremisesSyncBehavior"
	case fetch.Owners:
		return "/groups/" + r.ID + "/owners"
	case fetch.Jobs:
		return "/servicePrincipals/" + r.ID + "/synchronization/jobs"
	case fetch.Schema:
		return "/servicePrincipals/" + r.ID + "/synchronization/jobs/" + r.Job + "/schema"
	case fetch.Assignments:
		return "/servicePrincipals/" + r.ID + "/appRoleAssignedTo"
	}
	fixed := map[fetch.Resource]string{
		fetch.Groups: "/groups", fetch.Users: "/users", fetch.DeletedGroups: "/directory/deletedItems/microsoft.graph.group", fetch.Settings: "/settings",
		fetch.Organization: "/organization", fetch.Synchronization: "/directory/onPremisesSynchronization", fetch.Licences: "/subscribedSkus",
		fetch.ServicePrincipals: "/servicePrincipals", fetch.AccessReviews: "/identityGovernance/accessReviews/definitions",
		fetch.DirectoryAudits: "/auditLogs/directoryAudits", fetch.PrivilegedAssignments: "/identityGovernance/privilegedAccess/group/assignmentScheduleInstances",
	}
	return fixed[r.Resource]
}

func options(r fetch.Request) url.Values {
	values := url.Values{}
	if r.Select != nil {
		values.Set("$select", strings.Join(r.Select, ","))
	}
	if r.Top > 0 {
		values.Set("$top", strconv.Itoa(int(r.Top)))
	}
	if r.Count {
		values.Set("$count", "true")
	}
	if r.Filter != "" {
		values.Set("$filter", r.Filter)
	}
	return values
}

// SignIn gets a token with a client secret, from a sign-in service at root.
func SignIn(ctx context.Context, base http.RoundTripper, root, tenant, secret string) (string, error) {
	form := url.Values{"client_secret": {secret}, "grant_type": {"client_credentials"}}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, root+"/"+tenant+"/oauth2/v2.0/token", strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := (&http.Client{Transport: base}).Do(request)
	if err != nil {
		return "", fmt.Errorf("%w: %w", fetch.ErrSignIn, err)
	}
	defer response.Body.Close()
	var body struct {
		Token       string `json:"access_token"`
		Description string `json:"error_description"`
	}
	if err := json.NewDecoder(response.Body).Decode(&body); err != nil {
		return "", fmt.Errorf("%w: %w", fetch.ErrSignIn, err)
	}
	if body.Token == "" {
		return "", fmt.Errorf("%w: %s", fetch.ErrSignIn, body.Description)
	}
	return body.Token, nil
}
