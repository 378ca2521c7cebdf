package entra

import (
	"context"
	"io/fs"
	"slices"
	"sync"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Ahead reads lists of members and of owners as they arrive, while others are still on their way. A
// Source that is handed it reads only what is left, and the snapshot is the same. It is safe for
// concurrent use.
type Ahead struct {
	mu  sync.Mutex
	run *run
}

// NewAhead returns a reader of the files in fsys, the root of an export that grows, into w.
func NewAhead(fsys fs.FS, w *snapshot.Writer) *Ahead { return newAhead(fsys, w) }

func newAhead(fsys fs.FS, w sink) *Ahead {
	r := &run{fsys: fsys, options: Options{AllowPartial: true, TrustNulls: true}, sink: w, principals: NewPrincipals()}
	r.memberOf, r.owned = r.edgeReader(membersSpec, true, w.CloudMembership), r.edgeReader(ownersSpec, false, w.CloudOwner)
	return &Ahead{run: r}
}

// Members reads the files of the members of one group, all of them in order, and returns the groups
// among the members; told is why the list breaks off, "" when it does not. A group is read once.
func (a *Ahead) Members(ctx context.Context, group snapshot.GUID, files []string, told string) (nested []snapshot.GUID, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.run.memberOf.one(ctx, group, files, told); err != nil {
		return nil, err
	}
	return slices.Clone(a.run.memberOf.nested), nil
}

// Owners reads the files of the owners of one group as Members does.
func (a *Ahead) Owners(ctx context.Context, group snapshot.GUID, files []string, told string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.run.owned.one(ctx, group, files, told)
}
