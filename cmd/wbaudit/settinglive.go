package main

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

// signIns are the ways to sign in to Graph.
var signIns = []string{"environment", "secret", "certificate", "workload", "managed", "device", "browser", "cli"}

// liveSettings are those of live collection. None holds a secret: they say where one is.
func liveSettings() []setting {
	return []setting{
		{"cloud.name", "global", oneOf(cloudNames()...), "cloud of the tenant: " + strings.Join(cloudNames(), ", ")},
		{"cloud.graph", "", nil, "endpoint of Graph in the cloud custom, https://host"},
		{"cloud.login", "", nil, "endpoint of the sign-in service in the cloud custom, https://host"},
		{"cloud.ca_file", "", nil, "PEM file of authorities to trust for both beside the system's, such as a proxy's"},
		{"cloud.sign_in", "environment", oneOf(signIns...), "how to sign in: " + strings.Join(signIns, ", ")},
		{"cloud.client_id", "", isGUID, "application to sign in as; identity of the machine for managed"},
		{"cloud.secret", "env:AZURE_CLIENT_SECRET", isSource, "where the client secret is: env:NAME, file:PATH or stdin"},
		{"cloud.certificate", "", nil, "file with certificate and key to sign in with, PEM or PFX"},
		{"cloud.certificate_password", "", isSource, "where the password of the certificate's file is: env:NAME, file:PATH or stdin"},
		{"cloud.token_file", "", nil, "file of the workload's token (default: what AZURE_FEDERATED_TOKEN_FILE says)"},
		{"cloud.at_once", "96", isConcurrency, "most requests to Graph at a time"},
		{"collect.all_groups", "false", isBool, "read the members of groups too that no engine can write"},
		{"collect.owners", "true", isBool, "read owners of groups"},
		{"collect.governance", "false", isBool, "read access reviews and audits too (default: when the profile governance is chosen)"},
		{"collect.second_look", "true", isBool, "read both sides a second time where members differ, so that a change on its way is no difference"},
		{"collect.sync_behavior", "false", isBool, "read which groups the cloud took over, which needs a permission that may write: Group-OnPremisesSyncBehavior.ReadWrite.All"},
	}
}

func cloudNames() []string {
	var names []string
	for _, c := range fetch.Clouds() {
		names = append(names, c.Name)
	}
	return append(names, fetch.Custom)
}

func isConcurrency(value string) error {
	if isCount(value) != nil || value == "0" || len(value) > 3 {
		return fmt.Errorf("expected a whole number from 1 to 999")
	}
	return nil
}

// isSource accepts where a secret is. Variables with the prefix of settings are refused, since
// those are checked for misspelling.
func isSource(value string) error {
	kind, rest, _ := strings.Cut(value, ":")
	switch {
	case value == "" || value == "stdin", kind == "file" && rest != "":
		return nil
	case kind == "env" && strings.HasPrefix(rest, envPrefix):
		return fmt.Errorf("expected a variable whose name does not start with %s", envPrefix)
	case kind == "env" && rest != "":
		return nil
	}
	return fmt.Errorf("expected env:NAME, file:PATH or stdin: a secret itself is never a setting")
}
