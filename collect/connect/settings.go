package connect

import (
	"fmt"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// readSettings reads Get-ADSyncGlobalSettings.
func (v *server) readSettings(b *body) error {
	o, ok, err := onlyOne(b)
	if err != nil || !ok {
		return err
	}
	if !o.has("parameters") {
		return fmt.Errorf("expected the parameters of Get-ADSyncGlobalSettings, found none; export it with ConvertTo-Json -Depth 10")
	}
	p := parametersOf(o, "parameters")
	s := snapshot.ConnectServer{
		Server: v.name, Version: p.text("microsoft.synchronize.serverconfigurationversion"), Parameters: p.pairs,
		ConnectServerOptions: snapshot.ConnectServerOptions{
			StagingMode:             p.flag("microsoft.synchronize.stagingmode"),
			GroupWriteback:          p.flag("microsoft.optionalfeature.groupwriteback"),
			GroupWritebackContainer: p.text("microsoft.groupwriteback.container"),
			GroupWritebackForest:    p.text("microsoft.groupwriteback.forest"),
			UserWriteback:           p.flag("microsoft.optionalfeature.userwriteback"),
			UserWritebackContainer:  p.text("microsoft.userwriteback.container"),
			DeviceWriteback:         p.flag("microsoft.optionalfeature.devicewriteback"),
			GroupFiltering:          p.flag("microsoft.optionalfeature.groupfiltering"),
			AnchorAttribute:         p.text("microsoft.synchronizationoption.anchorattribute"),
			AutoUpgradeState:        p.text("microsoft.optionalfeature.autoupgradestate"),
		},
	}
	if id := o.id("instanceid"); id != "" {
		s.InstanceID = &id
	}
	for _, pair := range p.pairs {
		b.properties = append(b.properties, pair.Name)
	}
	b.see(o)
	v.settings = []snapshot.ConnectServer{s}
	return nil
}

// see notes the tenant that an object names.
func (b *body) see(o object) {
	if id := o.id("tenantid"); id != "" {
		b.tenants = append(b.tenants, id)
	}
}
