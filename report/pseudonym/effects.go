package pseudonym

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/wbaudit/wbaudit/report"
)

// effects is the handler of a what-if that replaces. Effects wait for the end, since their keys change their order.
type effects struct {
	to report.EffectHandler
	// each makes of a record the one that is passed on.
	each func(report.EffectRecord) report.EffectRecord
	// mark checks how the stream is marked and returns how the new one is.
	mark func(standIns string) (string, error)
	held []report.EffectRecord
}

// NewEffects is New for the stream of a what-if. It holds all effects in memory.
func NewEffects(h report.EffectHandler, key *Key) report.EffectHandler {
	f := &filter{key: key, vocabulary: map[string]bool{}}
	f.learn(ownWords)
	f.learn(effectWords)
	return &effects{to: h, each: func(r report.EffectRecord) report.EffectRecord {
		found := f.collect(r)
		if r.Whatif != nil {
			f.everywhere = found
		}
		f.here, f.replacer = found, nil
		return changedEffect(r, f.change)
	}, mark: key.hidden}
}

// RevealEffects is Reveal for the stream of a what-if.
func RevealEffects(h report.EffectHandler, key *Key) report.EffectHandler {
	return &effects{
		to: h, each: func(r report.EffectRecord) report.EffectRecord { return changedEffect(r, key.reveal) }, mark: key.revealed,
	}
}

func changedEffect(r report.EffectRecord, change func(class, string) string) report.EffectRecord {
	return each(reflect.ValueOf(r), kept, change).Interface().(report.EffectRecord)
}

// HandleEffect changes r, of which it keeps nothing.
func (e *effects) HandleEffect(r report.EffectRecord) (err error) {
	changed := e.each(r)
	switch {
	case r.Whatif != nil:
		if changed.Whatif.StandIns, err = e.mark(r.Whatif.StandIns); err != nil {
			return err
		}
	case r.Effect != nil:
		e.held = append(e.held, changed)
		return nil
	case r.Totals != nil:
		if err := e.release(); err != nil {
			return err
		}
	}
	return e.to.HandleEffect(changed)
}

// release passes the effects on, in the order of their new keys.
func (e *effects) release() error {
	slices.SortFunc(e.held, func(a, b report.EffectRecord) int { return cmp.Compare(a.Effect.Key, b.Effect.Key) })
	for _, r := range e.held {
		if err := e.to.HandleEffect(r); err != nil {
			return err
		}
	}
	e.held = nil
	return nil
}

// Close closes the handler that the stream is passed on to.
func (e *effects) Close() error { return e.to.Close() }
