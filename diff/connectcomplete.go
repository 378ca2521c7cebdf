package diff

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// SourceConnect is the source of a switch that Connect's export gave.
const SourceConnect = "connect_features"

// connectFeatures are the features of the tenant by Graph's names and by Connect's.
//
// Source: https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronizationfeature?view=graph-rest-beta
//
// Those that engines hang on have the names that servers are compared by.
var connectFeatures = [...]struct{ graph, connect, compared string }{
	{"unifiedGroupWritebackEnabled", "UnifiedGroupWriteback", DifferV1},
	{"groupWriteBackEnabled", "GroupWritebackV2", DifferV2},
	{"deviceWritebackEnabled", "DeviceWriteback", ""},
	{"userWritebackEnabled", "UserWriteback", ""},
}

// complete fills what the sync configuration does not say with what Connect's export says. A value
// that was read is never replaced; notes and doubts say where Connect says something else. Its result
// is nil when neither says anything. What only one server can know is taken from the one that writes.
func complete(sync *snapshot.SyncConfiguration, views []*connectView) (*snapshot.SyncConfiguration, doubts) {
	var c completion
	if len(views) == 0 {
		return sync, c.doubts
	}
	if sync != nil {
		c.sync = *sync
	}
	c.sync.Features = maps.Clone(c.sync.Features)
	if c.sync.Features == nil {
		c.sync.Features = map[string]*bool{}
	}
	for _, f := range connectFeatures {
		c.feature(f.graph, f.compared, c.featureOf(views, f.connect))
	}
	if v := currentView(views); v != nil {
		c.server(v)
	}
	return &c.sync, c.doubts
}

// completion is a sync configuration that is being completed.
type completion struct {
	sync snapshot.SyncConfiguration
	doubts
}

// doubts are what the sync configuration and Connect's export say differently.
type doubts struct {
	// notes say it in words, of servers that disagree on a feature too.
	notes []string
	// parts are those things among it that servers are compared by.
	parts []string
	// version is that of the server that writes by its own export, nil unless the sync configuration
	// has another one.
	version *string
}

// featureOf is what the servers say of a feature: all that tell the same, else the one that writes.
func (c *completion) featureOf(views []*connectView, name string) Switch {
	said := map[Switch]bool{}
	for _, v := range views {
		if state := v.feature(name); state != SwitchUnknown {
			said[state] = true
		}
	}
	if len(said) < 2 {
		for state := range said {
			return state
		}
		return SwitchUnknown
	}
	state := SwitchUnknown
	if v := currentView(views); v != nil {
		state = v.feature(name)
	}
	c.notes = append(c.notes, fmt.Sprintf("Connect servers disagree on feature %s of the tenant; %s is taken, which the server that writes says", name, state))
	return state
}

func (c *completion) feature(name, compared string, said Switch) {
	read := feature(&c.sync, name)
	switch {
	case said == SwitchUnknown:
	case read == SwitchUnknown:
		for key := range c.sync.Features {
			if strings.EqualFold(key, name) {
				if c.sync.Features[key] != nil {
					// Two spellings that disagree were read; Connect settles it.
					delete(c.sync.Features, key)
				}
			}
		}
		c.sync.Features[name] = new(said == On)
	case read != said:
		c.contradict(name, string(read), string(said))
		if compared != "" {
			c.parts = append(c.parts, compared)
		}
	}
}

// userWriteback is on where the tenant's feature is, or the option of a server that may write.
func userWriteback(feature Switch, views []*connectView) Switch {
	for _, v := range views {
		if v.settings == nil || !v.facts.mayWrite() {
			continue
		}
		switch option := switchOf(v.settings.UserWriteback); {
		case option == On:
			return On
		case feature == SwitchUnknown:
			feature = option
		}
	}
	return feature
}

// server completes what is the server's own.
func (c *completion) server(v *connectView) {
	if s := v.settings; s != nil {
		if c.text("the version of Connect", &c.sync.ClientVersion, s.Version, strings.TrimSpace) {
			c.parts, c.version = append(c.parts, DifferVersion), s.Version
		}
		c.text("the source anchor", &c.sync.AnchorAttribute, s.AnchorAttribute, strings.ToLower)
		c.text("the writeback OU", &c.sync.UnifiedGroupContainer, s.GroupWritebackContainer, folding)
	}
	if v.scheduler != nil && v.scheduler.EffectiveInterval != nil && c.sync.SynchronizationInterval == nil && *v.scheduler.EffectiveInterval > 0 {
		seconds := time.Duration(*v.scheduler.EffectiveInterval) * time.Second
		c.sync.SynchronizationInterval = new("PT" + strconv.Itoa(int(seconds.Minutes())) + "M")
	}
}

// text completes one text, or reports that there was another one. An empty one says nothing, and same
// makes two texts comparable.
func (c *completion) text(what string, read **string, said *string, same func(string) string) (contradicted bool) {
	switch {
	case !set(said) || strings.TrimSpace(*said) == "":
	case *read == nil || strings.TrimSpace(**read) == "":
		*read = said
	case same(**read) != same(*said):
		c.contradict(what, **read, *said)
		return true
	}
	return false
}

func (c *completion) contradict(what, read, said string) {
	c.notes = append(c.notes, fmt.Sprintf("of %s the sync configuration says %s and Connect's export %s: the sync configuration is used", what, read, said))
}

func folding(dn string) string {
	folded, err := snapshot.FoldDN(dn)
	if err != nil {
		return strings.ToLower(dn)
	}
	return folded
}

// limitRule is the switch of the member limit rule on the server that writes.
func limitRule(views []*connectView) Switch {
	if v := currentView(views); v != nil {
		return v.facts.Rules.MemberLimit
	}
	return SwitchUnknown
}

// describeServers says which server is which, for the notes of a run.
func describeServers(views []*connectView) []string {
	var notes []string
	for _, v := range views {
		notes = append(notes, v.describe())
	}
	return slices.Clip(notes)
}
