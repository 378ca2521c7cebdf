package main

import (
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/report"
)

// dryRun prints what a collection would ask. Without a number of groups the tenant is asked for it,
// which is the only request.
func (l *live) dryRun(ctx context.Context, groups int) error {
	if groups == 0 {
		n, err := l.countGroups(ctx)
		if err != nil {
			return fmt.Errorf("counting groups (--groups N reckons without asking): %w", err)
		}
		groups = n
	}
	options := l.cfg.options()
	w := tabwriter.NewWriter(l.t.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "REQUESTS\tUNITS\tGET\tPERMISSION")
	requests, units := 0, 0
	for _, p := range fetch.Plan(options, groups) {
		fmt.Fprintf(w, "%d\t%d\t%s\t%s\n", p.Requests, p.Units, p.Path, p.Permission)
		requests, units = requests+p.Requests, units+p.Units
	}
	fmt.Fprintf(w, "%d\t%d\tfor %d groups\n", requests, units, groups)
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(l.t.out, "\nA group takes one request more for each 999 members after the first. A Cloud Sync application takes two\nrequests, and one for each of its jobs. "+
		"A second look (collect.second_look) reads members of groups that differ once more, and looks\nfor people whom only the directory has as members: GET /users with User.Read.All, a request for fifteen.")
	if !options.AllGroups {
		fmt.Fprintln(l.t.out, "Groups that no engine can write and that are nested in none that may be written are left out, so it will be less.")
	}
	fmt.Fprintln(l.t.out, "\nThe quota of the tenant allows that in about")
	for _, q := range fetch.Quotas() {
		fmt.Fprintf(l.t.out, "  %-9s %s (%d units in ten seconds)\n", q.Time(units).Round(time.Second), q.Size, q.Units)
	}
	return nil
}

// countGroups asks the tenant for one group and the number of all.
func (l *live) countGroups(ctx context.Context) (int, error) {
	c, err := l.cfg.connection(l.t)
	if err != nil {
		return 0, err
	}
	defer c.base.CloseIdleConnections()
	side, err := l.sides.cloud(c)
	if err != nil {
		return 0, usage("%w", err)
	}
	if err := signIn(ctx, side, c.tenant); err != nil {
		return 0, err
	}
	body, err := side.Page(ctx, fetch.Request{Resource: fetch.Groups, Select: []string{"id"}, Top: 1, Count: true})
	if err != nil {
		return 0, err
	}
	var page struct {
		Count *int `json:"@odata.count"`
	}
	if err := json.Unmarshal(body, &page); err != nil || page.Count == nil {
		return 0, fmt.Errorf("reading the answer: expected @odata.count in %s", report.Visible(string(body[:min(len(body), 80)])))
	}
	return *page.Count, nil
}
