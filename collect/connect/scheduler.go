package connect

import (
	"fmt"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// readScheduler reads Get-ADSyncScheduler.
func (v *server) readScheduler(b *body) error {
	o, ok, err := onlyOne(b)
	if err != nil || !ok {
		return err
	}
	if !o.has("synccycleenabled") && !o.has("stagingmodeenabled") {
		return fmt.Errorf("expected the properties of Get-ADSyncScheduler, found none of them; export it again")
	}
	v.schedulers = []snapshot.ConnectScheduler{{
		Server:              v.name,
		SyncCycleEnabled:    o.flag("synccycleenabled"),
		StagingModeEnabled:  o.flag("stagingmodeenabled"),
		SchedulerSuspended:  o.flag("schedulersuspended"),
		MaintenanceEnabled:  o.flag("maintenanceenabled"),
		SyncCycleInProgress: o.flag("synccycleinprogress"),
		EffectiveInterval:   o.seconds("currentlyeffectivesynccycleinterval"),
		AllowedInterval:     o.seconds("allowedsynccycleinterval"),
		CustomizedInterval:  o.seconds("customizedsynccycleinterval"),
		NextPolicy:          o.text("nextsynccyclepolicytype"),
		NextStart:           o.time("nextsynccyclestarttimeinutc"),
	}}
	return nil
}
