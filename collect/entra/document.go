package entra

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

var documentTable = newTable("id")

// documents reads the lists whose objects are kept as received, without the white space around
// their tokens.
func (r *run) documents(ctx context.Context) error {
	for _, s := range []spec{reviewsSpec, auditsSpec, privilegedSpec} {
		err := r.readKeyed(ctx, s, documentTable, textKey, func(o *object, _ *tally) error {
			d := readDocument(o)
			if o.cut != "" {
				return nil
			}
			return r.sink.Document(s.stream, d)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readDocument returns an object as received, without the white space between its tokens.
func readDocument(o *object) snapshot.Document {
	id, _ := textKey(o)
	o.cut = cutInside(o.whole)
	var text bytes.Buffer
	if err := json.Compact(&text, o.whole); err != nil {
		o.blame(0, "JSON", err.Error())
	}
	return snapshot.Document{ID: id, Body: text.Bytes()}
}
