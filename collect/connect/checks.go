package connect

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// checkOne refuses a folder whose files are of two servers.
func (v *server) checkOne() error {
	if names := slices.Sorted(maps.Keys(v.machines)); len(names) > 1 {
		return fmt.Errorf("reading %s: %w", visible(v.dir), &mixedError{fmt.Sprintf(
			"%s is of server %s, %s of server %s", v.machines[names[0]], visible(names[0]), v.machines[names[1]], visible(names[1]))})
	}
	known, named := map[string]bool{}, map[string]bool{}
	for _, c := range v.connectors {
		known[c.ID] = true
	}
	for _, r := range v.rules {
		named[r.Connector] = true
	}
	for _, ids := range []map[string]bool{known, named} {
		delete(ids, snapshot.EntraConnector) // every server has it
		delete(ids, "")
	}
	if len(known) == 0 || len(named) == 0 {
		return nil
	}
	strangers := slices.Sorted(maps.Keys(named))
	strangers = slices.DeleteFunc(strangers, func(id string) bool { return known[id] })
	switch {
	case len(strangers) == len(named):
		return fmt.Errorf("reading %s: %w", visible(v.dir), &mixedError{fmt.Sprintf(
			"rules.json names connector %s and others, of which connectors.json has none", visible(strangers[0]))})
	case len(strangers) > 0:
		st := v.states["rules"]
		st.remarks = append(st.remarks, fmt.Sprintf("%d connectors that rules name are not in connectors.json, such as %s", len(strangers), visible(strangers[0])))
	}
	return nil
}

// checkEach refuses one installation in two folders: it would count as two servers that agree.
func checkEach(servers []*server) error {
	instances := map[string]*server{}
	for _, v := range servers {
		for _, s := range v.settings {
			if s.InstanceID == nil || *s.InstanceID == "" {
				continue
			}
			if before := instances[*s.InstanceID]; before != nil && before != v {
				return fmt.Errorf("reading %s: it and %s are exports of one server (InstanceId %s); keep the later one", visible(v.dir), visible(before.dir), visible(*s.InstanceID))
			}
			instances[*s.InstanceID] = v
		}
	}
	return nil
}

// remarkTwins notes lists of two servers that are equal octet for octet and do not say whose they are: one
// may have been copied over the other, and two servers would seem to agree.
func remarkTwins(w sink, servers []*server) {
	for _, stem := range []string{"connectors", "rules"} {
		first := map[[sha256.Size]byte]*server{}
		for _, v := range servers {
			digest := v.states[stem].nameless
			if digest == nil {
				continue
			}
			if before := first[*digest]; before != nil {
				w.Note(fmt.Sprintf("connect: %s/%s.json and %s/%s.json are the same text and name no server: is one a copy of the other? The export script writes the server's name", visible(before.dir), stem, visible(v.dir), stem))
				continue
			}
			first[*digest] = v
		}
	}
}

// remark notes what is odd without making anything partial.
func remark(w sink, servers []*server) {
	remarkTwins(w, servers)
	for _, v := range servers {
		for _, p := range parts() {
			for _, text := range v.states[p.stem].remarks {
				w.Note(fmt.Sprintf("connect: %s/%s.json: %s", visible(v.dir), p.stem, text))
			}
		}
		for _, s := range v.settings {
			v.remarkStaging(w, s)
		}
	}
}

// remarkStaging compares what two files say of one switch.
func (v *server) remarkStaging(w sink, s snapshot.ConnectServer) {
	for _, c := range v.schedulers {
		if s.StagingMode != nil && c.StagingModeEnabled != nil && *s.StagingMode != *c.StagingModeEnabled {
			w.Note(fmt.Sprintf("connect: %s: globalSettings.json says staging mode %v, scheduler.json says %v: are they of one server and one time?", visible(v.dir), *s.StagingMode, *c.StagingModeEnabled))
		}
	}
}
