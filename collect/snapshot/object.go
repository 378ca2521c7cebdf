package snapshot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// encodeJSON is how every JSON file of a snapshot is written: indented, tenant text unescaped.
func encodeJSON(value any) ([]byte, error) {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(value)
	return text.Bytes(), err
}

// checkObject returns object as the stream stores it: lists sorted by key.
func checkObject(stream Stream, object any) (any, error) {
	switch o := object.(type) {
	case []Setting:
		if stream == StreamTenantSettings {
			o = notNil(slices.Clone(o))
			slices.SortStableFunc(o, func(a, b Setting) int { return strings.Compare(a.ID, b.ID) })
			return o, nil
		}
	case Organization:
		if stream == StreamOrganization {
			return o, nil
		}
	case SyncConfiguration:
		if stream == StreamSyncConfiguration {
			return o, nil
		}
	case DirectoryFacts:
		if stream == StreamDirectoryFacts {
			return o, nil
		}
	}
	return nil, fmt.Errorf("storing %s: a %T does not belong there", stream, object)
}

func checkBody(stream Stream, d *Document) error {
	if !json.Valid(d.Body) {
		return fmt.Errorf("storing %s: the body of %s is not JSON", stream, pair{d.Server, d.ID})
	}
	return nil
}

// emptyObject is what a stream that ended without an object holds.
func emptyObject(stream Stream) any {
	switch stream {
	case StreamTenantSettings:
		return []Setting{}
	default:
		return nil
	}
}

// recordsIn counts what a stored object holds.
func recordsIn(object any) int64 {
	switch o := object.(type) {
	case nil:
		return 0
	case []Setting:
		return int64(len(o))
	default:
		return 1
	}
}
