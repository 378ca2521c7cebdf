package diff

import (
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Supposition is one way to fill in what decides of a cloud group and was not read, or what documents leave open
// and nobody chose.
type Supposition struct {
	// Kind is that of the group then.
	Kind    GroupKind
	record  snapshot.CloudGroup
	choices Choices
	// small says that no limit of members holds.
	small bool
}

// Suppositions are all ways to fill in what is open of subject i; nil where nothing is.
func (f *Facts) Suppositions(i int) []Supposition {
	if i >= len(f.cloud) {
		return nil
	}
	var u unpacked
	read, in := f.cloud[i].unpack(&u, &f.cloudTexts), f.considered(i)
	var all []Supposition
	for _, record := range supposedRecords(read, in.Collected.Sync) {
		for _, configured := range supposedConfigurations(read, in.Collected.Configuration) {
			record.Writeback = configured
			for _, c := range supposedChoices(f.choices) {
				all = append(all, Supposition{KindOf(&record), record, c, false})
				if in.Members > smallLimit {
					all = append(all, Supposition{KindOf(&record), record, c, true})
				}
			}
		}
	}
	if len(all) == 1 {
		return nil
	}
	return all
}

// Supposing is Writeback as it is where s holds, which is of the same subject.
func (o *Overlay) Supposing(i int, s *Supposition) Writeback {
	var u unpacked
	g, in := o.facts.cloud[i].unpack(&u, &o.facts.cloudTexts), o.facts.considered(i)
	g.Unreadable, g.GroupTypes = "", s.record.GroupTypes
	g.MailEnabled, g.SecurityEnabled, g.SyncEnabled = s.record.MailEnabled, s.record.SecurityEnabled, s.record.SyncEnabled
	g.Writeback = s.record.Writeback
	in.Collected = Collected{Sync: true, Configuration: true}
	if s.small {
		in.Members, in.MembersExact = 0, true
	}
	return o.decide(i, g, in, s.choices, nil)
}

// supposedRecords fills in what KindOf goes by, one record for each kind that comes of it. Whether the group comes from the directory
// is open where synced is false.
func supposedRecords(read *snapshot.CloudGroup, synced bool) []snapshot.CloudGroup {
	start := *read
	start.Unreadable = ""
	list := []snapshot.CloudGroup{start}
	// Each record becomes two that differ in one property.
	fill := func(open bool, set func(g *snapshot.CloudGroup, yes bool)) {
		if !open {
			return
		}
		for _, g := range slices.Clone(list) {
			set(&g, true)
			list = append(list, g)
		}
		for i := range list[:len(list)/2] {
			set(&list[i], false)
		}
	}
	fill(read.MailEnabled == nil, func(g *snapshot.CloudGroup, yes bool) { g.MailEnabled = &yes })
	fill(read.SecurityEnabled == nil, func(g *snapshot.CloudGroup, yes bool) { g.SecurityEnabled = &yes })
	fill(read.GroupTypes == nil, func(g *snapshot.CloudGroup, yes bool) {
		g.GroupTypes = []string{}
		if yes && *g.MailEnabled { // as every Microsoft 365 group is
			g.GroupTypes = []string{"Unified"}
		}
	})
	fill(read.SyncEnabled == nil && !synced, func(g *snapshot.CloudGroup, yes bool) {
		if yes {
			g.SyncEnabled = &yes
		}
	})
	known := map[GroupKind]bool{}
	return slices.DeleteFunc(list, func(g snapshot.CloudGroup) bool {
		kind := KindOf(&g)
		met := known[kind]
		known[kind] = true
		return met
	})
}

// supposedConfigurations are what writebackConfiguration may hold where it was not read.
func supposedConfigurations(read *snapshot.CloudGroup, collected bool) (list []*snapshot.WritebackConfiguration) {
	if read.Writeback != nil || collected {
		return []*snapshot.WritebackConfiguration{read.Writeback}
	}
	yes, no := true, false
	for _, enabled := range []*bool{nil, &yes, &no} {
		list = append(list, &snapshot.WritebackConfiguration{IsEnabled: enabled})
		for _, t := range []GroupType{UniversalSecurity, UniversalDistribution, UniversalMailEnabledSec} {
			text := string(t)
			list = append(list, &snapshot.WritebackConfiguration{IsEnabled: enabled, OnPremisesGroupType: &text})
		}
	}
	return list
}

// supposedChoices are the choices with an answer to everything that documents leave open.
func supposedChoices(c Choices) []Choices {
	list := []Choices{c}
	for _, of := range [...]func(*Choices) *Answer{
		func(c *Choices) *Answer { return &c.SecurityNull }, func(c *Choices) *Answer { return &c.M365NullSettingFalse },
		func(c *Choices) *Answer { return &c.TypeWithoutEnable },
	} {
		if a := *of(&c); a == Yes || a == No {
			continue
		}
		for _, one := range slices.Clone(list) {
			*of(&one) = Yes
			list = append(list, one)
		}
		for i := range list[:len(list)/2] {
			*of(&list[i]) = No
		}
	}
	return list
}
