package directory

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// streams are the streams this package is responsible for.
var streams = []snapshot.Stream{
	snapshot.StreamDirectoryGroups, snapshot.StreamDirectoryPrincipals, snapshot.StreamDirectoryMemberships,
	snapshot.StreamDirectoryDeleted, snapshot.StreamDirectoryFacts,
}

func endAbsent(w ender, why string) error {
	for _, stream := range streams {
		if err := w.End(stream, snapshot.Ended{Status: snapshot.Absent, Reason: why}); err != nil {
			return err
		}
	}
	return nil
}

// finish ends every stream by what was found and by what the files say of themselves.
func (r *reading) finish() error {
	t, err := r.rec.Finish()
	if err != nil {
		return err
	}
	for _, d := range t.Defects {
		if d.Own {
			r.lose(d.Error())
			continue
		}
		if !r.o.AllowPartial {
			return d
		}
		r.problem(d.Error())
	}
	// Where no group could be kept it is the export that is at fault, not an object of it.
	if t.Groups == 0 && r.lostTotal > 0 && !r.o.AllowPartial {
		return errors.New(r.lost[0])
	}
	for i, e := range []snapshot.Ended{r.groups(t), r.principals(t), r.memberships(t), r.deleted(t), r.facts(t)} {
		e.Query = r.query()
		if err := r.w.End(streams[i], e); err != nil {
			return err
		}
	}
	return nil
}

// ended is complete unless a file has a problem or another reason is given.
func (r *reading) ended(properties []string, reasons ...string) snapshot.Ended {
	all := slices.Clone(r.problems)
	if r.left > 0 {
		all = append(all, fmt.Sprintf("and %d more", r.left))
	}
	for _, reason := range reasons {
		if reason != "" {
			all = append(all, reason)
		}
	}
	if len(all) == 0 {
		return snapshot.Ended{Status: snapshot.Complete, Properties: properties}
	}
	return snapshot.Ended{Status: snapshot.Partial, Reason: strings.Join(all, "; "), Properties: properties}
}

func noGroups(t Totals) string {
	if t.Groups > 0 {
		return ""
	}
	return "the export holds no group: export the groups of the writeback OU with objectClass and objectGUID"
}

func (r *reading) groups(t Totals) snapshot.Ended {
	classless := ""
	if t.Classless > 0 {
		classless = fmt.Sprintf("%d of the records have no objectClass and may be groups: export objectClass too", t.Classless)
	}
	asked := func(s *section, name string) bool { return t.Whole || s.groups > 0 && s.asked(name) }
	searched, narrow := r.searched()
	e := r.ended(r.withAsked(t.GroupProperties, ofGroups, asked), noGroups(t), classless, narrow, r.losses())
	e.SourceCount, e.Searched = r.sourceCount(t), searched
	return e
}

func (r *reading) principals(t Totals) snapshot.Ended {
	asked := func(s *section, name string) bool { return s.entries > s.groups && s.asked(name) }
	return r.ended(r.withAsked(t.PrincipalProperties, ofPrincipals, asked), r.losses())
}

func (r *reading) memberships(t Totals) snapshot.Ended {
	if t.Groups > 0 && t.Uncovered == t.Groups {
		return snapshot.Ended{Status: snapshot.Absent, Reason: reasonNotExported}
	}
	return r.ended([]string{ldapNames[member]}, noGroups(t), r.losses())
}

func (r *reading) deleted(t Totals) snapshot.Ended {
	if !t.DeletedSeen && t.Deleted > 0 {
		return snapshot.Ended{Status: snapshot.Partial, Properties: t.DeletedProperties,
			Reason: "deleted groups came, but nothing of a Deleted Objects container: export that of the domain with the writeback OU"}
	}
	if !t.DeletedSeen {
		return snapshot.Ended{Status: snapshot.Absent, Reason: "the export holds nothing of the Deleted Objects container"}
	}
	return r.ended(t.DeletedProperties, r.losses())
}

func (r *reading) facts(t Totals) snapshot.Ended {
	if !t.Facts {
		return snapshot.Ended{Status: snapshot.Absent, Reason: "the export holds no object of the configuration, of the schema, and no organizational unit"}
	}
	e := r.ended(t.FactProperties)
	e.Searched = r.searchedUnits()
	return e
}

// sourceCount returns the number of groups that the source counted: known when every search that
// brought groups has a count. Entries that are missing count as groups, since nobody can tell.
func (r *reading) sourceCount(t Totals) *int64 {
	count, any := int64(t.Groups), false
	for _, o := range r.outputs {
		for i := range o.sections {
			s := &o.sections[i]
			if s.groups == 0 {
				continue
			}
			if s.counted < 0 || s.since > 0 {
				return nil
			}
			any = true
			count += int64(max(0, s.counted-s.entries))
		}
	}
	if !any {
		return nil
	}
	return &count
}

// withAsked adds the attributes among list that the search of any section asked for: they were
// collected even if no object has them.
func (r *reading) withAsked(seen []string, list []attribute, asked func(s *section, name string) bool) []string {
	names := slices.Clone(seen)
	for _, a := range list {
		name := strings.ToLower(ldapNames[a])
		if !slices.Contains(seen, name) && r.anySection(func(s *section) bool { return asked(s, name) }) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func (r *reading) anySection(holds func(s *section) bool) bool {
	for _, o := range r.outputs {
		for i := range o.sections {
			if holds(&o.sections[i]) {
				return true
			}
		}
	}
	return false
}

const queryLimit = 8 << 10

// query names the files and what their heads say was asked.
func (r *reading) query() string {
	var b strings.Builder
	for i, o := range r.outputs {
		if b.Len() > queryLimit {
			fmt.Fprintf(&b, "; and %d more files", len(r.outputs)-i)
			break
		}
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(o.name)
		more := 0
		for j := range o.sections {
			text := o.sections[j].query()
			switch {
			case text == "":
			case b.Len() > queryLimit:
				more++
			default:
				b.WriteString(" (" + text + ")")
			}
		}
		if more > 0 {
			fmt.Fprintf(&b, " (and %d more searches)", more)
		}
	}
	return b.String()
}
