package diff

import (
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Earlier is what is kept of an earlier snapshot to compare a later one of the same tenant with: a
// few bytes for each cloud group and the switches of the tenant. Lists that few groups need, such as
// memberships, are read again from the snapshot, which must stay open until LoadSince has returned.
// It is read-only, and may be used by several goroutines.
type Earlier struct {
	reader    *snapshot.Reader
	manifest  snapshot.Manifest
	digest    string
	tenantID  string
	tenant    Tenant
	collected groupProperties
	words     *words
	groups    []earlierGroup
	// whole is true when every cloud group was read, or has a record that says why not.
	whole   bool
	tickets []Ticket
}

// earlierGroup is one cloud group of the earlier snapshot.
type earlierGroup struct {
	id            snapshot.GUID
	rule, rawType uint64
	visibility    uint32
	isEnabled     tribool
	typ           typeNumber
	// written is the type that is written, expected whether it is.
	written    typeNumber
	expected   answerNumber
	coverage   coverage
	unreadable bool
	configured bool
	missing    uint16 // see missingOf
	// unread is what was not read of that on which written and expected rest, limited that a member limit decided.
	unread  unreadGrounds
	limited bool
}

// typeNumber is a GroupType in a byte.
type typeNumber uint8

var groupTypes = [...]GroupType{TypeNone, UniversalDistribution, UniversalSecurity, UniversalMailEnabledSec, TypeOther}

// groupProperties says which compared properties a snapshot collected.
type groupProperties struct{ visibility, rule bool }

func groupPropertiesOf(s snapshot.StreamState) groupProperties {
	return groupProperties{visibility: hasProperty(s, AttributeVisibility), rule: hasProperty(s, AttributeMembershipRule)}
}

// Earlier keeps of f what a later snapshot is compared with; r is the snapshot that f was loaded
// from, and tickets approve changes since. f is not referred to, so that its memory can be used
// again.
func (f *Facts) Earlier(r *snapshot.Reader, tickets []Ticket) *Earlier {
	e := &Earlier{
		reader: r, manifest: f.manifest, digest: f.digest, tenantID: f.tenantID, tenant: f.tenant,
		collected: groupPropertiesOf(f.State(snapshot.StreamCloudGroups)), words: f.cloudWords,
		groups: make([]earlierGroup, len(f.cloud)), whole: f.complete(snapshot.StreamCloudGroups), tickets: tickets,
	}
	parallel(len(f.cloud), func(from, to int) {
		for i := from; i < to; i++ {
			e.groups[i] = f.earlierGroup(i)
		}
	})
	return e
}

func (f *Facts) earlierGroup(row int) earlierGroup {
	c := &f.cloud[row]
	raw := c.texts(&f.cloudTexts).rawType
	return earlierGroup{
		id: c.id, rule: c.ruleHash, rawType: hashOf(strings.ToLower(raw)), visibility: c.visibility, isEnabled: c.isEnabled,
		typ:      numberOf[typeNumber](groupTypes[:], ParseType(&raw)),
		written:  numberOf[typeNumber](groupTypes[:], f.writebacks[c.writeback].Type),
		expected: numberOf[answerNumber](answers[:], f.writebacks[c.writeback].Expected),
		coverage: c.coverage, unreadable: c.flags.has(cloudUnreadable), configured: f.isConfigured(c), missing: c.missing,
		unread: f.unreadGroundsOf(row), limited: f.writebacks[c.writeback].OverLimit,
	}
}

// isConfigured reports whether the configuration of a group was read.
func (f *Facts) isConfigured(c *cloudRow) bool {
	return !c.flags.has(cloudUnreadable) &&
		(f.collected.Configuration && !c.flags.has(cloudUnconfigured) || c.flags.has(cloudConfigured))
}

// hashOf tells texts apart that are too long to keep; 0 is the empty one.
func hashOf(text string) uint64 {
	if text == "" {
		return 0
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(text))
	return max(1, h.Sum64())
}

// State returns how a stream of the earlier snapshot ended.
func (e *Earlier) State(stream snapshot.Stream) snapshot.StreamState { return e.reader.State(stream) }

// Manifest returns the earlier snapshot's manifest.
func (e *Earlier) Manifest() snapshot.Manifest { return e.manifest }

// SnapshotDigest returns the SHA-256 of the earlier manifest file, lower-case hex.
func (e *Earlier) SnapshotDigest() string { return e.digest }

// Reader returns the earlier snapshot, for lists that few controls compare.
func (e *Earlier) Reader() *snapshot.Reader { return e.reader }

func (e *Earlier) complete(streams ...snapshot.Stream) bool {
	for _, stream := range streams {
		if state := e.State(stream); !state.Stands() {
			return false
		}
	}
	return true
}

// start is when the earlier cloud side was begun: what was created later was not there to be read.
func (e *Earlier) start() int64 {
	if e.manifest.Cloud.Started != nil {
		return micros(e.manifest.Cloud.Started)
	}
	return micros(e.manifest.CollectedAt)
}

// CheckEarlier refuses an earlier snapshot that shows nothing of what happened before later: one that
// CheckComparable refuses, or one of the same moment.
func CheckEarlier(later, earlier *snapshot.Reader, c Choices, called string) error {
	if err := CheckComparable(later, earlier, c, called); err != nil {
		return err
	}
	if then := earlier.Manifest().CollectedAt; then.Equal(*later.Manifest().CollectedAt) {
		return fmt.Errorf("it was collected at %s, as %s: give an earlier one", moment(then), called)
	}
	return nil
}

// CheckComparable refuses two snapshots whose differences would not be changes: those of two tenants, and
// those in the wrong order. Two of one moment are compared, since either order is right; a snapshot differs
// from itself in nothing. The error is one line that says what to give instead, and calls the later
// snapshot as called does.
func CheckComparable(later, earlier *snapshot.Reader, c Choices, called string) error {
	now, then := later.Manifest().CollectedAt, earlier.Manifest().CollectedAt
	if now == nil || then == nil {
		return fmt.Errorf("it is not known when both snapshots were collected, so neither is the earlier one: collect again, or import with the time of collection")
	}
	mine, err := tenantOf(later, c)
	if err != nil {
		return err
	}
	other, err := tenantOf(earlier, c)
	switch {
	case err != nil:
		return err
	case mine == unknownTenantID || other == unknownTenantID:
		return fmt.Errorf("it is not known of which tenant both snapshots are: set tenant.id if they are of one")
	case mine != other:
		return fmt.Errorf("it is of tenant %s and %s of tenant %s: give one of the same tenant", other, called, mine)
	case then.After(*now):
		return fmt.Errorf("it was collected at %s, after %s (%s): give an earlier one, or change the two", moment(then), called, moment(now))
	}
	return nil
}

func moment(t *time.Time) string { return t.UTC().Format(time.RFC3339) }

func tenantOf(r *snapshot.Reader, c Choices) (string, error) {
	var in TenantInput
	var err error
	if in.Organization, err = r.Organization(); err != nil {
		return "", err
	}
	if in.Sync, err = r.SyncConfiguration(); err != nil {
		return "", err
	}
	return TenantID(in, c), nil
}
