package collect

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"time"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const timesFile = "export.json"

// maxTimes is far more than the few times of an export take.
const maxTimes = 1 << 20

// readSmall reads a file that is kept in memory as a whole.
func readSmall(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxTimes+1))
	if err == nil && len(text) > maxTimes {
		err = fmt.Errorf("%s: longer than %d MiB, expected a JSON object with a few times: write it anew, or take it out and give --collected-at", name, maxTimes>>20)
	}
	return text, err
}

// readTimes reads export.json, in UTF-8 or with the byte order mark that PowerShell writes.
func (e *Export) readTimes(text []byte) error {
	text, err := utf8(text)
	if err != nil {
		return fmt.Errorf("%s: %w", timesFile, err)
	}
	var found map[string]json.RawMessage
	if err := json.Unmarshal(text, &found); err != nil {
		return fmt.Errorf("%s: expected a JSON object with times: %w", timesFile, err)
	}
	known := map[string]**time.Time{
		"collected_at": &e.CollectedAt, "cloud_started_at": &e.CloudStartedAt, "directory_started_at": &e.DirectoryStartedAt,
	}
	for _, key := range slices.Sorted(maps.Keys(found)) {
		into, ok := known[key]
		if !ok {
			return fmt.Errorf("%s: unknown key %q: expected one of %q", timesFile, key, slices.Sorted(maps.Keys(known)))
		}
		if *into, err = parseTime(found[key]); err != nil {
			return fmt.Errorf("%s: %s: %w", timesFile, key, err)
		}
	}
	return e.checkOrder()
}

func parseTime(value json.RawMessage) (*time.Time, error) {
	var text string
	if err := json.Unmarshal(value, &text); err != nil {
		return nil, fmt.Errorf("expected a time such as \"2026-11-20T23:55:00Z\", found %s", clip(string(value)))
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return nil, fmt.Errorf("expected a time such as \"2026-11-20T23:55:00Z\", found %q", clip(text))
	}
	return &at, nil
}

// checkOrder refuses a side that began after everything ended.
func (e *Export) checkOrder() error {
	for key, started := range map[string]*time.Time{"cloud_started_at": e.CloudStartedAt, "directory_started_at": e.DirectoryStartedAt} {
		if started != nil && e.CollectedAt != nil && started.After(*e.CollectedAt) {
			return fmt.Errorf("%s: %s: expected a time not after collected_at", timesFile, key)
		}
	}
	return nil
}

// utf8 returns text in UTF-8 without byte order mark.
func utf8(text []byte) ([]byte, error) {
	text, _, err := transform.Bytes(unicode.BOMOverride(unicode.UTF8.NewDecoder()), text)
	return text, err
}

// clip keeps foreign text short enough for a one-line error.
func clip(text string) string {
	if len(text) > 64 {
		return text[:64] + "…"
	}
	return text
}
