package policies

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff/changes"
)

func TestExplore(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	only := os.Getenv("STORY")
	out, _ := os.Create(os.Getenv("OUT"))
	for _, s := range blindStories(t, c) {
		if only != "" && !strings.Contains(" "+only+" ", " "+s.name+" ") {
			continue
		}
		whole, err := importExport(t.Context(), t, s.export)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range losses(s.export) {
			t.Run(s.name+"/"+l.what, func(t *testing.T) {
				less, err := importExport(t.Context(), t, l.take(s.export))
				if err != nil {
					return
				}
				for i, pair := range [][2]*snapshot.Reader{{whole, less}, {less, whole}} {
					f, err := changes.Load(t.Context(), pair[0], pair[1], s.choices, nil, nil)
					if err != nil {
						t.Fatal(err)
					}
					if f.Differences() == 0 {
						continue
					}
					seen := map[string]int{}
					var order []string
					for _, x := range f.Changes {
						if x.Kind == changes.NotCompared {
							continue
						}
						k := string(x.Stream) + " " + string(x.Kind)
						for _, a := range x.Attributes {
							k += " " + a.Name
						}
						if x.Members.Differs() {
							k += " MEMBERS"
						}
						if x.Owners.Differs() {
							k += " OWNERS"
						}
						if seen[k] == 0 {
							order = append(order, k)
						}
						seen[k]++
					}
					for _, k := range order {
						fmt.Fprintf(out, "%s/%s\t%d\t%d %s\n", s.name, l.what, i, seen[k], k)
					}
				}
			})
		}
	}
}
