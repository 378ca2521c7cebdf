package diff

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// NameTotals counts written groups by their display name, not exactly when a name or a group was not read.
type NameTotals struct {
	Long Count `json:"long"`
	Odd  Count `json:"odd"`
	// Shared counts groups whose name another one has too.
	Shared Count `json:"shared"`
}

// countNames marks shared names and counts names of written groups.
func (f *Facts) countNames(t *Totals) {
	f.markSharedNames()
	var long, odd, shared int
	for i := range f.cloud {
		c := &f.cloud[i]
		if f.writebacks[c.writeback].Expected != Yes {
			continue
		}
		long += count(c.flags.has(cloudLongName))
		odd += count(c.flags.has(cloudOddName))
		shared += count(c.flags.has(cloudSharedName))
	}
	named := f.wholeCloud() && f.lacking&missingDisplayName == 0 && (f.tenant.Collected.DisplayName || len(f.cloud) == 0)
	t.Names.Long, t.Names.Odd, t.Names.Shared = counted(long, named), counted(odd, named), counted(shared, named)
}

// hashedName is the hash of a written group's name.
type hashedName struct {
	hash uint64
	row  int32
}

// markSharedNames sorts hashes instead of keeping a million names, and compares the names of equal
// hashes.
func (f *Facts) markSharedNames() {
	var names []hashedName
	for i := range f.cloud {
		c := &f.cloud[i]
		if f.writebacks[c.writeback].Expected != Yes {
			continue
		}
		if name := f.plainName(int32(i)); name != "" {
			names = append(names, hashedName{hashName(name), int32(i)})
		}
	}
	slices.SortFunc(names, func(a, b hashedName) int { return cmp.Compare(a.hash, b.hash) })
	for from := 0; from < len(names); {
		to := from + 1
		for to < len(names) && names[to].hash == names[from].hash {
			to++
		}
		f.markShared(names[from:to])
		from = to
	}
}

// markShared marks the names that occur twice among those of one hash.
func (f *Facts) markShared(run []hashedName) {
	if len(run) < 2 {
		return
	}
	first := map[string]int32{}
	for _, n := range run {
		name := strings.Map(foldRune, f.plainName(n.row))
		if other, twice := first[name]; twice {
			f.cloud[other].flags |= cloudSharedName
			f.cloud[n.row].flags |= cloudSharedName
			continue
		}
		first[name] = n.row
	}
}

func (f *Facts) plainName(row int32) string {
	return strings.TrimSpace(f.cloud[row].texts(&f.cloudTexts).displayName)
}

// foldRune makes letters equal that differ in case only.
func foldRune(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }

// hashName is FNV-1a over the folded name.
func hashName(name string) uint64 {
	hash := uint64(14695981039346656037)
	for _, r := range name {
		hash = (hash ^ uint64(uint32(foldRune(r)))) * 1099511628211
	}
	return hash
}

// wholeCloud reports whether every cloud group was read.
func (f *Facts) wholeCloud() bool {
	return f.complete(snapshot.StreamCloudGroups) && f.cloudUnreadable == 0
}
