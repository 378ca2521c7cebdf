package samples_test

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/register"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// story is one invented company: what was exported, and what its administrator states beside it in
// wbaudit.yaml and register.csv.
type story struct {
	*synthetic.Model
	// earlier is the company as it was collected before; nil without an earlier snapshot.
	earlier *synthetic.Model
	setup   setup
	// compared says that what changed since the earlier snapshot is stored as changes.jsonl.
	compared bool
	// register are the rows of register.csv; nil without a register.
	register []string
}

// told is a story of which the audit profile is asked with default settings.
func told(model func() *synthetic.Model) func() *story {
	return func() *story {
		return &story{Model: model(), setup: setup{choices: diff.DefaultChoices(), profiles: []string{"audit"}}}
	}
}

func stories() map[string]func() *story {
	return map[string]func() *story{
		"adatum": adatum, "alpine": alpine, "bellows": bellows, "consolidated": consolidated, "coho": coho, "fineart": fineart, "fourthcoffee": fourthcoffee, "margies": margies,
		"northwind": northwind, "relecloud": relecloud, "treyresearch": treyresearch, "vanarsdel": vanarsdel, "wingtip": wingtip, "litware": litware, "lucerne": lucerne, "proseware": proseware,
		"citypower": citypower, "wideworld": wideworld, "blueyonder": blueyonder, "lamna": lamna, "southridge": southridge,
		"contoso": told(contoso), "tailspin": told(tailspin),
		"fabrikam": func() *story {
			s := told(fabrikam)()
			s.setup.accepted = map[string]string{
				"STR-05": noAccessList, "STR-13": noAccessList,
			}
			return s
		},
		"woodgrove": func() *story {
			s := told(woodgrove)()
			s.setup.choices.CloudSyncScope = diff.ScopeSelected
			return s
		},
	}
}

// noAccessList is why nobody knows who may change copies in a company that did not export the OU's descriptor.
const noAccessList = "the access list of the writeback OU was not read: export nTSecurityDescriptor of the OU"

// readinessProfiles are those that a move is judged by.
var readinessProfiles = []string{"audit", "governance", "migration"}

// noRules is why CS-17 cannot be judged.
const noRules = "connect_rules: the export has no folder connect"

// noServers is why CS-39 cannot be judged without exports of Connect servers and an earlier snapshot.
const noServers = "export errors were not read: export the Connect servers; whether a server exports was not read: export Get-ADSyncScheduler of every Connect server; " +
	"whether differences outlive sync cycles is not known: compare with an earlier snapshot by --previous; whether there is a staging server was not read: export every Connect server"

// moving is the story of a company that asks whether its groups can move.
func (c *clean) moving(to diff.Target) *story {
	c.setup.profiles = readinessProfiles
	c.setup.choices.Move = &diff.MoveChoices{Target: to, Agent: c.setup.choices.Agent}
	c.setup.accepted = map[string]string{"CS-39": noServers, "CS-17": noRules}
	if to == diff.ToCloudSync || to == diff.ToSOA {
		c.setup.choices.CloudSyncScope = diff.ScopeSelected
		c.setup.choices.Move.Container, c.setup.choices.Move.CommonName = c.company.ou, diff.CNDisplayName
		c.setup.choices.CloudSyncContainer = c.company.ou
		c.setup.settings["CS-05"] = policies.Setting{Parameters: map[string]any{"objects": 1200}}
		c.setup.settings["CS-23"] = policies.Setting{Parameters: map[string]any{"ports": "open"}}
		c.setup.settings["CS-24"] = policies.Setting{Parameters: map[string]any{"agent": "done", "version": "1.1.1370.0"}}
		c.setup.settings["CS-33"] = policies.Setting{Parameters: map[string]any{"rights": "granted"}}
	}
	return &story{Model: c.Model, setup: c.setup}
}

// everyProfile are those that exports alone decide.
var everyProfile = []string{"audit", "connect", "governance"}

// registerHead is the first line of a register.
const registerHead = "id,purpose,owner,approver,reviewed"

// write writes what the story's administrator hands over: the export, the earlier one and the
// register.
func (s *story) write(dir string) error {
	err := errors.Join(os.RemoveAll(filepath.Join(dir, "export")), os.RemoveAll(filepath.Join(dir, "earlier")), s.Write(filepath.Join(dir, "export")))
	if s.earlier != nil {
		err = errors.Join(err, s.earlier.Write(filepath.Join(dir, "earlier")))
	}
	if s.register != nil {
		err = errors.Join(err, os.WriteFile(filepath.Join(dir, "register.csv"), s.rows(), 0o644))
	}
	return err
}

func (s *story) rows() []byte {
	return []byte(strings.Join(append([]string{registerHead}, s.register...), "\n") + "\n")
}

// stated is what the administrator states, the register among it.
func (s *story) stated() (setup, error) {
	stated := s.setup
	if s.register == nil {
		return stated, nil
	}
	var err error
	stated.choices.Governance.Register, err = register.Read(bytes.NewReader(s.rows()), "register.csv")
	return stated, err
}

// judged audits the story without writing it to disk.
func (s *story) judged(t *testing.T) *verdicts {
	t.Helper()
	stated, err := s.stated()
	must(t, err)
	return judgedSince(t, s.Model, s.earlier, stated)
}

// audited returns the stream of an audit of the stored export at dir, with what the story states.
func (s *story) audited(t *testing.T, dir string) []byte {
	t.Helper()
	stated, err := s.stated()
	must(t, err)
	controls, err := catalogue()
	must(t, err)
	options := policies.Options{Catalogue: controls, Profiles: stated.profiles, Settings: stated.settings, Version: "devel"}
	accepts := func(control, reason string) bool { return reason != "" && stated.accepted[control] == reason }
	ctx := context.Background()
	var before *diff.Earlier
	if s.earlier != nil {
		before = earlierOf(ctx, t, importedFrom(ctx, t, filepath.Join(dir, "earlier")), stated.choices, stated.tickets, &options)
	}
	return acceptingStreamOf(ctx, t, importedFrom(ctx, t, filepath.Join(dir, "export")), before, stated.choices, options, accepts)
}

// before is the same company two weeks before; what changes of its groups and switches from now on
// is no change of it.
func before(m *synthetic.Model) *synthetic.Model {
	earlier := *m
	earlier.Groups = nil
	for _, g := range m.Groups {
		then := *g
		earlier.Groups = append(earlier.Groups, &then)
	}
	sync := *m.Sync
	earlier.Sync = &sync
	earlier.Collected = m.Collected.Add(-lookBack)
	earlier.Tenant.LastSync = m.Tenant.LastSync.Add(-lookBack)
	turnBackJobs(&earlier)
	return &earlier
}

// turnBackJobs dates the runs of provisioning jobs before an earlier collection; others keep their files.
func turnBackJobs(m *synthetic.Model) {
	const file = "cloud/synchronizationJobs.json"
	m.Files = maps.Clone(m.Files)
	if list, ok := m.Files[file]; ok {
		m.Files[file] = turnedBack(list)
	}
}

// turnedBack is a copy of a body in which runs ended earlier.
func turnedBack(body any) any {
	switch v := body.(type) {
	case map[string]any:
		other := make(map[string]any, len(v))
		for key, value := range v {
			text, isText := value.(string)
			if ended, err := time.Parse(time.RFC3339, text); key == "timeEnded" && isText && err == nil {
				other[key] = ended.Add(-lookBack).Format(time.RFC3339)
				continue
			}
			other[key] = turnedBack(value)
		}
		return other
	case []any:
		other := make([]any, len(v))
		for i := range v {
			other[i] = turnedBack(v[i])
		}
		return other
	}
	return body
}
