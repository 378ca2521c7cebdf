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

func TestALabelMisleadsWhereItSaysSomethingElse(t *testing.T) {
	off, null := &Configuration{IsEnabled: new(false)}, &Configuration{}
	security := &Configuration{IsEnabled: new(true), Type: UniversalSecurity}
	cases := []struct {
		name          string
		configuration *Configuration
		expected      Answer
		written       GroupType
		want          Label
	}{
		{"shown as not written and not written", off, No, TypeNone, LabelTrue},
		{"null and written by default", null, Yes, UniversalDistribution, LabelHidden},
		{"shown as written and not written", security, No, TypeNone, LabelPromised},
		{"written as the type shown", security, Yes, UniversalSecurity, LabelTrue},
		{"written as another type", security, Yes, UniversalDistribution, LabelMistyped},
		{"written as a type that is not known", security, Yes, TypeNone, LabelTrue},
		{"a type outside the enumeration is not shown", &Configuration{IsEnabled: new(true), Type: TypeOther}, Yes, UniversalSecurity, LabelTrue},
		{"whether it is written is not known", security, Unknown, TypeNone, LabelUnknown},
		{"not collected", nil, Yes, UniversalSecurity, LabelUnknown},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := Subject{Cloud: &Cloud{Kind: KindM365, Configuration: c.configuration}, Writeback: Writeback{Expected: c.expected, Type: c.written}}
			if got := s.Label(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			s.Cloud.Kind = KindSynced
			if got := s.Label(); got != "" {
				t.Errorf("a synced group has the label %q", got)
			}
		})
	}
}
