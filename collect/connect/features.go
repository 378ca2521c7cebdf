package connect

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// readFeatures reads Get-ADSyncAADCompanyFeature: an object of features, each on or off.
func (v *server) readFeatures(b *body) error {
	o, ok, err := onlyOne(b)
	if err != nil || !ok {
		return err
	}
	for _, name := range o.names {
		switch strings.ToLower(name) {
		case "pscomputername", "psshowcomputername", "runspaceid", "tenantid":
			continue
		}
		v.features = append(v.features, snapshot.ConnectFeature{Server: v.name, Name: name, Enabled: o.flag(strings.ToLower(name))})
	}
	b.see(o)
	if len(v.features) == 0 {
		return fmt.Errorf("expected the features of Get-ADSyncAADCompanyFeature, found none; export it again")
	}
	return nil
}
