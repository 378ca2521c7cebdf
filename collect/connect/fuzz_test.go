package connect

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// keeper is a sink that holds what a snapshot.Writer demands of a source.
type keeper struct {
	t     *testing.T
	keys  map[string]any
	ended map[snapshot.Stream]snapshot.Ended
}

func (k *keeper) Add(record any) error {
	v := reflect.ValueOf(record)
	key := v.Type().Name() + "|" + v.FieldByName("Server").String()
	for _, name := range []string{"ID", "Name"} {
		if f := v.FieldByName(name); f.IsValid() {
			key += "|" + f.String()
			break
		}
	}
	if _, met := k.keys[key]; met {
		k.t.Errorf("%s is added twice", key)
	}
	if rule, ok := record.(snapshot.ConnectRule); ok && !json.Valid(rule.Body) {
		k.t.Errorf("%s: the body is not JSON: %s", rule.ID, rule.Body)
	}
	k.keys[key] = record
	return nil
}

func (k *keeper) Note(text string) {
	if strings.ContainsAny(text, "\n\r") {
		k.t.Errorf("a note of more than one line: %q", text)
	}
}

func (k *keeper) End(stream snapshot.Stream, e snapshot.Ended) error {
	if _, met := k.ended[stream]; met {
		return fmt.Errorf("%s ends twice", stream)
	}
	if (e.Status == snapshot.Complete) != (e.Reason == "") || strings.ContainsAny(e.Reason, "\n\r") {
		k.t.Errorf("%s ends as %s with the reason %q", stream, e.Status, e.Reason)
	}
	k.ended[stream] = e
	return nil
}

// FuzzFiles holds that no text makes the source fail otherwise than by an error of one line, that
// what it accepts can be stored, and that every stream ends once.
func FuzzFiles(f *testing.F) {
	for number, p := range parts() {
		text, err := os.ReadFile(filepath.Join("testdata", "windows", "connect", "SYNC1", p.stem+".json"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(number, text)
	}
	f.Add(3, []byte(`{"value":[{"Identifier":"a","ScopeFilter":{"value":[{"ScopeConditionList":null}],"Count":1}}],"Count":1}`))
	f.Add(5, []byte(`[{"CSExportXml":"<cs-object cs-dn=\"a\"><export-error/><cd-error/></cs-object>"}]`))
	f.Fuzz(func(t *testing.T, number int, text []byte) {
		if number < 0 || number >= len(parts()) {
			return
		}
		files := fstest.MapFS{folder + "/S/" + parts()[number].stem + ".json": {Data: text}}
		for _, partial := range []bool{false, true} {
			k := &keeper{t: t, keys: map[string]any{}, ended: map[snapshot.Stream]snapshot.Ended{}}
			err := NewSource(files, Options{AllowPartial: partial}).collect(t.Context(), k)
			if err != nil && strings.ContainsAny(err.Error(), "\n\r") {
				t.Errorf("not one line: %q", err)
			}
			if err == nil && len(k.ended) != len(parts()) {
				t.Errorf("%d streams ended, want %d", len(k.ended), len(parts()))
			}
		}
	})
}
