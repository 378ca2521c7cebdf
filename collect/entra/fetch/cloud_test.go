package fetch

import "testing"

func TestCloudsAndTheirEndpoints(t *testing.T) {
	tests := []struct {
		name, cloud, graph, login string
		ok                        bool
	}{
		{"a cloud of Microsoft", "usgov_l5", "", "", true},
		{"endpoints of its own", Custom, "https://graph.example.com:8443/", "https://login.example.com", true},
		{"an unknown cloud", "germany", "", "", false},
		{"endpoints for a cloud that has some", "global", "https://graph.example.com", "", false},
		{"a plain connection", Custom, "http://graph.example.com", "https://login.example.com", false},
		{"a path", Custom, "https://graph.example.com/beta", "https://login.example.com", false},
		{"no login", Custom, "https://graph.example.com", "", false},
		{"a user name before the host", Custom, "https://graph.microsoft.com@example.com", "https://login.example.com", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := FindCloud(tt.cloud, tt.graph, tt.login)
			if (err == nil) != tt.ok {
				t.Errorf("cloud %v, error %v", c, err)
			}
		})
	}
}
