package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// coverOU makes the list of directory groups partial where it is known that the copies were not looked for where they are:
// in the writeback OU or, while nobody names that, where at least one group looks like a copy. Domains that engines
// write to and that were not read are noted; that nothing was found there says nothing (looksBeyondOU).
func (f *Facts) coverOU() {
	at := slices.IndexFunc(f.manifest.Streams, func(s snapshot.StreamState) bool { return s.Name == snapshot.StreamDirectoryGroups })
	if at < 0 || f.manifest.Streams[at].Status != snapshot.Complete {
		return
	}
	if unreached := f.unreached(&f.manifest.Streams[at]); len(unreached) > 0 {
		f.tenant.Notes = append(f.tenant.Notes, "engines write, or may write, into "+strings.Join(unreached, ", ")+
			", of which nothing was read, so no copy is known to be missing: export the groups of every domain that copies lie in, or say where engines write (cloudsync.domain, directory.writeback_ou)")
	}
	if f.looksIntoOU(&f.manifest.Streams[at]) {
		return
	}
	f.manifest.Streams = slices.Clone(f.manifest.Streams)
	s := &f.manifest.Streams[at]
	what := "of the writeback OU nothing was read"
	if f.ou == "" {
		what = "nobody names the writeback OU, and no group that was read looks like a copy"
	}
	if bases := basesOf(s.Searched); bases != "" {
		what += " (searched: " + bases + ")"
	}
	s.Status, s.Reason, s.ToEnd = snapshot.Partial, what+": export every group of the writeback OU too", false
}

// basesNamed is how many containers a reason names.
const basesNamed = 3

func basesOf(searched []snapshot.Searched) string {
	var bases []string
	for _, s := range searched[:min(len(searched), basesNamed)] {
		bases = append(bases, s.Base)
	}
	if more := len(searched) - len(bases); more > 0 {
		bases = append(bases, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(bases, "; ")
}

// looksIntoOU reports whether the list of directory groups holds those of the writeback OU. A source that does not tell where
// it looked is believed where anything of the OU came, or nothing at all.
func (f *Facts) looksIntoOU(s *snapshot.StreamState) bool {
	switch {
	case s.Searched == nil && len(f.directory) == 0:
		return true
	case s.ToEnd && s.Searched == nil:
		return true // a directory that was asked, before it was kept where
	case f.ou == "":
		return slices.ContainsFunc(s.Searched, everyOfDomain) || f.anyLikeCopy()
	case s.Searched == nil:
		return f.anyOfOU()
	}
	return slices.ContainsFunc(s.Searched, func(in snapshot.Searched) bool { return !in.Anchored && in.Covers(f.ou) })
}

func everyOfDomain(s snapshot.Searched) bool { return !s.Anchored && s.Subtree && isDomainHead(s.Base) }

// anyLikeCopy reports whether any directory group has an anchor, or a name that an engine gave.
func (f *Facts) anyLikeCopy() bool {
	return slices.ContainsFunc(f.directory, func(d directoryRow) bool {
		_, _, _, formed := ParseCN(d.texts(&f.directoryTexts).cn)
		return formed || !d.anchorID.IsZero() || d.flags.has(directoryDisagree)
	})
}

// anyOfOU reports whether any object in the writeback OU, or the OU itself, was read.
func (f *Facts) anyOfOU() bool {
	return f.estate.facts != nil && slices.Contains(f.estate.facts.Containers, f.ou) ||
		slices.ContainsFunc(f.directory, func(d directoryRow) bool { return f.parents.list[d.parent].inOU == Yes })
}

// readsDomain reports whether every directory group of the domain was read, not those in the writeback OU only.
func (f *Facts) readsDomain() bool {
	state := f.State(snapshot.StreamDirectoryGroups)
	return state.Status == snapshot.Complete && f.looksBeyondOU(&state)
}

// looksBeyondOU reports whether a copy that lies outside the writeback OU would have been found: everything in the domain was
// searched, or everything with an anchor, and so was every other domain that engines write to. A source that does not
// tell is believed where the groups that every domain has came too.
func (f *Facts) looksBeyondOU(s *snapshot.StreamState) bool {
	if len(f.unreached(s)) > 0 {
		return false
	}
	if s.Searched == nil {
		return s.ToEnd || slices.ContainsFunc(f.directory, func(d directoryRow) bool {
			return f.parents.list[d.parent].inOU != Yes && d.everywhere(d.texts(&f.directoryTexts).sid)
		})
	}
	head := func(covers func(snapshot.Searched) bool) bool {
		return slices.ContainsFunc(s.Searched, func(in snapshot.Searched) bool { return in.Subtree && isDomainHead(in.Base) && covers(in) })
	}
	for _, g := range f.goals() {
		if !head(func(in snapshot.Searched) bool { return snapshot.DomainOf(in.Base) == g.domain }) {
			return false
		}
	}
	return head(func(in snapshot.Searched) bool { return f.ou == "" || in.Covers(f.ou) })
}
