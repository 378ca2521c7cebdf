//go:build !offline

package graph

import (
	"context"
	"fmt"
	"net/url"

	kiota "github.com/microsoft/kiota-abstractions-go"
	"github.com/microsoftgraph/msgraph-beta-sdk-go/auditlogs"
	"github.com/microsoftgraph/msgraph-beta-sdk-go/directory"
	"github.com/microsoftgraph/msgraph-beta-sdk-go/groups"
	"github.com/microsoftgraph/msgraph-beta-sdk-go/identitygovernance"
	"github.com/microsoftgraph/msgraph-beta-sdk-go/organization"
	"github.com/microsoftgraph/msgraph-beta-sdk-go/serviceprincipals"
	"github.com/microsoftgraph/msgraph-beta-sdk-go/settings"
	"github.com/microsoftgraph/msgraph-beta-sdk-go/subscribedskus"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

// query is the part of every builder's parameters that requests of the collector have; each builder
// has a type of its own for them, with these names.
type query struct {
	Select []string `uriparametername:"%24select"`
	Top    *int32   `uriparametername:"%24top"`
	Count  *bool    `uriparametername:"%24count"`
	Filter *string  `uriparametername:"%24filter"`
}

// information makes the request with the SDK's builder for it. A next link is asked as it came.
func (c *Client) information(ctx context.Context, r fetch.Request) (*kiota.RequestInformation, error) {
	info, err := c.build(ctx, r)
	if err != nil {
		return nil, err
	}
	if r.Count {
		info.Headers.Add("ConsistencyLevel", "eventual")
	}
	if r.Next != "" {
		next, err := url.Parse(r.Next)
		if err != nil {
			return nil, fmt.Errorf("reading the link to the next page: %w", err)
		}
		info.SetUri(*next)
		return info, nil
	}
	q := query{Select: r.Select}
	if r.Top > 0 {
		q.Top = &r.Top
	}
	if r.Count {
		q.Count = &r.Count
	}
	if r.Filter != "" {
		q.Filter = &r.Filter
	}
	info.AddQueryParameters(q)
	return info, nil
}

// build starts at the builder of each part of Graph rather than at the one of all, whose package
// takes the whole SDK with it.
func (c *Client) build(ctx context.Context, r fetch.Request) (*kiota.RequestInformation, error) {
	parameters := map[string]string{"baseurl": c.base}
	switch r.Resource {
	case fetch.Groups:
		return groups.NewGroupsRequestBuilderInternal(parameters, c.adapter).ToGetRequestInformation(ctx, nil)
	case fetch.Members:
		return groups.NewGroupsRequestBuilderInternal(parameters, c.adapter).ByGroupId(r.ID).Members().ToGetRequestInformation(ctx, nil)
	case fetch.SyncBehavior:
		return groups.NewGroupsRequestBuilderInternal(parameters, c.adapter).ByGroupId(r.ID).OnPremisesSyncBehavior().ToGetRequestInformation(ctx, nil)
	case fetch.Owners:
		return groups.NewGroupsRequestBuilderInternal(parameters, c.adapter).ByGroupId(r.ID).Owners().ToGetRequestInformation(ctx, nil)
	case fetch.DeletedGroups:
		return directory.NewDirectoryRequestBuilderInternal(parameters, c.adapter).DeletedItems().GraphGroup().ToGetRequestInformation(ctx, nil)
	case fetch.Synchronization:
		return directory.NewDirectoryRequestBuilderInternal(parameters, c.adapter).OnPremisesSynchronization().ToGetRequestInformation(ctx, nil)
	case fetch.Settings:
		return settings.NewSettingsRequestBuilderInternal(parameters, c.adapter).ToGetRequestInformation(ctx, nil)
	case fetch.Organization:
		return organization.NewOrganizationRequestBuilderInternal(parameters, c.adapter).ToGetRequestInformation(ctx, nil)
	case fetch.Licences:
		return subscribedskus.NewSubscribedSkusRequestBuilderInternal(parameters, c.adapter).ToGetRequestInformation(ctx, nil)
	case fetch.Users:
		return users(parameters), nil
	case fetch.AccessReviews:
		return identitygovernance.NewIdentityGovernanceRequestBuilderInternal(parameters, c.adapter).AccessReviews().Definitions().ToGetRequestInformation(ctx, nil)
	case fetch.PrivilegedAssignments:
		return identitygovernance.NewIdentityGovernanceRequestBuilderInternal(parameters, c.adapter).
			PrivilegedAccess().Group().AssignmentScheduleInstances().ToGetRequestInformation(ctx, nil)
	case fetch.DirectoryAudits:
		return auditlogs.NewAuditLogsRequestBuilderInternal(parameters, c.adapter).DirectoryAudits().ToGetRequestInformation(ctx, nil)
	}
	return c.application(ctx, r, parameters)
}

// users makes the request that the SDK's builder of users would: compiling that one takes as long as all
// others together.
func users(parameters map[string]string) *kiota.RequestInformation {
	const template = "{+baseurl}/users{?%24count,%24filter,%24select,%24top}"
	info := kiota.NewRequestInformationWithMethodAndUrlTemplateAndPathParameters(kiota.GET, template, parameters)
	info.Headers.TryAdd("Accept", "application/json")
	return info
}

// application makes the requests about applications.
func (c *Client) application(ctx context.Context, r fetch.Request, parameters map[string]string) (*kiota.RequestInformation, error) {
	principals := serviceprincipals.NewServicePrincipalsRequestBuilderInternal(parameters, c.adapter)
	switch r.Resource {
	case fetch.ServicePrincipals:
		return principals.ToGetRequestInformation(ctx, nil)
	case fetch.Jobs:
		return principals.ByServicePrincipalId(r.ID).Synchronization().Jobs().ToGetRequestInformation(ctx, nil)
	case fetch.Schema:
		return principals.ByServicePrincipalId(r.ID).Synchronization().Jobs().BySynchronizationJobId(r.Job).Schema().ToGetRequestInformation(ctx, nil)
	case fetch.Assignments:
		return principals.ByServicePrincipalId(r.ID).AppRoleAssignedTo().ToGetRequestInformation(ctx, nil)
	}
	return nil, fmt.Errorf("making a request: resource %d is not known", r.Resource)
}
