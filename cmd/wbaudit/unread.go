package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/directory/ldap"
	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// unread is a side that nobody reads: its lists are absent and say what would read them.
type unread struct {
	name, reason string
	streams      []snapshot.Stream
}

// The sides that a live collection may go without.
var (
	noDirectory = unread{"directory", "not read: set directory.domains, or give an export of the directory with --export", []snapshot.Stream{
		snapshot.StreamDirectoryGroups, snapshot.StreamDirectoryPrincipals, snapshot.StreamDirectoryMemberships,
		snapshot.StreamDirectoryDeleted, snapshot.StreamDirectoryFacts,
	}}
	noServers = unread{"connect", "not read: give an export of the Connect servers with --export", []snapshot.Stream{
		snapshot.StreamConnectSettings, snapshot.StreamConnectScheduler, snapshot.StreamConnectConnectors,
		snapshot.StreamConnectRules, snapshot.StreamConnectFeatures, snapshot.StreamConnectErrors,
	}}
)

func (u unread) Name() string { return u.name }

func (u unread) Collect(_ context.Context, w *snapshot.Writer) error {
	for _, stream := range u.streams {
		if err := w.End(stream, snapshot.Ended{Status: snapshot.Absent, Reason: u.reason}); err != nil {
			return err
		}
	}
	return nil
}

// orUnread is a live directory whose lists are absent, with the reason, where it cannot be read at all: nobody may
// sign in, or it is not what was configured. What the cloud holds is worth having without it. The reason is told at
// once, since the cloud may take hours.
type orUnread struct {
	directorySide
	t      terminal
	missed bool
}

// side is nil when no directory is configured.
func (o *orUnread) side() directorySide {
	if o.directorySide == nil {
		return nil
	}
	return o
}

func (o *orUnread) Now() time.Time {
	if live, ok := o.directorySide.(collect.Live); ok {
		return live.Now()
	}
	return time.Now()
}

func (o *orUnread) Collect(ctx context.Context, w *snapshot.Writer) error {
	err := o.directorySide.Collect(ctx, w)
	var p *ldap.Problem
	if ctx.Err() != nil || !errors.As(err, &p) {
		return err
	}
	o.missed = true
	fmt.Fprintf(o.t.talk, "The directory is not read: %s\n", oneLine(p.Error()))
	return unread{noDirectory.name, p.Error(), noDirectory.streams}.Collect(ctx, w)
}

// silentCloud is the cloud side in place of one that did not serve any request any more, as err says; nil where it was
// something else. Nothing stands in for it, but what the directory holds is worth having without it.
func silentCloud(ctx context.Context, err error) *unread {
	var silent *fetch.Silent
	if ctx.Err() != nil || !errors.As(err, &silent) {
		return nil
	}
	isElsewhere := func(s snapshot.Stream) bool { return !isOfCloud(s) }
	return &unread{"cloud", silent.Error(), slices.DeleteFunc(snapshot.Streams(), isElsewhere)}
}

// isOfCloud reports whether a list is of the cloud side.
func isOfCloud(stream snapshot.Stream) bool {
	return !slices.Contains(noDirectory.streams, stream) && !slices.Contains(noServers.streams, stream)
}
