package samples_test

import (
	"context"
	"io"
	"testing"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
)

// BenchmarkReadiness answers of a stored snapshot which groups can move to cloud sync, by all three profiles and into
// JSON Lines; every copy and everybody in it is followed. WBAUDIT_BENCH_GROUPS is that of BenchmarkAudit; the budget is
// twice the time of an audit.
func BenchmarkReadiness(b *testing.B) {
	choices := diff.DefaultChoices()
	choices.OnPremisesUsers, choices.Move = diff.On, &diff.MoveChoices{Target: diff.ToCloudSync}
	benchmarkWith(b, choices, func(ctx context.Context, facts *diff.Facts) error {
		return auditInto(ctx, facts, policies.Options{Profiles: readinessProfiles}, nil, report.NewEncoder(io.Discard))
	})
}
