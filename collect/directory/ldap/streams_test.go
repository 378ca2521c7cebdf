//go:build linux

package ldap_test

import (
	"cmp"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// side is everything a snapshot holds of the directory, in an order of its own keys.
type side struct {
	groups     map[string]snapshot.DirectoryGroup
	principals map[string]snapshot.DirectoryPrincipal
	// memberships are "group DN\tfolded member DN", sorted.
	memberships []string
	deleted     []snapshot.DirectoryDeletedGroup
	facts       snapshot.DirectoryFacts
}

// read returns the directory side of a snapshot; groups are keyed by their folded DN.
func read(t testing.TB, r *snapshot.Reader) side {
	t.Helper()
	s := side{groups: map[string]snapshot.DirectoryGroup{}, principals: map[string]snapshot.DirectoryPrincipal{}}
	names := map[snapshot.GUID]string{}
	for g, err := range r.DirectoryGroups() {
		check(t, err)
		folded, err := snapshot.FoldDN(g.DN)
		check(t, err)
		s.groups[folded], names[g.GUID] = g, folded
	}
	for p, err := range r.DirectoryPrincipals() {
		check(t, err)
		s.principals[p.FoldedDN] = p
	}
	for m, err := range r.DirectoryMemberships() {
		check(t, err)
		for i, g := range m.Groups {
			s.memberships = append(s.memberships, names[g]+"\t"+m.Names[m.Members[i]])
		}
	}
	slices.Sort(s.memberships)
	for d, err := range r.DirectoryDeletedGroups() {
		check(t, err)
		s.deleted = append(s.deleted, d)
	}
	slices.SortFunc(s.deleted, func(a, b snapshot.DirectoryDeletedGroup) int { return cmp.Compare(a.DN, b.DN) })
	facts, err := r.DirectoryFacts()
	check(t, err)
	if facts != nil {
		s.facts = *facts
	}
	return s
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// imported returns the snapshot of exported files.
func imported(t testing.TB, export fs.FS) *snapshot.Reader {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "imported")
	w, err := snapshot.Create(dir)
	check(t, err)
	check(t, directory.NewSource(export, directory.Options{}).Collect(context.Background(), w))
	check(t, w.Close())
	r, err := snapshot.OpenPath(dir)
	check(t, err)
	t.Cleanup(func() { r.Close() })
	return r
}

// incomplete names the streams that are not complete, with their reasons.
func incomplete(r *snapshot.Reader) string {
	var reasons []string
	for _, s := range r.Manifest().Streams {
		if strings.HasPrefix(string(s.Name), "directory_") && s.Name != snapshot.StreamDirectoryAudits && s.Status != snapshot.Complete {
			reasons = append(reasons, string(s.Name)+" "+string(s.Status)+": "+s.Reason)
		}
	}
	return strings.Join(reasons, "\n")
}

func storyOf(t testing.TB) fs.FS {
	t.Helper()
	return os.DirFS("../../../samples/contoso/export")
}
