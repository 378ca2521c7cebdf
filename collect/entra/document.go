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
			if o.cut = cutInside(o.whole); o.cut != "" {
				return nil
			}
			var text bytes.Buffer
			if err := json.Compact(&text, o.whole); err != nil {
				return err
			}
			id, _ := textKey(o)
			return r.sink.Document(s.stream, snapshot.Document{ID: id, Body: text.Bytes()})
		})
		if err != nil {
			return err
		}
	}
	return nil
}
