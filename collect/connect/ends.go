package connect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func endAbsent(w sink, why string) error {
	for _, p := range parts() {
		if err := w.End(p.stream, snapshot.Ended{Status: snapshot.Absent, Reason: why}); err != nil {
			return err
		}
	}
	return nil
}

// endAll ends every stream by what all servers' files for it gave.
func endAll(w sink, servers []*server) error {
	for _, p := range parts() {
		if err := w.End(p.stream, ended(p, servers)); err != nil {
			return err
		}
	}
	return nil
}

func ended(p part, servers []*server) snapshot.Ended {
	e := snapshot.Ended{Status: snapshot.Complete}
	var reasons, files []string
	total, counted := int64(0), true
	for _, v := range servers {
		st := v.states[p.stem]
		reasons = append(reasons, st.reasons...)
		e.Properties = append(e.Properties, st.properties...)
		if file := v.files[p.stem]; file != "" {
			files = append(files, visible(file))
		}
		if st.count == nil {
			counted = false
		} else {
			total += *st.count
		}
	}
	if counted && p.stream != snapshot.StreamConnectErrors && p.stream != snapshot.StreamConnectFeatures {
		e.SourceCount = &total
	}
	if len(reasons) > 0 {
		e.Status, e.Reason = snapshot.Partial, strings.Join(reasons, "; ")
	}
	e.Query = described(files)
	return e
}

// described says in a few words which files were read.
func described(files []string) string {
	if len(files) > 4 {
		return fmt.Sprintf("%s … %s (%d files)", files[0], files[len(files)-1], len(files))
	}
	return strings.Join(slices.Clone(files), ", ")
}
