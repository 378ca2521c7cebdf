package report

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// EffectHandler takes the stream of a what-if: what was assumed, the effects in the order of their keys, the
// totals. What a format shows is complete once Close has returned.
type EffectHandler interface {
	HandleEffect(r EffectRecord) error
	Close() error
}

// NewEffectEncoder returns a handler that writes the stream to w as JSON Lines.
func NewEffectEncoder(w io.Writer) EffectHandler { return &effectEncoder{json.NewEncoder(w)} }

type effectEncoder struct{ to *json.Encoder }

func (e *effectEncoder) HandleEffect(r EffectRecord) error { return e.to.Encode(r) }
func (e *effectEncoder) Close() error                      { return nil }

// NewEffectDocument returns a handler that writes one JSON document to w on Close, for which all effects are
// held in memory.
func NewEffectDocument(w io.Writer) EffectHandler {
	return &effectDocument{to: w, Effects: []*Effect{}}
}

type effectDocument struct {
	to      io.Writer
	Whatif  *Whatif       `json:"whatif"`
	Effects []*Effect     `json:"effects"`
	Totals  *EffectTotals `json:"totals"`
}

func (d *effectDocument) HandleEffect(r EffectRecord) error {
	switch {
	case r.Whatif != nil:
		d.Whatif = r.Whatif
	case r.Effect != nil:
		d.Effects = append(d.Effects, r.Effect)
	case r.Totals != nil:
		d.Totals = r.Totals
	}
	return nil
}

func (d *effectDocument) Close() error {
	out := json.NewEncoder(d.to)
	out.SetIndent("", "  ")
	return out.Encode(d)
}

// TeeEffects returns a handler that passes every record to all.
func TeeEffects(all ...EffectHandler) EffectHandler { return effectTee(all) }

type effectTee []EffectHandler

func (t effectTee) HandleEffect(r EffectRecord) error {
	for _, h := range t {
		if err := h.HandleEffect(r); err != nil {
			return err
		}
	}
	return nil
}

func (t effectTee) Close() error { return closeAll(t) }

// effectHead begins the stream of a what-if.
var effectHead = []byte(`{"whatif":`)

// HoldsEffects reports whether a stored stream is that of a what-if, without taking anything from it.
func HoldsEffects(r *bufio.Reader) bool {
	head, _ := r.Peek(len(effectHead))
	return bytes.Equal(head, effectHead)
}

// ReadEffects passes a stored stream on to h, which it does not close. It refuses one that is cut off or out of
// order, and one whose totals are not those of its effects; the error names the line.
func ReadEffects(ctx context.Context, r io.Reader, h EffectHandler) error {
	check := &effectChecker{counter: newEffectCounter()}
	lines := json.NewDecoder(r)
	for line := 1; ; line++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		var record EffectRecord
		err := lines.Decode(&record)
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = check.check(record)
		}
		if err == nil {
			err = h.HandleEffect(record)
		}
		if err != nil {
			return fmt.Errorf("reading the what-if, line %d: %w", line, err)
		}
	}
	if !check.done {
		return fmt.Errorf("reading the what-if: it ends without its totals: it was cut off; write it again")
	}
	return nil
}
