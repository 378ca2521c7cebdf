package entra

import (
	"bytes"
	"testing"
)

func TestAValueIsPlacedOnlyInTheTextThatItIsAPartOf(t *testing.T) {
	text := []byte(`[{"id":"a","value":"cut off"}]`)
	o := newObject(documentTable)
	if _, err := o.index(text, 1); err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(o.whole, []byte(`"cut off"`))
	value := o.whole[at : at+9]
	long := make([]byte, 9, 2*cap(text))
	copy(long, value)
	for name, tt := range map[string]struct {
		value []byte
		want  int
	}{
		"a part of the text has its place":          {value, at},
		"the whole text has its start":              {o.whole, 0},
		"what stands before the object has none":    {text[:1], 0},
		"what stands behind the object has none":    {text[len(text)-1:], 0},
		"the same words elsewhere have none":        {bytes.Clone(value), 0},
		"the same words in a longer text have none": {long, 0},
		"a part whose capacity was cut has none":    {value[:9:9], 0},
		"nothing has none":                          {nil, 0},
		"an empty part has none":                    {value[:0], 0},
	} {
		if got := o.offset(tt.value); got != tt.want {
			t.Errorf("%s: %d, want %d", name, got, tt.want)
		}
	}
}
