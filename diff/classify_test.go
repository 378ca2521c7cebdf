package diff

import "testing"

func TestOnlyConnectReferencesDevices(t *testing.T) {
	for _, c := range []struct {
		name    string
		written Switch
		by      column
		want    disposition
	}{
		{"Connect may, where devices are written back", On, columnConnect, undecided},
		{"Connect may, where nobody knows", SwitchUnknown, columnConnect, undecided},
		{"Connect does not where they are not", Off, columnConnect, excluded},
		{"cloud sync does not where they are written back", On, columnCloudSync, excluded},
		{"cloud sync does not where nobody knows", SwitchUnknown, columnCloudSync, excluded},
		{"either may be Connect", On, columnEither, undecided},
		{"and neither does where they are not written back", Off, columnEither, excluded},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := device(c.written)
			if got.disposition(c.by) != c.want || got.class() != numDevice {
				t.Errorf("got %v of %v, want %v", got.disposition(c.by), got, c.want)
			}
		})
	}
}
