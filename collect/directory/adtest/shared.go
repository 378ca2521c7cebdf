//go:build linux

package adtest

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"
)

// Shared is a domain that the tests of one binary share, provisioned when the first of them asks.
type Shared struct {
	Options
	once       sync.Once
	controller *Controller
	err        error
}

// Get returns the controller. Where none can run the test is skipped and says what is missing; with
// CI=true that is a failure.
func (s *Shared) Get(t testing.TB) *Controller {
	t.Helper()
	s.once.Do(func() { s.controller, s.err = Start(context.Background(), s.Options) })
	switch {
	case s.err == nil:
		return s.controller
	case errors.Is(s.err, ErrMissing) && os.Getenv("CI") != "true":
		t.Skip(s.err)
	}
	t.Fatal(s.err)
	return nil
}

// Close stops the controller, if any test asked for it. TestMain calls it after all tests.
func (s *Shared) Close() error {
	if s.controller == nil {
		return nil
	}
	return s.controller.Close()
}
