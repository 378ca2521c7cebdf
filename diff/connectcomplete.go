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
var connectFeatures = [...]struct{ graph, connect, part string }{
	{"unifiedGroupWritebackEnabled", "UnifiedGroupWriteback", DifferV1},
	{"groupWriteBackEnabled", "GroupWritebackV2", DifferV2},
	{"deviceWritebackEnabled", "DeviceWriteback", doubtDevices},
	{"userWritebackEnabled", "UserWriteback", doubtUsers},
}

// What the sync configuration and Connect's export can say differently beside what servers are compared by.
const (
	doubtAnchor  = "source anchor"
	doubtDevices = "device writeback"
	doubtUsers   = "user writeback"
)

// complete fills what the sync configuration does not say with what Connect's export says. Where the two
// contradict each other neither is believed: notes and doubts say so, a switch and the source anchor become
// unknown, and the version and the writeback OU of the sync configuration are doubted. Its result is nil when
// neither says anything. What only one server can know is taken from the one that writes.
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
		c.feature(f.graph, f.part, c.featureOf(views, f.connect))
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
	// parts names them, as servers are compared by them where they are.
	parts []string
	// version and container are those of the server that writes by its own export, nil unless the sync
	// configuration has another one.
	version, container *string
}

func (d *doubts) has(part string) bool { return slices.Contains(d.parts, part) }

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

func (c *completion) feature(name, part string, said Switch) {
	read := feature(&c.sync, name)
	if said == SwitchUnknown || read == said {
		return
	}
	// What two spellings say that disagree, Connect settles; what Connect contradicts, nobody does.
	maps.DeleteFunc(c.sync.Features, func(key string, _ *bool) bool { return strings.EqualFold(key, name) })
	if read == SwitchUnknown {
		c.sync.Features[name] = new(said == On)
		return
	}
	c.contradict(part, name, string(read), string(said))
}

// userWriteback is on where the tenant's feature is, or the option of a server that may write; a feature in doubt
// is not settled by an option that is off.
func userWriteback(feature Switch, doubted bool, views []*connectView) Switch {
	for _, v := range views {
		if v.settings == nil || !v.facts.mayWrite() {
			continue
		}
		switch option := switchOf(v.settings.UserWriteback); {
		case option == On:
			return On
		case feature == SwitchUnknown && !doubted:
			feature = option
		}
	}
	return feature
}

// server completes what is the server's own.
func (c *completion) server(v *connectView) {
	if s := v.settings; s != nil {
		if c.text(DifferVersion, "the version of Connect", &c.sync.ClientVersion, s.Version, strings.TrimSpace) {
			c.version = s.Version
		}
		if c.text(doubtAnchor, "the source anchor", &c.sync.AnchorAttribute, s.AnchorAttribute, anchorName) {
			c.sync.AnchorAttribute = nil
		}
		if c.text(DifferOU, "the writeback OU", &c.sync.UnifiedGroupContainer, s.GroupWritebackContainer, folding) {
			c.container = s.GroupWritebackContainer
		}
	}
	if v.scheduler != nil && v.scheduler.EffectiveInterval != nil && c.sync.SynchronizationInterval == nil && *v.scheduler.EffectiveInterval > 0 {
		seconds := time.Duration(*v.scheduler.EffectiveInterval) * time.Second
		c.sync.SynchronizationInterval = new("PT" + strconv.Itoa(int(seconds.Minutes())) + "M")
	}
}

// text completes one text, or reports that there was another one. An empty one says nothing, and same
// makes two texts comparable.
func (c *completion) text(part, what string, read **string, said *string, same func(string) string) (contradicted bool) {
	switch {
	case !set(said) || strings.TrimSpace(*said) == "":
	case *read == nil || strings.TrimSpace(**read) == "":
		*read = said
	case same(**read) != same(*said):
		c.contradict(part, what, **read, *said)
		return true
	}
	return false
}

func (c *completion) contradict(part, what, read, said string) {
	c.parts = append(c.parts, part)
	c.notes = append(c.notes, fmt.Sprintf("of %s the sync configuration says %s and Connect's export %s: neither is sure, and what rests on it is not evaluated", what, read, said))
}

// anchorName makes names of source anchors comparable.
func anchorName(attribute string) string { return strings.ToLower(strings.TrimSpace(attribute)) }

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
