package diff

import (
	"reflect"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestForestsThatConnectSynchronises(t *testing.T) {
	other := func(selected *bool) func(*exportedServer) {
		return func(x *exportedServer) {
			x.connectors = append(x.connectors, snapshot.ConnectConnector{
				ID: "other", Name: "other.net", Forest: new("other.net"),
				Partitions: []snapshot.ConnectPartition{{DN: "DC=other,DC=net", Selected: selected}},
			})
		}
	}
	for _, c := range []struct {
		claim  string
		change []func(*exportedServer)
		want   Count
	}{
		{"the connector of one forest", nil, Exactly(1)},
		{"a connector of another one", []func(*exportedServer){other(new(true))}, Exactly(2)},
		{"two connectors of one forest are one", []func(*exportedServer){func(x *exportedServer) {
			x.connectors = append(x.connectors, x.connectors[1])
			x.connectors[2].ID, x.connectors[2].Forest = "again", new("CONTOSO.com")
		}}, Exactly(1)},
		{"a connector of which no partition is selected takes nobody", []func(*exportedServer){other(new(false))}, Exactly(1)},
		{"one that does not tell may", []func(*exportedServer){other(nil)}, least(1)},
		{"a server in staging mode takes nobody", []func(*exportedServer){other(new(true)), inStaging}, Exactly(0)},
		{"a connector to something else is no forest", []func(*exportedServer){func(x *exportedServer) {
			x.connectors = append(x.connectors, snapshot.ConnectConnector{ID: "ldap", Name: "LDAP", Type: new("Extensible2")})
		}}, Exactly(1)},
		{"no connector was exported", []func(*exportedServer){func(x *exportedServer) { x.connectors = nil }}, Exactly(0)},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.exported("SYNC1", c.change...)
			if got := s.load().tenant.Connect.Forests; !reflect.DeepEqual(got, c.want) {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}
