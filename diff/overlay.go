package diff

import (
	"fmt"
	"maps"
	"sync"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Overlay is loaded facts with an assumption laid over them: the same tables decide, on other
// inputs. Only what is written is decided anew; pairs, members and nesting stay those of the
// snapshot. It is read-only and may be used by several goroutines.
type Overlay struct {
	// facts is a shallow copy whose tenant differs.
	facts  Facts
	groups map[int32]GroupAssumption
}

// Assume lays a over the facts; the zero Assumption changes nothing. It fails for a group that the
// snapshot does not hold and for a type that no document names.
func (f *Facts) Assume(a Assumption) (*Overlay, error) {
	return (&Overlay{facts: *f}).Assume(a)
}

// Assume lays a over what is assumed already; where both say something, a holds.
func (o *Overlay) Assume(a Assumption) (*Overlay, error) {
	next := &Overlay{facts: o.facts, groups: map[int32]GroupAssumption{}}
	next.facts.tenants = &sync.Map{}
	next.facts.tenant.assume(a)
	maps.Copy(next.groups, o.groups)
	for id, group := range a.Groups {
		row := findRow(o.facts.cloud, id)
		if row == none {
			return nil, fmt.Errorf("assuming a change of group %s: the snapshot holds no cloud group with this id", id)
		}
		if group.Type == TypeOther {
			return nil, fmt.Errorf("assuming a change of group %s: expected a type that is documented", id)
		}
		next.groups[row] = next.groups[row].merge(group)
	}
	return next, nil
}

// Tenant returns what is assumed of the tenant.
func (o *Overlay) Tenant() Tenant { return o.facts.tenant }

// Assumed returns what is assumed of subject i itself; the zero GroupAssumption for nothing.
func (o *Overlay) Assumed(i int) GroupAssumption { return o.groups[int32(i)] }

// Writeback decides subject i of the facts under the assumption, and appends to trace, unless it is
// nil, every consideration. For an unclaimed directory group there is nothing to write.
func (o *Overlay) Writeback(i int, trace *[]Step) Writeback {
	f := &o.facts
	if i >= len(f.cloud) {
		return unknownWriteback(&f.tenant)
	}
	var u unpacked
	return o.decide(i, f.cloud[i].unpack(&u, &f.cloudTexts), f.considered(i), f.choices, trace)
}

// decide asks the tables for a group, whose record is as read or supposed.
func (o *Overlay) decide(i int, g *snapshot.CloudGroup, in Considered, c Choices, trace *[]Step) Writeback {
	if group, ok := o.groups[int32(i)]; ok {
		unread := g.Writeback == nil && !in.Collected.Configuration
		g.Writeback = group.apply(g.Writeback)
		if unread && group.IsEnabled == nil {
			// Of an unread configuration a type alone tells nothing about isEnabled.
			g.Writeback = nil
		}
	}
	return Effective(&o.facts.tenant, g, in, c, trace)
}

// Footing is what a subject stands on in the directory, without members.
type Footing struct {
	Key, Name string
	// CloudID is the zero GUID and Kind unknown for an unclaimed directory group.
	CloudID snapshot.GUID
	Kind    GroupKind
	// HasCopy is no also where the one found by its SID is the old original and not a copy.
	HasCopy Answer
	// DN, Category and Anchor are those of the one copy, or of the unclaimed group itself; "" where
	// there is none or where several claim to be it.
	DN       string
	Category Category
	Anchor   Anchor
}

// Footing returns that of subject i, in the order of Subjects.
func (f *Facts) Footing(i int) Footing {
	var directory int
	result := Footing{Kind: KindUnknown, HasCopy: No}
	if i < len(f.cloud) {
		c := &f.cloud[i]
		result.Key, result.Name = cloudKey+c.id.String(), c.texts(&f.cloudTexts).displayName
		result.CloudID, result.Kind, result.HasCopy = c.id, c.kind.kind(), f.hasCopy(i)
		if c.flags.has(cloudCopyBySID) {
			result.HasCopy = No
			return result
		}
		directory = int(c.copy)
	} else {
		directory = int(f.unclaimed[i-len(f.cloud)])
		result.Key = directoryKey + f.directory[directory].guid.String()
	}
	if directory == none {
		return result
	}
	d := &f.directory[directory]
	texts := d.texts(&f.directoryTexts)
	result.DN, result.Category, result.Anchor = f.dnOf(d, &texts), CategoryOf(d.groupTypeValue()), anchors[d.anchor]
	if i >= len(f.cloud) {
		result.Name, result.HasCopy = texts.cn, Yes
	}
	return result
}
