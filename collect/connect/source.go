package connect

import (
	"context"
	"io/fs"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Options are the operator's choices about an export.
type Options struct {
	// AllowPartial turns a file that cannot be read into a partial stream and keeps the others.
	AllowPartial bool
}

// Source reads the Connect servers of an export: EXPORT/connect/<server>/*.json.
type Source struct {
	fsys    fs.FS
	o       Options
	servers int
	tenants []string
}

// NewSource returns a source over an export, whose root is fsys.
func NewSource(fsys fs.FS, o Options) *Source { return &Source{fsys: fsys, o: o} }

// Name is "connect".
func (s *Source) Name() string { return "connect" }

// Tenants are the tenants that the servers belong to, as far as Collect could tell: ids in lower
// case and domains in lower case, such as contoso.onmicrosoft.com, sorted. Nil before Collect and
// when nothing tells. Whoever reads a tenant's organization too compares the two.
func (s *Source) Tenants() []string { return s.tenants }

// Servers is the number of servers that Collect found; 0 before.
func (s *Source) Servers() int { return s.servers }

// Collect writes the records of the six Connect streams and ends each of them. Without a connect
// folder all are absent; a stream is partial when one server's file for it is missing, broken or
// short. The first file that cannot be read ends it with an error of one line, unless AllowPartial
// is set; files of two servers in one folder, one server in two folders, and servers of two tenants,
// always do.
func (s *Source) Collect(ctx context.Context, w *snapshot.Writer) error { return s.collect(ctx, w) }

// sink is what this package needs of a snapshot.Writer.
type sink interface {
	Add(record any) error
	Note(text string)
	End(stream snapshot.Stream, e snapshot.Ended) error
}

func (s *Source) collect(ctx context.Context, w sink) error {
	found, err := survey(s.fsys)
	if err != nil {
		return err
	}
	for _, file := range found.strange {
		w.Note("connect: " + file + " was not read: no file of an export is called so")
	}
	if len(found.servers) == 0 {
		return endAbsent(w, found.why)
	}
	for _, v := range found.servers {
		if err := v.read(ctx, s.fsys, s.o); err != nil {
			return err
		}
	}
	if s.tenants, err = tenantsOf(found.servers); err != nil {
		return err
	}
	if err := checkEach(found.servers); err != nil {
		return err
	}
	s.servers = len(found.servers)
	remark(w, found.servers)
	for _, v := range found.servers {
		if err := v.write(w); err != nil {
			return err
		}
	}
	return endAll(w, found.servers)
}
