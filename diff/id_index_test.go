package diff

import (
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestIDIndexGrows(t *testing.T) {
	const count = 10_000
	x := newIDIndex(0)
	var ids []snapshot.GUID
	for n := range count {
		ids = append(ids, guid(n))
		x.add(n, ids)
	}
	for n := range count {
		if got, ok := x.find(guid(n), ids); !ok || got != uint32(n) {
			t.Fatalf("id %d: found %d %v", n, got, ok)
		}
		if got, ok := x.find(guid(count+n), ids); ok {
			t.Fatalf("an id that was never added is number %d", got)
		}
	}
	if len(x.slots) < 2*count {
		t.Errorf("%d slots for %d ids: look-ups grow long", len(x.slots), count)
	}
}
