package fetch

import (
	"strings"
	"testing"
)

func TestCloudsAndTheirEndpoints(t *testing.T) {
	tests := []struct {
		name, cloud, graph, login string
		// refused is part of the error; "" for none.
		refused string
	}{
		{"a cloud of Microsoft", "usgov_l5", "", "", ""},
		{"endpoints of its own", Custom, "https://graph.example.com:8443/", "https://login.example.com", ""},
		{"an unknown cloud", "germany", "", "", "unknown cloud"},
		{"endpoints for a cloud that has some", "global", "https://graph.example.com", "", "which has its own"},
		{"a plain connection", Custom, "http://graph.example.com", "https://login.example.com", "in the clear"},
		{"a path", Custom, "https://graph.example.com/beta", "https://login.example.com", "nothing behind it"},
		{"no login", Custom, "https://graph.example.com", "", "in the clear"},
		{"a user name before the host", Custom, "https://graph.microsoft.com@example.com", "https://login.example.com", "without a user"},
		{"a password, which is not repeated", Custom, "https://u:hunter2@graph.example.com", "https://login.example.com", "without a user"},
		{"a password in what is no URL", Custom, "https://u:hunter2@graph.example.com:x", "https://login.example.com", "without a user"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := FindCloud(tt.cloud, tt.graph, tt.login)
			if (err == nil) != (tt.refused == "") || err != nil && (!strings.Contains(err.Error(), tt.refused) || strings.Contains(err.Error(), "hunter2")) {
				t.Errorf("cloud %v, error %v", c, err)
			}
		})
	}
}
