package ldap

import (
	"context"
	"errors"
	"time"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Source collects the directory side of a tenant. It implements collect.Live.
type Source struct {
	o Options
	// unfinished is true where a search of the last reading did not end well.
	unfinished bool
}

// NewSource returns a source over the domains that o names.
func NewSource(o Options) *Source { return &Source{o: o} }

// Name is "directory".
func (s *Source) Name() string { return "directory" }

// Now returns the current time.
func (s *Source) Now() time.Time {
	if s.o.Clock != nil {
		return s.o.Clock()
	}
	return time.Now()
}

// Unfinished reports whether the last reading lacks something through a fault, not for want of rights: reading again may
// bring it.
func (s *Source) Unfinished() bool { return s.unfinished }

// errNoDomain says that there is nothing to read.
var errNoDomain = errors.New("reading the directory: no domain is named: name a domain or a domain controller")

// Collect reads and ends the five directory streams. It fails, with a *Problem where something can
// be done about it, when nobody may sign in to any domain, when a container of OUs does not exist, when
// the snapshot cannot be written, and when the context ends. Whatever else goes wrong leaves the
// streams partial or absent that it concerns, with the reason.
func (s *Source) Collect(ctx context.Context, w *snapshot.Writer) error {
	if len(s.o.Domains) == 0 {
		return errNoDomain
	}
	r := newRun(&s.o, w, directory.NewRecorder(w, nil))
	defer r.close()
	defer func() { s.unfinished = r.failed }()
	if err := r.connect(ctx); err != nil {
		return err
	}
	if err := r.assign(ctx); err != nil {
		return err
	}
	if err := r.read(ctx); err != nil {
		return err
	}
	return r.finish()
}
