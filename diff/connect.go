package diff

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// ConnectFacts is what the exports of Connect servers say. Without one, Servers is empty and every
// answer is unknown.
type ConnectFacts struct {
	// Servers are ordered by the names of their folders.
	Servers []ConnectServer `json:"servers"`
	// Active, Staging and Undecided count them by role.
	Active    int `json:"active"`
	Staging   int `json:"staging"`
	Undecided int `json:"undecided"`
	// Exporting is yes when a server is known to export, no when all are known not to.
	Exporting Answer `json:"exporting"`
	// OUInScope says whether the servers that may write read the writeback OU, too; unknown where
	// they differ.
	OUInScope Answer `json:"ou_in_scope"`
	// Cloned is yes when a server that may write has a clone of "In from AAD - Group SOAInAAD" that
	// leaves targetWritebackType empty in place of the rule itself (ENG-12).
	Cloned Answer `json:"cloned"`
	// Forests counts the forests that the servers that may write synchronise by their connectors, 0 without any; not
	// exact where one does not tell which of its partitions are selected.
	Forests Count `json:"forests"`
	// Differences are what the servers differ in, Unread what the export of a server does not tell, Unclear what it
	// tells in a way that cannot be compared, or otherwise than the sync configuration; all sorted, and but for that
	// last empty with fewer than two servers.
	Differences []string `json:"differences"`
	Unread      []string `json:"unread"`
	Unclear     []string `json:"unclear"`
	// Phantoms counts export errors whose cause is an object outside the scope of the connector
	// (0x80230218), Errors all of them, of servers that may write to the directory.
	Phantoms int `json:"phantoms"`
	Errors   int `json:"errors"`
	// Unplaced counts those of Errors on groups in the writeback OU, and on groups of which no place was exported, of
	// which it is not known which cloud group they are about.
	Unplaced int `json:"unplaced"`
}

// The roles of a server. A server in staging mode reads and computes, and exports nothing.
const (
	RoleActive  = "active"
	RoleStaging = "staging"
	RoleUnknown = "unknown"
)

// ConnectServer is one exported server. Neither its name nor an id of it is part of the JSON form.
type ConnectServer struct {
	// Name is the folder's name.
	Name string `json:"-"`
	// Number counts servers from 1 in the order of their names; the notes of the run say which is
	// which. Key tells them apart over runs and is made of the name, which cannot be read from it.
	Number int    `json:"number"`
	Key    string `json:"key"`
	// Role is active, staging, or unknown when neither settings nor scheduler tell, or they contradict each other, as
	// Contradicts says.
	Role        string `json:"role"`
	Contradicts bool   `json:"contradicts"`
	// Version is the four numbers of the server's version; empty when not read or no version.
	Version []int `json:"version"`
	// BelowFloor is yes when the version is older than V2 needs.
	BelowFloor Answer `json:"below_floor"`
	// AutoUpgrade is enabled, disabled or suspended; unknown when not read.
	AutoUpgrade string `json:"auto_upgrade"`
	// Cycle is the scheduler's SyncCycleEnabled, Suspended its SchedulerSuspended. That
	// MaintenanceEnabled is true is normal: it renews certificates and purges logs.
	Cycle     Switch `json:"cycle"`
	Suspended Answer `json:"suspended"`
	// Exports says whether the server exports.
	Exports Answer `json:"exports"`
	// OUInScope says whether the server reads the writeback OU, too.
	OUInScope Answer      `json:"ou_in_scope"`
	Rules     ServerRules `json:"rules"`
}

// mayWrite reports whether the server is not known to be in staging mode.
func (s *ConnectServer) mayWrite() bool { return s.Role != RoleStaging }

// ConnectInput is what a snapshot says of Connect servers.
type ConnectInput struct {
	Servers    []snapshot.ConnectServer
	Schedulers []snapshot.ConnectScheduler
	Features   []snapshot.ConnectFeature
	Connectors []snapshot.ConnectConnector
	Rules      []snapshot.ConnectRule
	Errors     []snapshot.ConnectError
}

// readConnect reads all that a snapshot says of Connect servers: few records.
func readConnect(r *snapshot.Reader) (in ConnectInput, err error) {
	for _, step := range []func() error{
		gather(&in.Servers, r.ConnectServers()), gather(&in.Schedulers, r.ConnectSchedulers()),
		gather(&in.Features, r.ConnectFeatures()), gather(&in.Connectors, r.ConnectConnectors()),
		gather(&in.Rules, r.ConnectRules()), gather(&in.Errors, r.ConnectErrors()),
	} {
		if err := step(); err != nil {
			return in, err
		}
	}
	return in, nil
}

func gather[T any](into *[]T, records iter.Seq2[T, error]) func() error {
	return func() error {
		for record, err := range records {
			if err != nil {
				return err
			}
			*into = append(*into, record)
		}
		return nil
	}
}

// connectView is what one server's records are, and what they say.
type connectView struct {
	facts      ConnectServer
	settings   *snapshot.ConnectServer
	scheduler  *snapshot.ConnectScheduler
	features   []snapshot.ConnectFeature
	connectors []snapshot.ConnectConnector
	rules      []snapshot.ConnectRule
	errors     []snapshot.ConnectError
}

// connectViews divides the input by server, in the order of their names.
func connectViews(in *ConnectInput, c *Choices) []*connectView {
	byName := map[string]*connectView{}
	of := func(name string) *connectView {
		if byName[name] == nil {
			byName[name] = &connectView{facts: ConnectServer{Name: name, Key: keyOf(name)}}
		}
		return byName[name]
	}
	for i := range in.Servers {
		of(in.Servers[i].Server).settings = &in.Servers[i]
	}
	for i := range in.Schedulers {
		of(in.Schedulers[i].Server).scheduler = &in.Schedulers[i]
	}
	for _, f := range in.Features {
		v := of(f.Server)
		v.features = append(v.features, f)
	}
	for _, x := range in.Connectors {
		v := of(x.Server)
		v.connectors = append(v.connectors, x)
	}
	for _, r := range in.Rules {
		v := of(r.Server)
		v.rules = append(v.rules, r)
	}
	for _, e := range in.Errors {
		v := of(e.Server)
		v.errors = append(v.errors, e)
	}
	views := make([]*connectView, 0, len(byName))
	for _, v := range byName {
		views = append(views, v)
	}
	slices.SortFunc(views, func(a, b *connectView) int { return cmp.Compare(a.facts.Name, b.facts.Name) })
	for i, v := range views {
		v.facts.Number = i + 1
		v.tell(c)
	}
	return views
}

// keyOf makes a key of a name or a DN: 16 hexadecimal digits that do not tell it.
func keyOf(name string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(name)))
	return hex.EncodeToString(sum[:8])
}

// connectFacts sums up all servers; the writeback OU comes later, see placeConnect.
func connectFacts(views []*connectView) ConnectFacts {
	f := ConnectFacts{
		Servers: []ConnectServer{}, Exporting: Unknown, OUInScope: Unknown, Cloned: Unknown,
		Differences: []string{}, Unread: []string{}, Unclear: []string{},
	}
	var exporting, cloned []Answer
	for _, v := range views {
		s := v.facts
		f.Servers = append(f.Servers, s)
		exporting = append(exporting, s.Exports)
		switch s.Role {
		case RoleActive:
			f.Active++
		case RoleStaging:
			f.Staging++
			continue
		default:
			f.Undecided++
		}
		cloned = append(cloned, s.Rules.Inbound.Replaced)
		all, phantoms := v.countErrors()
		f.Errors, f.Phantoms = f.Errors+all, f.Phantoms+phantoms
	}
	f.Exporting, f.Cloned, f.Forests = anyYes(exporting), anyYes(cloned), forestsOf(views)
	f.compare(views)
	return f
}

// anyYes is yes when one answer is, no when there is one and all are no, else unknown.
func anyYes(answers []Answer) Answer {
	switch {
	case slices.Contains(answers, Yes):
		return Yes
	case len(answers) == 0 || slices.Contains(answers, Unknown):
		return Unknown
	}
	return No
}
