package entra

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// The objects of onPremisesSynchronization.
var (
	syncTable          = newTable("id", "configuration", "features")
	configurationTable = newTable("anchorAttribute", "synchronizationInterval", "synchronizationClientVersion",
		"accidentalDeletionPrevention", "currentExportData", "writebackConfiguration")
	preventionTable = newTable("synchronizationPreventionType", "alertThreshold")
	exportTable     = newTable("pendingObjectsAddition", "pendingObjectsUpdate", "pendingObjectsDeletion", "clientMachineName")
	containerTable  = newTable("unifiedGroupContainer", "userContainer")
)

// synchronization reads the sync object, whose id is that of its tenant, and refuses the one of
// another tenant than the organization's: its engines would be taken for those of these groups.
func (r *run) synchronization(ctx context.Context) error {
	var id snapshot.GUID
	err := r.single(ctx, syncSpec, syncTable, func(o *object) any {
		read := readSynchronization(o)
		id = read.ID
		return read
	})
	switch none := (snapshot.GUID{}); {
	case err != nil || id == none || id == r.tenantRead.ID:
		return err
	case r.tenantRead.ID == none:
		r.tenantRead.ID = id
		return nil
	}
	return fmt.Errorf("%s is of tenant %s, %s of tenant %s: export both from one tenant",
		strings.Join(r.export.files[syncSpec.stem], ", "), id, strings.Join(r.export.files[organizationSpec.stem], ", "), r.tenantRead.ID)
}

// readSynchronization reads the sync object.
//
// Source: https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronization?view=graph-rest-beta
func readSynchronization(o *object) snapshot.SyncConfiguration {
	id, _ := o.id()
	c := snapshot.SyncConfiguration{ID: id, Features: readFeatures(o)}
	in := newObject(configurationTable)
	if !o.inner(1, in) {
		return c
	}
	c.AnchorAttribute, c.SynchronizationInterval, c.ClientVersion = in.text(0), in.text(1), in.text(2)
	if prevention := newObject(preventionTable); in.inner(3, prevention) {
		c.DeletionPrevention, c.DeletionThreshold = prevention.text(0), prevention.number(1)
		in.absorb(3, prevention)
	}
	if pending := newObject(exportTable); in.inner(4, pending) {
		c.Pending = &snapshot.PendingExport{
			Additions: pending.number(0), Updates: pending.number(1), Deletions: pending.number(2), Machine: pending.text(3),
		}
		in.absorb(4, pending)
	}
	if container := newObject(containerTable); in.inner(5, container) {
		c.UnifiedGroupContainer, c.UserContainer = container.text(0), container.text(1)
		in.absorb(5, container)
	}
	o.absorb(1, in)
	return c
}

// readFeatures returns every feature by Graph's name; nil when the body had none.
func readFeatures(o *object) map[string]*bool {
	if o.null(2) {
		return nil
	}
	if o.raw[2][0] != '{' {
		o.strange(2, "an object", o.raw[2])
		return nil
	}
	features := map[string]*bool{}
	eachKey(o.raw[2], func(key string, value []byte) {
		switch {
		case strings.EqualFold(key, "additionalProperties") && value[0] == '{':
			eachKey(value, func(key string, value []byte) { o.feature(features, key, value) })
		case strings.EqualFold(key, "additionalProperties"), strings.Contains(key, "@"):
		default:
			o.feature(features, key, value)
		}
	})
	return features
}

func (o *object) feature(features map[string]*bool, key string, value []byte) {
	name := camel(key)
	switch value[0] {
	case 't', 'f':
		on := value[0] == 't'
		features[name] = &on
	case 'n':
		if _, known := features[name]; !known {
			features[name] = nil
		}
	default:
		o.blame(2, "true or false for "+visible(name), kind(value))
	}
}

// camel returns a key of ConvertTo-Json in Graph's spelling.
func camel(key string) string {
	first, size := utf8.DecodeRuneInString(key)
	return string(unicode.ToLower(first)) + key[size:]
}

// eachKey calls read with the keys and values of a valid JSON object.
func eachKey(raw []byte, read func(key string, value []byte)) {
	i := skipSpace(raw, 1)
	for more := raw[i] != '}'; more; {
		after, start, err := skipKey(raw, i)
		if err != nil {
			return
		}
		end, err := skipValue(raw, start, 1)
		if err != nil {
			return
		}
		read(string(unquote(raw[i:after], nil)), raw[start:end])
		if i, more, err = skipComma(raw, end, '}'); err != nil {
			return
		}
	}
}
