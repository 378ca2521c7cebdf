package diff

import "testing"

func TestAStateThatRestsOnWhatOneSideDidNotReadDidNotTurn(t *testing.T) {
	written := Turn{Before: Yes, TypeBefore: UniversalSecurity}
	undecided := func(t Turn) Turn { t.After, t.TypeAfter = Unknown, TypeNone; return t }
	off := func(t Turn) Turn { t.After = No; return t }
	for claim, c := range map[string]struct {
		turn          Turn
		before, after unreadGrounds
		limited       bool
		want          [2]bool
	}{
		"undecided where both read everything is a change":                    {undecided(written), 0, 0, false, [2]bool{}},
		"undecided where neither read the engines is a change":                {undecided(written), groundV1, groundV1, false, [2]bool{}},
		"undecided since the later did not read the engines is none":          {undecided(written), 0, groundV2, false, [2]bool{false, true}},
		"undecided before since the earlier did not read the setting is none": {Turn{Before: Unknown, After: No}, groundSetting, 0, false, [2]bool{true, false}},
		"what the earlier alone did not read does not make the later unknown": {undecided(written), groundSetting, 0, false, [2]bool{}},
		"switched off where a copy was not looked for is a change":            {off(written), 0, groundCopy, false, [2]bool{}},
		"another answer where a version was assumed is none":                  {off(written), 0, groundVersion, false, [2]bool{false, true}},
		"switched off where members were not read is a change":                {off(written), 0, groundMembers, false, [2]bool{}},
		"over the limit where members were not read is none":                  {off(written), groundMembers, 0, true, [2]bool{true, false}},
	} {
		turn := c.turn
		if turn.weigh(c.before, c.after, c.limited); [2]bool{turn.UnreadBefore, turn.UnreadAfter} != c.want {
			t.Errorf("%s: %+v", claim, turn)
		}
	}
}
