package policies

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/diff/changes"
)

// Options say what to judge and how strictly.
type Options struct {
	// Profiles chooses controls; nil means audit.
	Profiles []string
	// Settings overrides controls, by id.
	Settings map[string]Setting
	// Now is the time controls judge by; nil takes the end of collection. Where both are unknown,
	// controls that need the time are not evaluated.
	Now *time.Time
	// Version of the tool, for the run record; "" means devel.
	Version string
	// Catalogue holds the controls; nil means the built-in ones.
	Catalogue *Catalogue
	// Deadline bounds the evaluation of all controls for one subject; 0 means five seconds.
	Deadline time.Duration
	// Workers is the number of subjects judged at once, in batches; 0 means one for each processor.
	// It has no influence on the stream.
	Workers int
	// Changes are those since an earlier snapshot, with the facts of the run as the later ones; without them
	// the controls of DriftProfile are not evaluated.
	Changes *changes.Facts
	// Drifts are the differences that an earlier snapshot showed, see FindDrifts; nil for none.
	Drifts *Drifts
	// Unjudged, where not nil, is told what controls with a meaning for moves leave open, in the order of
	// subjects and from one goroutine: for the tenant before its findings, for a subject some time
	// before its record. An error ends the run.
	Unjudged func(Unjudged) error
	// Forget switches remembered verdicts off: every subject is evaluated. For comparison only.
	Forget bool

	// only, where not nil, chooses controls by id instead of profiles.
	only []string
}

// Setting overrides one control.
type Setting struct {
	// Severity replaces that of the control's gravest case; "" keeps it. One above it raises the milder
	// cases by as many steps, one below it bounds them.
	Severity string
	// Parameters replaces defaults, by name.
	Parameters map[string]any
}

const defaultDeadline = 5 * time.Second

// Check refuses unknown profiles, ids, severities and parameters, and values out of range, with one
// line that lists what is allowed.
func (o Options) Check() error {
	c, err := o.catalogue()
	if err != nil {
		return err
	}
	for _, p := range o.Profiles {
		if !slices.Contains(Profiles(), p) {
			return fmt.Errorf("there is no profile %q: allowed are %s", p, strings.Join(Profiles(), ", "))
		}
	}
	for _, id := range sortedKeys(o.Settings) {
		if err := c.hold(id, o.Settings[id]); err != nil {
			return err
		}
	}
	return nil
}

func (o Options) catalogue() (*Catalogue, error) {
	if o.Catalogue != nil {
		return o.Catalogue, nil
	}
	return Load()
}

// chosen says whether the profiles include the control.
func (o Options) chosen(c Control) bool {
	if o.only != nil {
		return slices.Contains(o.only, c.ID)
	}
	return slices.Contains(o.profiles(), c.Profile)
}

func (o Options) profiles() []string {
	if len(o.Profiles) == 0 {
		return []string{"audit"}
	}
	chosen := slices.Clone(o.Profiles)
	slices.Sort(chosen)
	return slices.Compact(chosen)
}

// hold checks the setting of one control.
func (c *Catalogue) hold(id string, s Setting) error {
	control, ok := c.Control(id)
	if !ok {
		return fmt.Errorf("there is no control %q: take an id from wbaudit controls list", id)
	}
	if s.Severity != "" && severityRank(s.Severity) < 0 {
		return fmt.Errorf("control %s: severity %q is not known: allowed are %s", id, s.Severity, strings.Join(severities, ", "))
	}
	_, err := control.parameters(s)
	return err
}

// parameters are the declared parameters with the setting's values, of the declared types.
func (c Control) parameters(s Setting) (map[string]any, error) {
	values := make(map[string]any, len(c.Parameters))
	for _, p := range c.Parameters {
		values[p.Name] = p.Default
	}
	for _, name := range sortedKeys(s.Parameters) {
		i := slices.IndexFunc(c.Parameters, func(p Parameter) bool { return p.Name == name })
		if i < 0 {
			return nil, fmt.Errorf("control %s has no parameter %q: allowed are %s", c.ID, name, c.parameterList())
		}
		v, err := c.Parameters[i].accept(s.Parameters[name])
		if err != nil {
			return nil, fmt.Errorf("control %s: parameter %s: %w", c.ID, name, err)
		}
		values[name] = v
	}
	return values, nil
}

func (c Control) parameterList() string {
	if len(c.Parameters) == 0 {
		return "none"
	}
	list := make([]string, len(c.Parameters))
	for i, p := range c.Parameters {
		list[i] = fmt.Sprintf("%s (%s)", p.Name, p.Range())
	}
	return strings.Join(list, ", ")
}
