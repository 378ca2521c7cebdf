package diff

import "testing"

func TestCompareVersions(t *testing.T) {
	cases := []struct {
		a, b string
		want int
		ok   bool
	}{
		{"2.0.88.0", "2.0.89.0", -1, true},
		{"2.0.89.0", "2.0.89.0", 0, true},
		{"2.5.79.0", "2.0.89.0", 1, true},
		{"2.10.0.0", "2.9.0.0", 1, true},
		{"2.1", "2.1.0.0", 0, true},
		{" 2.1.16.0 ", "2.1.15.0", 1, true},
		{"1.6.2.4", "2", -1, true},
		{"", "2.0.89.0", 0, false},
		{"2.0.89.0", "", 0, false},
		{"2.0.89.0-preview", "2.0.89.0", 0, false},
		{"2.0.89.0.1", "2.0.89.0", 0, false},
		{"2..1", "2.0.89.0", 0, false},
		{"-2.0", "2.0.89.0", 0, false},
	}
	for _, c := range cases {
		if got, ok := CompareVersions(c.a, c.b); got != c.want || ok != c.ok {
			t.Errorf("%q to %q: got %d %v, want %d %v", c.a, c.b, got, ok, c.want, c.ok)
		}
	}
}
