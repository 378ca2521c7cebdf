package html

import (
	"slices"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// trend counts findings by the run that saw them first, in the order of trendStates. Runs are known by when they ended
// their collection: this one, that of the baseline, and each by which a finding was first seen.
type trend struct {
	// compared says that there is a baseline.
	compared bool
	runs     map[time.Time]*[4]int
	// unknown counts those of which no run is known.
	unknown [4]int
}

// trendStates are the columns of the trend. What was not judged again is drawn, too: it is not gone.
var trendStates = []string{report.AgeNew, report.AgePersisting, report.AgeResolved, report.AgeNotEvaluated}

// begin notes this run and that of the baseline, which are points of the trend even where they saw nothing new.
func (t *trend) begin(r *report.Run) {
	if r.Baseline == nil {
		return
	}
	t.compared = true
	t.of(r.Baseline.CollectedAt)
	t.of(r.CollectedAt)
}

// of returns the counts of the run that ended its collection at a time, nil for one that is not known.
func (t *trend) of(at *time.Time) *[4]int {
	if at == nil {
		return &t.unknown
	}
	if t.runs == nil {
		t.runs = map[time.Time]*[4]int{}
	}
	minute := at.UTC().Truncate(time.Minute)
	if t.runs[minute] == nil {
		t.runs[minute] = &[4]int{}
	}
	return t.runs[minute]
}

func (t *trend) add(a *report.Age) {
	if a == nil {
		return
	}
	if at := slices.Index(trendStates, a.State); at >= 0 {
		t.compared = true
		t.of(a.FirstSeen)[at]++
	}
}

// chart shows what became of findings by the run that saw them first, a row for each run, the earliest in one.
func (t *trend) chart(counts *report.Counts) chart {
	c := chart{Title: "Trend: findings by the run that saw them first", Note: strings.TrimSpace(counts.AgeSentence()),
		Columns: []string{"new", "persisting", "resolved", "not judged again"}, Classes: []string{"fresh", "persisting", "resolved", "info"}}
	if !t.compared {
		return c
	}
	runs := make([]time.Time, 0, len(t.runs))
	for at := range t.runs {
		runs = append(runs, at)
	}
	slices.SortFunc(runs, time.Time.Compare)
	if cut := len(runs) - drawnRuns; cut > 0 {
		early := make([]int, len(trendStates))
		for _, at := range runs[:cut+1] {
			for i, n := range t.runs[at] {
				early[i] += n
			}
		}
		c.Rows, runs = append(c.Rows, chartRow{Label: "to " + runLabel(runs, cut), Counts: early}), runs[cut+1:]
	}
	for i, at := range runs {
		c.Rows = append(c.Rows, chartRow{Label: runLabel(runs, i), Title: report.Minute(at), Counts: t.runs[at][:]})
	}
	if sum(t.unknown[:]) > 0 {
		c.Rows = append(c.Rows, chartRow{Label: "not known", Counts: t.unknown[:]})
	}
	return c
}

// runLabel is the day of a run, with its time where another run is of the same day.
func runLabel(runs []time.Time, i int) string {
	same := func(k int) bool {
		return k >= 0 && k < len(runs) && report.Day(&runs[k]) == report.Day(&runs[i])
	}
	if same(i-1) || same(i+1) {
		return runs[i].Format("2006-01-02 15:04")
	}
	return report.Day(&runs[i])
}
