package collect_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// source does what it is told.
type source struct {
	name    string
	collect func(context.Context, *snapshot.Writer) error
}

func (s source) Name() string { return s.name }

func (s source) Collect(ctx context.Context, w *snapshot.Writer) error { return s.collect(ctx, w) }

// live is a source whose clock advances an hour at each look.
type live struct {
	source
	hour *int
}

func (l live) Now() time.Time {
	*l.hour++
	return time.Date(2026, 11, 20, *l.hour, 0, 0, 0, time.FixedZone("", 3600))
}

func newWriter(t *testing.T) (*snapshot.Writer, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	return w, dir
}

func nothing(context.Context, *snapshot.Writer) error { return nil }

func licences(_ context.Context, w *snapshot.Writer) error {
	return w.End(snapshot.StreamLicences, snapshot.Ended{Status: snapshot.Complete})
}

func TestSourcesRunSideBySide(t *testing.T) {
	w, dir := newWriter(t)
	meet := make(chan int)
	err := collect.Run(t.Context(), w,
		source{"cloud", func(ctx context.Context, w *snapshot.Writer) error { meet <- 1; return licences(ctx, w) }},
		source{"directory", func(context.Context, *snapshot.Writer) error { <-meet; return nil }})
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if s := r.State(snapshot.StreamLicences); s.Status != snapshot.Complete {
		t.Errorf("licences are %+v", s)
	}
	if m := r.Manifest(); m.CollectedAt != nil || m.Cloud.Started != nil {
		t.Errorf("sources that read nothing live leave no times: %+v", m)
	}
}

func TestTimesOfALiveSide(t *testing.T) {
	w, dir := newWriter(t)
	own := time.Date(2026, 11, 19, 0, 0, 0, 0, time.UTC)
	keeps := func(_ context.Context, w *snapshot.Writer) error {
		w.Describe(func(m *snapshot.Manifest) { m.Directory.Started = &own })
		return nil
	}
	if err := collect.Run(t.Context(), w, live{source{"cloud", nothing}, new(int)}, live{source{"directory", keeps}, new(int)}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	start, end := moment("2026-11-20T00:00:00Z"), moment("2026-11-20T01:00:00Z")
	want := []any{end, snapshot.Period{Started: start, Ended: end}, snapshot.Period{Started: &own, Ended: end}}
	m := r.Manifest()
	if diff := cmp.Diff(want, []any{m.CollectedAt, m.Cloud, m.Directory}); diff != "" {
		t.Errorf("times (-want +got):\n%s", diff)
	}
}

func TestCollectedAtIsTheEndOfTheLastSide(t *testing.T) {
	w, dir := newWriter(t)
	hours := 5
	first := make(chan int)
	err := collect.Run(t.Context(), w,
		live{source{"directory", func(context.Context, *snapshot.Writer) error { close(first); return nil }}, &hours},
		live{source{"cloud", func(context.Context, *snapshot.Writer) error { <-first; return nil }}, new(int)})
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if m := r.Manifest(); !m.CollectedAt.Equal(*m.Directory.Ended) || !m.Cloud.Ended.Before(*m.Directory.Ended) {
		t.Errorf("collected at %v, cloud %v, directory %v", m.CollectedAt, m.Cloud.Ended, m.Directory.Ended)
	}
}

func TestAFailingSourceCancelsTheOthersAndPublishesNothing(t *testing.T) {
	w, dir := newWriter(t)
	refused := errors.New("refused")
	err := collect.Run(t.Context(), w,
		source{"cloud", func(ctx context.Context, _ *snapshot.Writer) error { <-ctx.Done(); return ctx.Err() }},
		source{"directory", func(context.Context, *snapshot.Writer) error { return refused }})
	if !errors.Is(err, refused) || err.Error() != "collecting directory: refused" {
		t.Errorf("error is %v", err)
	}
	leavesNothing(t, dir)
}

func TestACancelledRunPublishesNothingEvenIfNoSourceNoticed(t *testing.T) {
	w, dir := newWriter(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := collect.Run(ctx, w, source{"cloud", func(context.Context, *snapshot.Writer) error { cancel(); return nil }})
	if !errors.Is(err, context.Canceled) || !strings.HasPrefix(err.Error(), "collecting: ") {
		t.Errorf("error is %v", err)
	}
	leavesNothing(t, dir)
}

func leavesNothing(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil || len(entries) != 0 {
		t.Errorf("left %v, %v", entries, err)
	}
}
