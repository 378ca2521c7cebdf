package directory

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func TestNamesNumberEqualNamesAlike(t *testing.T) {
	const guid = "<GUID=0f7b7d1c-0000-4000-8000-000000000001>;"
	for _, c := range []struct {
		claim         string
		first, second string
		dn            string
		identified    bool
	}{
		{"the same text", "CN=Ann,DC=example,DC=com", "CN=Ann,DC=example,DC=com", "CN=Ann,DC=example,DC=com", false},
		{"another case keeps the first spelling", "CN=Ann,DC=example,DC=com", "cn=ann,dc=example,dc=com", "CN=Ann,DC=example,DC=com", false},
		{"what the control adds comes first", guid + "CN=Ann,DC=example,DC=com", "CN=Ann,DC=example,DC=com", "CN=Ann,DC=example,DC=com", true},
		{"what the control adds comes later", "CN=Ann,DC=example,DC=com", guid + "CN=Ann,DC=example,DC=com", "CN=Ann,DC=example,DC=com", true},
		{"what is no name", "Ann \xff", "Ann \xff", "Ann \uFFFD", false},
	} {
		t.Run(c.claim, func(t *testing.T) {
			n := newNames(0)
			number := n.member([]byte(c.first))
			for range 3 {
				for _, text := range []string{c.second, c.first} {
					if again := n.member([]byte(text)); again != number {
						t.Fatalf("%q has number %d: want %d", text, again, number)
					}
				}
			}
			if got := n.all[number].dn(); got != c.dn {
				t.Errorf("name %q: want %q", got, c.dn)
			}
			if got := n.all[number].identity().guid != nil; got != c.identified {
				t.Errorf("identified %t: want %t", got, c.identified)
			}
			if n.byText.used > 2 {
				t.Errorf("%d spellings kept of one name: want 2 at most", n.byText.used)
			}
		})
	}
}

func TestNamesHoldsAsAMapWould(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	n, want := newNames(10), map[string]uint32{}
	for range 100_000 {
		folded := fmt.Sprintf("cn=%d,dc=example,dc=com", random.IntN(20_000))
		text := folded
		if random.IntN(2) == 0 {
			text = fmt.Sprintf("CN=%s,DC=example,DC=com", folded[len("cn="):len(folded)-len(",dc=example,dc=com")])
		}
		var number uint32
		if random.IntN(5) == 0 {
			number = n.object(text, folded)
		} else {
			number = n.member([]byte(text))
		}
		known, seen := want[folded]
		if !seen {
			known = uint32(len(want))
			want[folded] = known
		}
		if number != known {
			t.Fatalf("%q has number %d: want %d", text, number, known)
		}
	}
	if len(n.all) != len(want) {
		t.Errorf("%d names: want %d", len(n.all), len(want))
	}
}
