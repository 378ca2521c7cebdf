package connect

import (
	"bytes"
	"encoding/json"
)

// nextValue decodes the value of text that d comes to, as the part of text that it is, so that its place can be told.
func nextValue(d *json.Decoder, text []byte) (json.RawMessage, error) {
	var value json.RawMessage
	if err := d.Decode(&value); err != nil {
		return nil, err
	}
	end := d.InputOffset()
	return text[end-int64(len(value)) : end], nil
}

// eachKey calls yield with the keys of an object and their values, in their order.
func eachKey(raw json.RawMessage, yield func(name string, value json.RawMessage)) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return err
		}
		value, err := nextValue(d, raw)
		if err != nil {
			return err
		}
		name, _ := token.(string)
		yield(name, value)
	}
	_, err := d.Token()
	return err
}

// eachOf returns the elements of an array.
func eachOf(raw json.RawMessage) (elements []json.RawMessage, err error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	for d.More() {
		value, err := nextValue(d, raw)
		if err != nil {
			return nil, err
		}
		elements = append(elements, value)
	}
	_, err = d.Token()
	return elements, err
}
