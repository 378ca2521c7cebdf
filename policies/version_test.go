package policies

import (
	"strings"
	"testing"
)

func TestVersionParameters(t *testing.T) {
	c := tiny(t, `parameters: {floor: {type: version, default: 2.5.76.0, description: a floor}}`, applies+findsNone)
	control, _ := c.Control("TST-01")
	p := control.Parameters[0]
	for _, good := range []string{"2.5", "2.5.76.0", "3"} {
		if v, err := p.accept(good); err != nil || v != good {
			t.Errorf("%s is accepted as %v, %v", good, v, err)
		}
	}
	for _, bad := range []any{"2.5.x", "", "latest", 2.5, "1.2.3.4.5"} {
		if _, err := p.accept(bad); err == nil || !strings.Contains(err.Error(), "version such as 2.5.76.0") {
			t.Errorf("%v is refused with %v", bad, err)
		}
	}
	if got := p.schema()["type"]; got != "string" {
		t.Errorf("the schema has type %v", got)
	}
}
