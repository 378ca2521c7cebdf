package snapshot

import (
	"slices"
	"strings"
	"time"
)

// Format is the format number this package writes; a reader refuses a newer one.
const Format = 1

// Manifest says what a snapshot holds, where it came from and how each stream ended.
type Manifest struct {
	Format  int    `json:"format"`
	Tool    string `json:"tool"`
	Version string `json:"version"`
	// Tenant is the tenant id from organization, else from the sync configuration, else what a
	// source knows of it, else "".
	Tenant string `json:"tenant"`
	// CollectedAt is the end of collection, UTC; nil when an export did not say.
	CollectedAt *time.Time `json:"collected_at"`
	Cloud       Period     `json:"cloud"`
	Directory   Period     `json:"directory"`
	// DomainControllers holds the controllers read: one for each domain, unless files of several
	// were put together.
	DomainControllers []DomainController `json:"domain_controllers"`
	// Notes are remarks of sources that no stream status carries, in the order of their text: sources are
	// read at the same time, and one snapshot must be as the other.
	Notes   []string      `json:"notes"`
	Streams []StreamState `json:"streams"`
}

// Period is start and end of reading one side, UTC; nil when unknown.
type Period struct {
	Started *time.Time `json:"started"`
	Ended   *time.Time `json:"ended"`
}

// DomainController is a server of a domain that was read.
type DomainController struct {
	Domain string `json:"domain"`
	Name   string `json:"name"`
	// HighestCommittedUSN at the start; nil when not read.
	HighestCommittedUSN *int64 `json:"highest_committed_usn"`
}

// StreamState says how one stream ended.
type StreamState struct {
	Name   Stream `json:"name"`
	Status Status `json:"status"`
	// Reason says in words why Status is not complete; "" when it is.
	Reason string `json:"reason"`
	// PerGroup is true of a partial list of edges that lacks nothing but lists of single groups, each of
	// which says so on its own record: what is there of every other group is whole.
	PerGroup bool `json:"per_group,omitempty"`
	// Records counts rows written, unreadable ones included, duplicates dropped.
	Records int64 `json:"records"`
	// Unreadable counts those of the records of which nothing but the key could be read. A manifest written before it
	// was counted lacks it; Open counts the file.
	Unreadable int64 `json:"unreadable"`
	// SourceCount is what the source itself counts; nil when it gave no count.
	SourceCount *int64 `json:"source_count"`
	// ToEnd is true when the source itself said of each search that nothing follows, as paged searches of a
	// directory end: that proves as much as a count. False where nothing of the kind came along.
	ToEnd bool `json:"to_end,omitempty"`
	// Searched are the containers in which the source looked for groups, of directory_groups, and for every
	// organizational unit, of directory_facts; nil for other streams and where the source does not tell.
	Searched []Searched `json:"searched,omitempty"`
	// Properties are the keys ever seen, sorted. A property never seen was not collected.
	// Graph's names for cloud streams, LDAP's lower-cased names for directory streams.
	Properties []string `json:"properties"`
	// Uneven are those of Properties that the source told of some objects and not of others, where no record says so
	// itself: of these an unset value may be one that was not read.
	Uneven []string `json:"uneven,omitempty"`
	// Query says what was asked of whom: requests, files, filters.
	Query string `json:"query"`
	// SHA256 is the digest of the stream's file, lower-case hex; "" when absent.
	SHA256 string `json:"sha256"`
}

// Searched is a container that was searched for every object of a kind, or for every group with an anchor.
type Searched struct {
	// Base is a folded DN.
	Base string `json:"base"`
	// Subtree says that what lies deeper was searched, too.
	Subtree bool `json:"subtree"`
	// Anchored says that groups without adminDescription and msDS-ExternalDirectoryObjectId were left out.
	Anchored bool `json:"anchored,omitempty"`
}

// Covers reports whether what lies in the container with a folded DN was searched. A search does not reach from a
// domain into those below it.
func (s Searched) Covers(folded string) bool {
	if s.Base == folded {
		return true
	}
	below, found := strings.CutSuffix(folded, ","+s.Base)
	return found && s.Subtree && (!strings.HasPrefix(s.Base, "dc=") || !endsInDomain(below))
}

// endsInDomain reports whether the last part of a folded relative DN is one of a domain's name.
func endsInDomain(relative string) bool {
	if at := strings.LastIndex(relative, ",dc="); at > 0 {
		return relative[at-1] != '\\' && !strings.Contains(relative[at+1:], ",")
	}
	return strings.HasPrefix(relative, "dc=") && !strings.Contains(relative, ",")
}

// Stands reports whether the list is whole but for single groups that say so on their own records: what
// rests on another group may be judged.
func (s *StreamState) Stands() bool {
	return s.Status == Complete || s.Status == Partial && s.PerGroup
}

// complete fills what the stored objects tell and makes every list one, never null.
func (m *Manifest) complete(objects map[Stream]any) {
	if o, ok := objects[StreamSyncConfiguration].(SyncConfiguration); ok && !o.ID.IsZero() {
		m.Tenant = o.ID.String()
	}
	if o, ok := objects[StreamOrganization].(Organization); ok && !o.ID.IsZero() {
		m.Tenant = o.ID.String()
	}
	m.Format, m.Tool = Format, toolName
	m.DomainControllers, m.Notes = notNil(m.DomainControllers), notNil(m.Notes)
	slices.Sort(m.Notes)
}
