package reporttest_test

import (
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

func TestStreamsKeepTheContract(t *testing.T) {
	reporttest.Feed(t, report.Checked(&reporttest.Collect{}), reporttest.Demo(60))
	for seed := range uint64(50) {
		reporttest.Feed(t, report.Checked(&reporttest.Collect{}), reporttest.Random(seed, int(seed)%7))
	}
}
