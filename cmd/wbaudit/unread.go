package main

import (
	"context"

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
