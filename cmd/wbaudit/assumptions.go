package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// assumptions are the flags of whatif as they were written.
type assumptions struct {
	settings, v1, v2, cloudSync, limits, groups []string
}

// assumed is what they mean.
type assumed struct{ diff.Assumption }

// writebackSetting is the one tenant setting that whatif changes.
const writebackSetting = "NewUnifiedGroupWritebackDefault"

// parse reads the flags. What contradicts itself or is not possible is a usage error.
func (a *assumptions) parse() (assumed, error) {
	var result assumed
	for _, s := range [...]struct {
		flag   string
		values []string
		into   *diff.Switch
	}{{"v1", a.v1, &result.V1}, {"v2", a.v2, &result.V2}, {"cloudsync", a.cloudSync, &result.CloudSync}} {
		if len(s.values) == 0 {
			continue
		}
		if len(s.values) > 1 {
			return result, usage("--%s is given %d times (%s): an engine is on or off; give it once", s.flag, len(s.values), strings.Join(s.values, ", "))
		}
		if oneOf("on", "off")(s.values[0]) != nil {
			return result, usage("--%s %q: expected on or off", s.flag, s.values[0])
		}
		*s.into = diff.Switch(s.values[0])
	}
	if err := result.readSettings(a.settings); err != nil {
		return result, err
	}
	if err := result.readLimits(a.limits); err != nil {
		return result, err
	}
	return result, result.readGroups(a.groups)
}

func (a *assumed) readSettings(texts []string) error {
	for _, text := range texts {
		name, value, ok := strings.Cut(text, "=")
		if !ok || !strings.EqualFold(name, writebackSetting) {
			return usage("--setting %q: expected %s=true or %s=false", text, writebackSetting, writebackSetting)
		}
		if a.Setting != nil {
			return usage("--setting %s is given twice; give it once", writebackSetting)
		}
		on, err := truth(value)
		if err != nil {
			return usage("--setting %q: %w", text, err)
		}
		a.Setting = &on
	}
	return nil
}

// truth reads true or false as Microsoft's documents write them.
func truth(text string) (bool, error) {
	switch {
	case strings.EqualFold(text, "true"):
		return true, nil
	case strings.EqualFold(text, "false"):
		return false, nil
	}
	return false, fmt.Errorf("expected true or false, found %q", text)
}

func (a *assumed) readLimits(texts []string) error {
	for _, text := range texts {
		engine, value, _ := strings.Cut(text, "=")
		into, state := a.limit(strings.ToLower(engine))
		n, err := strconv.ParseInt(value, 10, 64)
		switch {
		case into == nil:
			return usage("--member-limit %q: expected v1, v2_m365, v2_security or cloudsync before the equals sign", text)
		case err != nil || n < 1:
			return usage("--member-limit %q: expected a whole number from 1 after the equals sign", text)
		case *into != 0:
			return usage("--member-limit %s is given twice; give it once", strings.ToLower(engine))
		case state == diff.Off:
			return usage("--member-limit %s contradicts the flag that switches this engine off; leave one of them out", strings.ToLower(engine))
		}
		*into = n
	}
	return nil
}

// limit returns the limit of that name and the switch assumed for its engine; nil for another name.
func (a *assumed) limit(name string) (*int64, diff.Switch) {
	switch name {
	case "v1":
		return &a.Limits.V1, a.V1
	case "v2_m365":
		return &a.Limits.V2M365, a.V2
	case "v2_security":
		return &a.Limits.V2Security, a.V2
	case "cloudsync":
		return &a.Limits.CloudSync, a.CloudSync
	}
	return nil, ""
}

func (a *assumed) readGroups(texts []string) error {
	a.Groups = map[snapshot.GUID]diff.GroupAssumption{}
	for _, text := range texts {
		name, rest, _ := strings.Cut(text, ":")
		id, err := snapshot.ParseGUID(name)
		if err != nil {
			return usage("--group %q: expected ID:isEnabled=true or false,onPremisesGroupType=TYPE with the id of a cloud group", text)
		}
		if _, twice := a.Groups[id]; twice {
			return usage("--group %s is given twice; put both values behind one id, separated by a comma", id)
		}
		group, err := groupAssumption(rest)
		if err != nil {
			return usage("--group %s: %w", id, err)
		}
		a.Groups[id] = group
	}
	return nil
}

// groupAssumption reads what follows the id of a group.
func groupAssumption(text string) (diff.GroupAssumption, error) {
	var g diff.GroupAssumption
	for pair := range strings.SplitSeq(text, ",") {
		key, value, _ := strings.Cut(pair, "=")
		switch {
		case strings.EqualFold(key, "isEnabled"):
			on, err := truth(value)
			if err != nil {
				return g, fmt.Errorf("isEnabled: %w", err)
			}
			if g.IsEnabled != nil {
				return g, fmt.Errorf("isEnabled is given twice; give it once")
			}
			g.IsEnabled = &on
		case strings.EqualFold(key, "onPremisesGroupType"):
			if g.Type != diff.TypeNone {
				return g, fmt.Errorf("onPremisesGroupType is given twice; give it once")
			}
			g.Type = diff.ParseType(&value)
			if g.Type == diff.TypeNone || g.Type == diff.TypeOther {
				return g, fmt.Errorf("onPremisesGroupType %q: expected one of %s, %s, %s; once set it cannot be emptied",
					value, diff.UniversalDistribution, diff.UniversalSecurity, diff.UniversalMailEnabledSec)
			}
		default:
			return g, fmt.Errorf("expected isEnabled=true or false or onPremisesGroupType=TYPE, separated by a comma; found %q", pair)
		}
	}
	return g, nil
}

// possible refuses what the snapshot leaves no room for: a group that does not exist, and cloud sync
// switched on where there is no job whose scope could decide.
func (a *assumed) possible(f *diff.Facts) error {
	for _, id := range a.ids() {
		if _, ok := f.Position("c:" + id.String()); !ok {
			return usage("--group %s: the snapshot holds no cloud group with this id; take one from the report", id)
		}
	}
	if a.CloudSync == diff.On && f.TenantSubject().Tenant.CloudSync == diff.Off {
		return usage("--cloudsync on: the snapshot holds no provisioning job, and only a job's scope says what it writes; create the job paused and collect again")
	}
	return nil
}

// ids returns the groups' ids in ascending order.
func (a *assumed) ids() []snapshot.GUID {
	var ids []snapshot.GUID
	for id := range a.Groups {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(x, y snapshot.GUID) int { return cmp.Compare(x.String(), y.String()) })
	return ids
}

// lines say in words what is assumed.
func (a *assumed) lines() []string {
	lines := []string{}
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	for _, s := range [...]struct {
		name  string
		state diff.Switch
	}{{"V1", a.V1}, {"V2", a.V2}, {"Cloud Sync", a.CloudSync}} {
		if s.state != "" {
			add("%s is %s", s.name, s.state)
		}
	}
	if a.Setting != nil {
		add("%s is %t", writebackSetting, *a.Setting)
	}
	for _, name := range [...]string{"v1", "v2_m365", "v2_security", "cloudsync"} {
		if n, _ := a.limit(name); *n != 0 {
			add("member limit %s is %d", name, *n)
		}
	}
	for _, id := range a.ids() {
		g := a.Groups[id]
		if g.IsEnabled != nil {
			add("group %s has isEnabled %t", id, *g.IsEnabled)
		}
		if g.Type != diff.TypeNone {
			add("group %s has onPremisesGroupType %s", id, g.Type)
		}
	}
	return lines
}

// unreadSwitches says which engines nothing tells the state of: what rests on them is undecided.
func unreadSwitches(t *diff.Tenant) []string {
	notes := []string{}
	for _, engine := range [...]struct {
		name, list string
		state      diff.Switch
	}{{"V1", "sync_configuration", t.V1}, {"V2", "sync_configuration", t.V2}, {"cloud sync", "sync_jobs", t.CloudSync}} {
		if !engine.state.Known() {
			notes = append(notes, fmt.Sprintf("whether %s is on was not read, so what rests on it is undecided: collect %s, or state it under engines", engine.name, engine.list))
		}
	}
	return notes
}

// notes are remarks on what was not read, and on the change itself, each with its document.
func (a *assumed) notes(t *diff.Tenant) []string {
	notes := unreadSwitches(t)
	if !t.DirectoryRead.Every {
		notes = append(notes, "the directory was not read completely: of a group without copy it is not known whether it has one, and directory groups of no cloud group may be missing here")
	}
	switch {
	case a.V2 == diff.Off && t.V2 != diff.Off:
		notes = append(notes, "V2 cannot be switched on again: the preview can no longer be enabled (MIG C16)")
	case a.V2 == diff.On && t.V2 == diff.Off:
		notes = append(notes, "V2 can no longer be enabled (MIG C16); the answer is what it would have done")
	}
	if a.Setting != nil {
		notes = append(notes, "the setting gives new groups their isEnabled; groups created later are not in the snapshot (GSET)")
	}
	return notes
}
