//go:build !offline

package main

import "github.com/wbaudit/wbaudit/collect/entra/graph"

// builtSides are those that this build can ask.
func builtSides() sides { return sides{cloud: askGraph, directory: askDirectory} }

// askGraph reaches a tenant through the Graph SDK.
func askGraph(c *connection) (cloudSide, error) {
	who := graph.SignIn{
		Method: c.method, Tenant: c.tenant, ClientID: c.clientID, Secret: c.secret,
		Certificate: c.certificate, Password: c.password, TokenFile: c.tokenFile, Prompt: c.prompt,
	}
	credential, err := who.Credential(c.cloud, c.base)
	if err != nil {
		return nil, err
	}
	return graph.New(graph.Options{Cloud: c.cloud, Credential: credential, Base: c.base, Budget: c.budget, Watch: c.watch, Version: buildVersion()})
}
