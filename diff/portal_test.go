package diff

import "testing"

func TestPortalLabels(t *testing.T) {
	cases := []struct {
		name            string
		configuration   *Configuration
		enabled, target string
	}{
		{"not collected shows nothing", nil, "", ""},
		{"false", &Configuration{IsEnabled: new(false), Type: UniversalSecurity}, "No writeback", "No writeback"},
		{"null with null, although a Microsoft 365 group is written", &Configuration{}, "No writeback", "No writeback"},
		{"null with a type", &Configuration{Type: UniversalDistribution}, "Writeback", "Distribution"},
		{"true as security", &Configuration{IsEnabled: new(true), Type: UniversalSecurity}, "Writeback", "Security"},
		{"true as mail-enabled security", &Configuration{IsEnabled: new(true), Type: UniversalMailEnabledSec}, "Writeback", "Mail enabled security"},
		{"true without type is not documented", &Configuration{IsEnabled: new(true)}, "Writeback", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if enabled, target := portalLabels(c.configuration); enabled != c.enabled || target != c.target {
				t.Errorf("got %q %q, want %q %q", enabled, target, c.enabled, c.target)
			}
		})
	}
}
