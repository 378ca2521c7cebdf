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

// What Connect does with a group follows V2 where that is on and V1 where it is off.
func TestWhatConnectDoesIsOpenWhereItsSwitchesAre(t *testing.T) {
	answer := func(state Switch, expected Answer) EngineAnswer {
		return EngineAnswer{State: state, Expected: expected}
	}
	for claim, c := range map[string]struct {
		v1, v2 EngineAnswer
		want   Answer
	}{
		"V2 decides where it is on":                            {answer(On, Yes), answer(On, No), No},
		"V1 decides where V2 is off":                           {answer(On, Yes), answer(Off, No), Yes},
		"nothing is written where both are off":                {answer(Off, Yes), answer(Off, Yes), No},
		"V1 may write what V2 does not, where V2 is not known": {answer(On, Yes), answer(SwitchUnknown, No), Unknown},
		"both write it, whichever holds":                       {answer(On, Yes), answer(SwitchUnknown, Yes), Yes},
		"neither does, whichever holds":                        {answer(Off, Yes), answer(SwitchUnknown, No), No},
		"V1 that may be on may write":                          {answer(SwitchUnknown, Yes), answer(Off, No), Unknown},
	} {
		if got := (&Writeback{V1: c.v1, V2: c.v2}).byConnect(); got != c.want {
			t.Errorf("%s: %s, want %s", claim, got, c.want)
		}
	}
}
