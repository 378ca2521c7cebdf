package policies

import (
	"iter"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// Harm is what a change of a setting would do to copies that are there: Left counts those that are written now and that
// it leaves behind, Weaker those from which it takes the access that they grant.
type Harm struct {
	Left   int `json:"left"`
	Weaker int `json:"weaker"`
}

// harms counts what a change does to copies.
func (i *inquirer) harms(c candidate) (all Harm, err error) {
	for one, err := range i.harmed(c) {
		if err != nil {
			return Harm{}, err
		}
		all.Left += one.Left
		all.Weaker += one.Weaker
	}
	return all, nil
}

// harmless reports whether changes together do nothing to copies.
func (i *inquirer) harmless(changes ...candidate) (bool, error) {
	for _, err := range i.harmed(changes...) {
		return false, err
	}
	return true, nil
}

// harmed yields each harm that the settings among changes do to a copy: to that of the subject where they are settings
// of its own, else to that of every group.
func (i *inquirer) harmed(changes ...candidate) iter.Seq2[Harm, error] {
	return func(yield func(Harm, error) bool) {
		setting := together(changes)
		if setting == nil {
			return
		}
		after, copies, err := i.before(setting)
		if err != nil {
			yield(Harm{}, err)
			return
		}
		for _, c := range copies {
			var harm Harm
			switch then := after.Writeback(c.row, nil); {
			case c.expected == then.Expected && c.category == then.Category:
			case c.expected != diff.No && then.Expected != diff.Yes:
				harm.Left++
			case c.category == diff.CategorySecurity && then.Category != diff.CategorySecurity:
				harm.Weaker++
			}
			if harm != (Harm{}) && !yield(harm, nil) {
				return
			}
		}
	}
}

// together merges the settings among changes, which are of different things; nil where there is none.
func together(changes []candidate) (setting *assumed) {
	for _, c := range changes {
		if c.setting != nil {
			setting, _ = c.setting.with(setting)
		}
	}
	return setting
}

// copied is what is written now into a copy that is or may be there.
type copied struct {
	row      int
	expected diff.Answer
	category diff.Category
}

// before returns what a setting would make of the facts, and the copies that it could harm.
func (i *inquirer) before(setting *assumed) (*diff.Overlay, []copied, error) {
	is, own := setting.is, false
	if setting.ofGroup() {
		is.Groups = map[snapshot.GUID]diff.GroupAssumption{i.facts.Footing(i.row).CloudID: setting.group}
		own = is.V1 == "" && is.V2 == "" && is.CloudSync == "" && is.Setting == nil
	}
	after, err := i.facts.Assume(is)
	if err != nil {
		return nil, nil, err
	}
	if own {
		copies, err := i.copiesOf(i.row, i.row+1)
		return after, copies, err
	}
	if i.copies == nil {
		i.copies, err = i.copiesOf(0, i.facts.Totals().CloudGroups)
	}
	return after, i.copies, err
}

// copiesOf lists the copies of some rows as they are written now.
func (i *inquirer) copiesOf(from, to int) ([]copied, error) {
	now, err := i.facts.Assume(diff.Assumption{})
	if err != nil {
		return nil, err
	}
	copies := []copied{}
	for row := from; row < to; row++ {
		if i.facts.Footing(row).HasCopy != diff.No {
			is := now.Writeback(row, nil)
			copies = append(copies, copied{row, is.Expected, is.Category})
		}
	}
	return copies, nil
}
