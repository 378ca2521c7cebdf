package reporttest

import (
	"os"
	"testing"
)

// Missing ends a test that needs a program which is not on this machine: it is skipped by name, and fails
// with CI=true, where everything must be there.
func Missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal("this test needs " + what)
	}
	t.Skip("not on this machine: " + what)
}
