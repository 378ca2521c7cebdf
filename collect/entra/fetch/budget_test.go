package fetch_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

func TestBudgetLearnsTheLimitAndKeepsIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fetch.NewBudget(0)
		for range 80 {
			spend(t, b, 1)
		}
		// 80 units are 80 % of the limit, which therefore is 100.
		b.Settle(1, http.Header{"X-Ms-Throttle-Limit-Percentage": {"0.8"}})
		start := time.Now()
		for range 300 {
			spend(t, b, 1)
		}
		// 380 units at 97 a window of ten seconds take three windows and a part of a fourth.
		if took := time.Since(start); took < 30*time.Second || took > 41*time.Second {
			t.Errorf("300 more units took %v, want between 30 and 41 s", took)
		}
	})
}

func TestBudgetWaitsAsLongAsItIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fetch.NewBudget(0)
		spend(t, b, 1)
		b.Refused(7 * time.Second)
		start := time.Now()
		spend(t, b, 1)
		if took := time.Since(start); took < 7*time.Second || took > 8*time.Second {
			t.Errorf("waited %v, want 7 s", took)
		}
		// One refusal early on must not make a limit of the little that was spent.
		start = time.Now()
		for range 200 {
			spend(t, b, 2)
		}
		if took := time.Since(start); took > time.Second {
			t.Errorf("400 units without a known limit took %v, want no wait", took)
		}
		if units, throttled := b.Counts(); units != 402 || throttled != 1 {
			t.Errorf("%d units, refused %d times; want 402 and 1", units, throttled)
		}
	})
}

func TestBudgetStopsWaitingWhenTheRunEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := fetch.NewBudget(0)
		b.Refused(time.Hour)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := b.Spend(ctx, 1); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("spending in an ended run = %v, want its deadline", err)
		}
	})
}

func spend(t *testing.T, b *fetch.Budget, units int) {
	t.Helper()
	if err := b.Spend(t.Context(), units); err != nil {
		t.Fatal(err)
	}
}
