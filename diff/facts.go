package diff

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// State returns how stream ended; absent for one the manifest does not name.
func (f *Facts) State(stream snapshot.Stream) snapshot.StreamState {
	for i := range f.manifest.Streams {
		if f.manifest.Streams[i].Name == stream {
			return f.manifest.Streams[i]
		}
	}
	return snapshot.StreamState{Name: stream, Status: snapshot.Absent, Reason: "not collected"}
}

func (f *Facts) complete(stream snapshot.Stream) bool {
	return f.State(stream).Status == snapshot.Complete
}

// Manifest returns the snapshot's manifest.
func (f *Facts) Manifest() snapshot.Manifest { return f.manifest }

// SnapshotDigest returns the SHA-256 of the manifest file, lower-case hex.
func (f *Facts) SnapshotDigest() string { return f.digest }

// Choices returns the choices the facts were made with.
func (f *Facts) Choices() Choices { return f.choices }

// Totals returns the counts over all subjects.
func (f *Facts) Totals() Totals { return f.totals }

// TenantID returns the tenant's id, or "unknown".
func (f *Facts) TenantID() string { return f.tenantID }

// TenantName returns the tenant's display name; "" when organization was not read.
func (f *Facts) TenantName() string { return f.tenantName }

// TenantSubject returns the input of tenant controls.
func (f *Facts) TenantSubject() TenantSubject {
	return TenantSubject{Tenant: &f.tenant, Totals: f.totals, Access: f.estate.access, Population: f.population(), History: f.history, Move: f.moving.totals}
}

// Notes returns remarks on the snapshot that no stream status and no subject carries: first records that are
// counted and not told, then what the sources said.
func (f *Facts) Notes() []string { return slices.Clone(f.notes) }

// Several writes "1 group", "2 groups", of a noun whose plural ends in s.
func Several(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// more counts what a list leaves out, "" for nothing.
func more(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" and %d more", n)
}

// namedUnreadable is how many groups the remark on unreadable ones names.
const namedUnreadable = 5

// Unreadable says which groups are there of which nothing could be read: nothing is more easily taken for fine.
func (f *Facts) Unreadable() []string {
	lines := []string{}
	if f.cloudUnreadable > 0 {
		var named []string
		for _, row := range slices.Sorted(maps.Keys(f.unreadable))[:min(len(f.unreadable), namedUnreadable)] {
			named = append(named, fmt.Sprintf("%s (%s)", f.cloud[row].id, f.unreadable[row]))
		}
		lines = append(lines, fmt.Sprintf("%s could not be read, so whether each is written is unknown: %s%s",
			Several(f.cloudUnreadable, "cloud group"), strings.Join(named, "; "), more(f.cloudUnreadable-len(named))))
	}
	if n := f.directoryUnreadable; n > 0 {
		lines = append(lines, fmt.Sprintf("%s could not be read, so which cloud group each is the copy of is unknown", Several(n, "directory group")))
	}
	return lines
}

// collectNotes puts the remarks in order.
func (f *Facts) collectNotes() {
	f.notes = []string{}
	for _, n := range [...]struct {
		count int
		text  string
	}{
		{f.strayCloud, "%d cloud memberships belong to groups without a record and were left out"},
		{f.strayDirectory, "%d directory memberships belong to groups without a record and were left out"},
		{f.unrecorded, "%d cloud members have no record of their own and count as unreadable"},
	} {
		if n.count > 0 {
			f.notes = append(f.notes, fmt.Sprintf(n.text, n.count))
		}
	}
	f.notes = slices.Concat(f.notes, f.window.notes, f.manifest.Notes, f.tenant.Notes)
	if entries := f.governed.tier0Unmet; len(entries) > 0 {
		f.notes = append(f.notes, fmt.Sprintf("governance.tier0_groups, entries %s: no directory group that was read is called so, so that "+
			"a path into one cannot be excluded: correct the entry, or export the group", strings.Join(entries, ", ")))
	}
}
