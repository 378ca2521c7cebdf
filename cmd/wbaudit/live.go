package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/connect"
	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// sides open what is asked live. A nil one is not part of this build.
type sides struct {
	cloud     func(*connection) (cloudSide, error)
	directory func(*config, terminal) (directorySide, error)
}

// directorySide is a directory that is asked live.
type directorySide interface {
	collect.Source
	// Check says of each thing that a collection needs whether it is there.
	Check(ctx context.Context) []check
}

// errNoLive is the answer of a build without live collection.
func errNoLive() error {
	return usage(`this build has no live collection, since it was made with -tags offline: build it without the tag, or make an export with "wbaudit init --export-script"`)
}

// keptError is the end of a collection whose answers are kept to go on with.
type keptError struct {
	spool string
	err   error
}

func (e *keptError) Error() string {
	return fmt.Sprintf("%v; what was read is kept in %s, --resume goes on with it", e.err, e.spool)
}

func (e *keptError) Unwrap() error { return e.err }

// live is a collection under way.
type live struct {
	cfg   *config
	t     terminal
	sides sides
	// resume goes on with what an earlier collection kept.
	resume bool
	// lacking says what was to be read and could not be, for a fault that may pass.
	lacking []string
}

// spoolOf is where a collection into dir keeps what it reads, so that one that breaks off goes on.
func spoolOf(dir string) string { return dir + ".spool" }

// collect reads both sides into a snapshot at dir; what was read from the cloud is kept at spool until
// the snapshot is whole. What is at dir after an error is a whole snapshot, this one's first look or
// what was there before.
func (l *live) collect(ctx context.Context, dir, spool string) error {
	if l.sides.cloud == nil {
		return errNoLive()
	}
	c, err := l.cfg.connection(l.t)
	if err != nil {
		return err
	}
	defer c.base.CloseIdleConnections()
	side, err := l.sides.cloud(c)
	if err != nil {
		return usage("%w", err)
	}
	onPremises, err := l.sides.directory(l.cfg, l.t)
	if err != nil {
		return err
	}
	if err := signIn(ctx, side, c.tenant); err != nil {
		return err
	}
	kept, err := fetch.OpenSpool(spool, l.resume)
	if err != nil {
		return err
	}
	defer kept.Close()
	if err := l.goOn(kept, spool, time.Now()); err != nil {
		return errors.Join(err, kept.Close())
	}
	if err := kept.Bind(c.tenant + " at " + c.cloud.Host()); err != nil {
		return usage("%w", err)
	}
	options := l.cfg.options()
	options.Progress = l.t.progress()
	source := func(people []string) *fetch.Source {
		options.People = people
		return fetch.NewSource(side, c.budget, kept, options)
	}
	then, err := l.looks(ctx, dir, kept, source, onPremises)
	if err != nil {
		return &keptError{spool: spool, err: err}
	}
	if len(l.lacking) > 0 {
		fmt.Fprintf(l.t.talk, "What was read of the cloud is kept in %s: once %s\n", spool, then)
		return kept.Close()
	}
	units, throttled := c.budget.Counts()
	fmt.Fprintf(l.t.talk, "Graph was asked for %d resource units and refused %d times for lack of quota\n", units, throttled)
	return errors.Join(kept.Close(), os.Remove(spool))
}

// freshFor is for how long what was read of the cloud is gone on with: judged beside a directory that is read later,
// what changed meanwhile looks like a fault of writeback, or hides one. It is less than the time between daily runs.
const freshFor = 12 * time.Hour

// goOn empties what an earlier collection kept where it is too old, and tells of it what a person must know.
func (l *live) goOn(kept *fetch.Spool, spool string, now time.Time) error {
	if !l.resume {
		return nil
	}
	at, known := kept.Begun()
	age := now.Sub(at).Round(time.Minute)
	switch {
	case kept.Empty():
		fmt.Fprintf(l.t.talk, "There is nothing to go on with in %s: everything is read anew\n", spool)
		return nil
	case known && age >= 0 && age <= freshFor:
		fmt.Fprintf(l.t.talk, "Going on with what was read of the cloud from %s on, %s ago\n", at.UTC().Format("2006-01-02 15:04 UTC"), age)
		return nil
	case known:
		fmt.Fprintf(l.t.talk, "What %s keeps was read from %s on, not within the last %.0f hours: everything is read anew\n", spool, at.UTC().Format("2006-01-02 15:04 UTC"), freshFor.Hours())
	default:
		fmt.Fprintf(l.t.talk, "When the reading of what %s keeps began is not known: everything is read anew\n", spool)
	}
	return kept.Clear()
}

// looks reads both sides, and what differs a second time. Where a fault keeps it from one side, the snapshot has the
// other, and then says when to go on.
func (l *live) looks(ctx context.Context, dir string, kept *fetch.Spool, source func(people []string) *fetch.Source, onPremises directorySide) (then string, err error) {
	first := &orUnread{directorySide: onPremises, t: l.t}
	cloud := source(nil)
	err = l.write(ctx, dir, cloud, first.side(), collect.Run)
	if noCloud := silentCloud(ctx, err); noCloud != nil && onPremises != nil {
		fmt.Fprintf(l.t.talk, "The cloud is not read: %s\n", oneLine(noCloud.reason))
		l.lacking = append(l.lacking, noCloudEnd)
		return onceAnswered, l.write(ctx, dir, noCloud, first.side(), collect.Run)
	}
	if err != nil {
		return "", err
	}
	settled := !first.missed
	if settled {
		if settled, err = l.lookAgain(ctx, dir, kept, source, onPremises); err != nil {
			return "", err
		}
	}
	then = "the directory can be read, --resume reads it alone"
	if cloud.Unfinished() {
		l.lacking = append(l.lacking, noCloudEnd)
	}
	if len(l.lacking) > 0 {
		then = onceAnswered
	}
	if !settled || isUnfinished(onPremises) {
		l.lacking = append(l.lacking, "the directory was not read to its end, or not a second time")
	}
	return then, nil
}

const (
	noCloudEnd   = "the cloud was not read to its end"
	onceAnswered = "Graph answers, --resume goes on with it"
)

// isUnfinished reports whether a directory says that a fault kept it from reading everything.
func isUnfinished(onPremises directorySide) bool {
	side, tells := onPremises.(interface{ Unfinished() bool })
	return tells && side.Unfinished()
}

// runner lets sources write a snapshot, as collect.Run does.
type runner func(context.Context, *snapshot.Writer, ...collect.Source) error

// write lets the sources of all sides write the snapshot. Without a live directory it comes from the
// export that is named, and without that it is absent.
func (l *live) write(ctx context.Context, dir string, cloud collect.Source, onPremises directorySide, run runner) (err error) {
	w, err := snapshot.Create(dir)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, w.Abort())
		}
	}()
	w.Describe(func(m *snapshot.Manifest) { m.Version = buildVersion() })
	exported, servers, done, err := l.others(w)
	if err != nil {
		return err
	}
	defer done()
	if onPremises != nil {
		exported = onPremises
	}
	if err := run(ctx, w, cloud, exported, servers); err != nil {
		return err
	}
	return w.Close()
}

// others returns what reads the directory and the Connect servers from the export that is named, else
// nothing. Without an error, the caller calls the function at the end.
func (l *live) others(w *snapshot.Writer) (onPremises, servers collect.Source, done func(), err error) {
	path := l.cfg.text("export")
	if path == "" {
		return noDirectory, noServers, func() {}, nil
	}
	e, err := collect.OpenExport(path)
	if err != nil {
		return nil, nil, nil, err
	}
	e.Describe(w)
	partial := l.cfg.flag("allow_partial")
	return directory.NewSource(e.FS, directory.Options{AllowPartial: partial}), connect.NewSource(e.FS, connect.Options{AllowPartial: partial}), func() { _ = e.Close() }, nil
}
