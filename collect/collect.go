// Package collect runs sources side by side into one snapshot and records how each stream ended.
// It knows no source: they are given to it.
package collect

import (
	"context"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Source reads one side and writes what it saw, as it came, into the snapshot.
type Source interface {
	// Name says in a word which side this is, such as "cloud" or "directory"; it heads errors.
	Name() string
	// Collect writes records and ends every stream it is responsible for, with its status. An
	// error means that the whole source failed; a broken part is a partial stream instead.
	Collect(ctx context.Context, w *snapshot.Writer) error
}
