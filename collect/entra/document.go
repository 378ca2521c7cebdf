package entra

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

var documentTable = newTable("id")

// documents reads the lists whose objects are kept as received, without the white space around
// their tokens.
func (r *run) documents(ctx context.Context) error {
	for _, s := range []spec{reviewsSpec, auditsSpec, privilegedSpec} {
		err := r.readKeyed(ctx, s, documentTable, documentKey, func(o *object, _ *tally) error {
			return r.sink.Document(s.stream, readDocument(o))
		})
		if err != nil {
			return err
		}
	}
	return r.markAsked()
}

// markAsked adds a document for every group whose assignments in privileged identity management
// were asked for, which Graph gives for one group at a time: that there are none is an answer only
// then. The group is the one that the file's name begins with, privilegedAssignments-<id>.
func (r *run) markAsked() error {
	for _, file := range r.export.files[privilegedSpec.stem] {
		name := strings.TrimPrefix(strings.TrimPrefix(path.Base(file), privilegedSpec.stem), "-")
		id, ok := parseGUID([]byte(name[:min(36, len(name))]))
		if !ok {
			continue
		}
		body := fmt.Appendf(nil, `{"id":%q,"groupId":%[1]q,"asked":true}`, id)
		if err := r.sink.Document(privilegedSpec.stream, snapshot.Document{ID: id.String(), Body: body}); err != nil {
			return err
		}
	}
	return nil
}

// documentKey is textKey of an object that is kept as received, so that it must be whole.
func documentKey(o *object) (key, problem string) {
	o.cut = cutInside(o.whole)
	return textKey(o)
}

// readDocument returns an object as received, without the white space between its tokens.
func readDocument(o *object) snapshot.Document {
	id, _ := textKey(o)
	var text bytes.Buffer
	if err := json.Compact(&text, o.whole); err != nil {
		o.blame(0, "JSON", err.Error())
	}
	return snapshot.Document{ID: id, Body: text.Bytes()}
}
