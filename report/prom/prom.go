// Package prom renders a report stream as a text file for node_exporter's textfile collector: counts by
// control, severity and outcome, how whole the snapshot is, and when it was collected. Nothing of a
// single group is in it.
//
// Samples carry no timestamps, since the collector refuses a file that has one; alert on the age of
// wbaudit_snapshot_timestamp_seconds, for a file that is no longer written looks the same for ever.
//
// Sources: https://prometheus.io/docs/practices/naming/,
// https://github.com/prometheus/node_exporter#textfile-collector
package prom

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// New returns a handler whose Close writes the metrics to w, which it does not close. Memory is bounded
// by the number of controls.
func New(w io.Writer) report.Handler {
	return &metrics{to: bufio.NewWriter(w), expires: map[string]int64{}}
}

// metrics is the handler.
type metrics struct {
	to     *bufio.Writer
	counts report.Counts
	// expires is when the first waiver of a control's findings ends, in seconds since 1970, by control.
	expires map[string]int64
}

func (m *metrics) Handle(r report.Record) error {
	m.counts.Add(r)
	if f := r.Finding; f != nil && f.Waiver != nil && f.Waiver.Expires != nil {
		end := f.Waiver.Expires.Unix()
		if known, is := m.expires[f.Control]; !is || end < known {
			m.expires[f.Control] = end
		}
	}
	return nil
}

// Close writes everything.
func (m *metrics) Close() error {
	m.run()
	m.findings()
	m.waivers()
	m.ages()
	m.checks()
	m.totals()
	m.move()
	m.streams()
	return m.to.Flush()
}

// family begins a metric; all of them are gauges, since a run can find less than the one before it.
func (m *metrics) family(name, help string) {
	fmt.Fprintf(m.to, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name) // the first error stays until Flush
}

// sample writes one value; labels are names and values in turn.
func (m *metrics) sample(name string, value int64, labels ...string) {
	_, _ = m.to.WriteString(name)
	sign := "{"
	for pair := range slices.Chunk(labels, 2) {
		fmt.Fprintf(m.to, "%s%s=\"%s\"", sign, pair[0], escaped(pair[1]))
		sign = ","
	}
	if len(labels) > 0 {
		_ = m.to.WriteByte('}')
	}
	_, _ = m.to.WriteString(" " + strconv.FormatInt(value, 10) + "\n")
}

// longestLabel bounds the value of a label, of which Prometheus keeps every one in memory.
const longestLabel = 200

// escaped returns s as the value of a label. After Visible no line feed is left to escape.
//
// Source: https://prometheus.io/docs/instrumenting/exposition_formats/
func escaped(s string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(report.Cut(report.Visible(s), longestLabel))
}
