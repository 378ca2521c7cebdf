package policies

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// runRecord heads the stream.
func runRecord(f facts, o Options, b *bench) (report.Run, error) {
	m, tenant := f.Manifest(), f.TenantSubject()
	choices, err := dotted(f.Choices())
	if err != nil {
		return report.Run{}, err
	}
	return report.Run{
		Format: report.Format, Tool: "wbaudit", Version: cmp.Or(o.Version, "devel"),
		Tenant:         report.Tenant{ID: f.TenantID(), Name: f.TenantName()},
		SnapshotDigest: f.SnapshotDigest(), PolicyDigest: b.digest, OwnPolicyDigest: b.own.policyDigest(),
		Earlier: f.earlierSnapshot(),
		Now:     nowOf(f, o), CollectedAt: m.CollectedAt,
		Cloud:     report.Period{Started: m.Cloud.Started, Ended: m.Cloud.Ended},
		Directory: report.Period{Started: m.Directory.Started, Ended: m.Directory.Ended},
		Profiles:  o.profiles(), DomainControllers: controllers(m), Streams: streams(m),
		Choices: choices, Parameters: b.parameters(), Engines: engineStates(tenant.Tenant),
		Totals: countsOf(reflect.ValueOf(tenant.Totals)),
		Notes:  notNil(f.Notes()), Banners: bannersOf(f), CloudDoubt: f.CloudDoubt(), JobScopeDoubt: f.JobScopeDoubt(),
	}, nil
}

// bannersOf are what is known of the snapshot that no reader may miss.
func bannersOf(f facts) []string {
	var banners []string
	for _, doubt := range [...]string{f.CloudDoubt(), f.JobScopeDoubt()} {
		if doubt != "" {
			banners = append(banners, doubt)
		}
	}
	if len(banners) == 0 {
		return f.Unreadable()
	}
	return append(banners, f.Unreadable()...)
}

func controllers(m snapshot.Manifest) []string {
	names := []string{}
	for _, dc := range m.DomainControllers {
		names = append(names, dc.Name)
	}
	return names
}

func streams(m snapshot.Manifest) []report.Stream {
	list := make([]report.Stream, 0, len(m.Streams))
	for _, s := range m.Streams {
		list = append(list, report.Stream{
			Name: string(s.Name), Status: string(s.Status), Reason: shortfall(s), Records: s.Records,
			SourceCount: s.SourceCount, Unreadable: &s.Unreadable, Query: s.Query, SHA256: s.SHA256,
		})
	}
	return list
}

// shortfall is why a stream is not whole, or why a whole one has another number of records than its
// source counts: single lists in it are not whole, which their groups say themselves, or objects were added that the
// source named elsewhere alone.
func shortfall(s snapshot.StreamState) string {
	if s.Reason != "" || s.SourceCount == nil || *s.SourceCount == s.Records {
		return s.Reason
	}
	if more := s.Records - *s.SourceCount; more > 0 && more <= s.Unreadable {
		return fmt.Sprintf("the source counts %d: other lists alone name %d more", *s.SourceCount, more)
	}
	return fmt.Sprintf("the source counts %d: lists of single groups are not whole, see those groups", *s.SourceCount)
}

func engineStates(t *diff.Tenant) []report.EngineState {
	return []report.EngineState{
		{Engine: string(diff.V1), State: string(t.V1), Source: t.Sources.V1},
		{Engine: string(diff.V2), State: string(t.V2), Source: t.Sources.V2},
		{Engine: string(diff.CloudSync), State: string(t.CloudSync), Source: t.Sources.CloudSync},
	}
}

// parameters lists the thresholds and changed severities of the controls in the run.
func (b *bench) parameters() []report.KeyValue {
	list := []report.KeyValue{}
	for _, c := range b.controls {
		for _, name := range sortedKeys(b.values[c.ID]) {
			list = append(list, report.KeyValue{Key: c.ID + "." + name, Value: phraseOfValue(b.values[c.ID][name]).spelled})
		}
		if b.severity[c.ID] != c.Severity {
			list = append(list, report.KeyValue{Key: c.ID + ".severity", Value: b.severity[c.ID]})
		}
	}
	slices.SortFunc(list, func(a, b report.KeyValue) int { return cmp.Compare(a.Key, b.Key) })
	return list
}

// dotted flattens a struct to its JSON names joined by dots, sorted.
func dotted(x any) ([]report.KeyValue, error) {
	text, err := json.Marshal(x)
	if err != nil {
		return nil, fmt.Errorf("listing choices: %w", err)
	}
	var tree map[string]any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&tree); err != nil {
		return nil, fmt.Errorf("listing choices: %w", err)
	}
	list := []report.KeyValue{}
	var walk func(prefix string, branch map[string]any)
	walk = func(prefix string, branch map[string]any) {
		for _, key := range sortedKeys(branch) {
			if deeper, ok := branch[key].(map[string]any); ok {
				walk(prefix+key+".", deeper)
				continue
			}
			list = append(list, report.KeyValue{Key: prefix + key, Value: spelledPlainly(branch[key])})
		}
	}
	walk("", tree)
	slices.SortFunc(list, func(a, b report.KeyValue) int { return cmp.Compare(a.Key, b.Key) })
	return list, nil
}

// spelledPlainly writes a value as people read it, a list as JSON, so that its elements stay apart.
func spelledPlainly(value any) string {
	if list, ok := value.([]any); ok {
		// What was JSON a moment ago can be JSON again.
		text, _ := json.Marshal(list)
		return string(text)
	}
	return fmt.Sprint(value)
}
