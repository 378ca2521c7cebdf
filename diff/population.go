package diff

import (
	"slices"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Population is what shows that the lists an audit rests on are whole.
type Population struct {
	// Lists are cloud_groups, cloud_memberships, directory_groups and directory_memberships, then every other one that
	// was read in part.
	Lists []ListProof `json:"lists"`
	// Controllers counts the domains that were read from more than one domain controller.
	Controllers int `json:"controllers"`
	// CloudAge and DirectoryAge are the seconds between the start of reading the side and the time
	// that ages are counted to, negative for a later start; nil when either is not known.
	CloudAge     *int64 `json:"cloud_age"`
	DirectoryAge *int64 `json:"directory_age"`
}

// ListProof says how far a list is proven.
type ListProof struct {
	// Name is the stream's.
	Name string `json:"name"`
	// Proof is counted when the source's own count agrees, ended for directory_memberships that
	// were read to their end, which the protocol marks for each group instead of a count, and for a list
	// that a server said itself to be at its end, see snapshot.StreamState.ToEnd; uncounted
	// without either, different when a count does not agree, partial when something is known to be
	// missing, absent when the list was not read.
	Proof string `json:"proof"`
	// Records is the number of records, Counted what the source counts; nil without a count.
	Records int64  `json:"records"`
	Counted *int64 `json:"counted"`
}

// The values of ListProof.Proof.
const (
	ProofCounted   = "counted"
	ProofEnded     = "ended"
	ProofUncounted = "uncounted"
	ProofDifferent = "different"
	ProofPartial   = "partial"
	ProofAbsent    = "absent"
)

// population reads the manifest.
func (f *Facts) population() Population {
	p := Population{
		Lists:    []ListProof{},
		CloudAge: f.ageOf(f.manifest.Cloud.Started), DirectoryAge: f.ageOf(f.manifest.Directory.Started),
	}
	for _, stream := range []snapshot.Stream{
		snapshot.StreamCloudGroups, snapshot.StreamCloudMemberships, snapshot.StreamDirectoryGroups, snapshot.StreamDirectoryMemberships,
	} {
		p.Lists = append(p.Lists, proofOf(f.State(stream), f.lacksMembers(stream)))
	}
	p.Lists = append(p.Lists, cutLists(f.manifest.Streams, p.Lists)...)
	controllers := map[string]int{}
	for _, dc := range f.manifest.DomainControllers {
		controllers[dc.Domain]++
		if controllers[dc.Domain] == 2 {
			p.Controllers++
		}
	}
	return p
}

// cutLists are the lists beside those given that were read in part. What the source of one that is complete counts need
// not be its records.
func cutLists(streams []snapshot.StreamState, beside []ListProof) []ListProof {
	var list []ListProof
	for _, s := range streams {
		proof := proofOf(s, false)
		given := slices.ContainsFunc(beside, func(l ListProof) bool { return l.Name == proof.Name })
		if !given && s.Status == snapshot.Partial {
			list = append(list, proof)
		}
	}
	slices.SortFunc(list, func(a, b ListProof) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// lacksMembers reports whether a group has members that were not read, as far as they are wanted: of a
// cloud group that no engine can write nobody asks.
func (f *Facts) lacksMembers(stream snapshot.Stream) bool {
	switch stream {
	case snapshot.StreamCloudMemberships:
		for i := range f.cloud {
			switch status, _ := f.cloudCoverage(i); status {
			case coverPartial:
				return true
			case coverAbsent:
				if k := f.cloud[i].kind.kind(); k != KindSynced && k != KindMailEnabledSecurity && k != KindDistribution {
					return true
				}
			}
		}
	case snapshot.StreamDirectoryMemberships:
		for i := range f.directory {
			if status, _ := f.directoryCoverage(i); status == coverPartial {
				return true
			}
		}
	}
	return false
}

// proofOf says how far a list is proven, of which single groups may lack something.
func proofOf(s snapshot.StreamState, lacking bool) ListProof {
	l := ListProof{Name: string(s.Name), Proof: ProofCounted, Records: s.Records, Counted: s.SourceCount}
	switch {
	case s.Status == snapshot.Absent:
		l.Proof = ProofAbsent
	case s.SourceCount != nil && *s.SourceCount != s.Records:
		l.Proof = ProofDifferent
	case s.Status != snapshot.Complete || lacking:
		l.Proof = ProofPartial
	case s.SourceCount == nil && (s.ToEnd || s.Name == snapshot.StreamDirectoryMemberships):
		l.Proof = ProofEnded
	case s.SourceCount == nil:
		l.Proof = ProofUncounted
	}
	return l
}

// ageOf counts to the time that ages are counted to, in seconds.
func (f *Facts) ageOf(t *time.Time) *int64 {
	if t == nil || f.governed.now == noTime {
		return nil
	}
	age := (f.governed.now - t.UnixMicro()) / 1_000_000
	return &age
}
