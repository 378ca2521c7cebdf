package fetch

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// Cloud is where a tenant lives: the endpoint of Graph and that of the sign-in service, each as
// https://host without a path.
//
// Source: https://learn.microsoft.com/graph/deployments
type Cloud struct {
	Name, Graph, Login string
}

// Custom is the name of a cloud that is not in Clouds.
const Custom = "custom"

// Clouds returns Microsoft's clouds, the global one first.
func Clouds() []Cloud {
	return []Cloud{
		{"global", "https://graph.microsoft.com", "https://login.microsoftonline.com"},
		{"usgov_l4", "https://graph.microsoft.us", "https://login.microsoftonline.us"},
		{"usgov_l5", "https://dod-graph.microsoft.us", "https://login.microsoftonline.us"},
		{"china", "https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn"},
	}
}

// FindCloud returns the cloud of that name; the endpoints belong to Custom and to no other.
func FindCloud(name, graph, login string) (Cloud, error) {
	if name == Custom {
		c := Cloud{Custom, strings.TrimSuffix(graph, "/"), strings.TrimSuffix(login, "/")}
		for _, endpoint := range []string{c.Graph, c.Login} {
			if err := checkEndpoint(endpoint); err != nil {
				return Cloud{}, err
			}
		}
		return c, nil
	}
	for _, c := range Clouds() {
		if c.Name != name {
			continue
		}
		if graph != "" || login != "" {
			return Cloud{}, fmt.Errorf("endpoints are given for the cloud %q, which has its own: expected the cloud %q", name, Custom)
		}
		return c, nil
	}
	return Cloud{}, fmt.Errorf("unknown cloud %q", name)
}

// checkEndpoint repeats nothing of a URL that may hold a password.
func checkEndpoint(text string) error {
	u, err := url.Parse(text)
	switch {
	case err != nil || strings.Contains(text, "@"):
		return errors.New("an endpoint is no URL of a host alone: expected https://host, without a user, a password or a path")
	case u.Scheme != "https" || u.Host == "":
		return fmt.Errorf("endpoint %q: expected https://host, since a token must not travel in the clear", text)
	case u.Path != "" || u.RawQuery != "" || u.Fragment != "":
		return fmt.Errorf("endpoint %q: expected https://host and nothing behind it, since paths are of the requests", text)
	}
	return nil
}

// Host is the host of Graph, with its port if it has one.
func (c Cloud) Host() string { return strings.TrimPrefix(c.Graph, "https://") }
