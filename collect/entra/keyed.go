package entra

import (
	"context"
	"slices"
)

// keyed is the reading of a small list whose objects have a key.
type keyed struct {
	run   *run
	spec  spec
	table *table
	tally tally
	met   *unique
	seen  []string
}

// readKeyed reads the files of a small list. key returns an object's key, or what is wrong with it;
// write writes its records and returns an error of the writer only.
func (r *run) readKeyed(ctx context.Context, s spec, t *table, key func(*object) (string, string), write func(o *object, t *tally) error) error {
	k := r.newKeyed(s, t)
	if err := k.read(ctx, key, write); err != nil {
		return err
	}
	return k.end()
}

func (r *run) newKeyed(s spec, t *table) *keyed {
	return &keyed{run: r, spec: s, table: t, met: newUnique()}
}

func (k *keyed) read(ctx context.Context, key func(*object) (string, string), write func(o *object, t *tally) error) error {
	return k.run.read(ctx, k.spec, k.run.export.files[k.spec.stem], k.table, &k.tally, func(o *object) error { return k.one(o, key, write) })
}

func (k *keyed) end() error {
	slices.Sort(k.seen)
	return k.run.end(k.spec, &k.tally, k.met.len(), slices.Compact(k.seen))
}

func (k *keyed) one(o *object, key func(*object) (string, string), write func(*object, *tally) error) error {
	name, problem := key(o)
	if o.cut != nil {
		return nil
	}
	if problem != "" {
		k.tally.oddOne(problem)
		return nil
	}
	if err := k.spec.full(int(k.met.len())); err != nil {
		return err
	}
	again, err := k.met.again(name, o, &k.tally)
	switch {
	case err != nil && k.run.options.AllowPartial:
		k.tally.faults.add(k.run.body.placed(err, o).Error())
		return nil
	case err != nil || again:
		return err
	}
	for _, name := range o.names() {
		if !slices.Contains(k.seen, name) {
			k.seen = append(k.seen, name)
		}
	}
	if err := write(o, &k.tally); err != nil {
		return fatal{err}
	}
	return nil
}

// textKey is the key of an object whose id is any text.
func textKey(o *object) (key, problem string) {
	id, ok := o.bytes(0)
	switch {
	case o.defect != "":
		return "", o.defect
	case !ok || len(id) == 0:
		return "", "an object without an id"
	}
	return string(id), ""
}

// guidKey is the key of an object whose id is a GUID.
func guidKey(o *object) (key, problem string) {
	id, problem := o.id()
	return id.String(), problem
}

// fault records a defect of an object that has no record of its own to carry it.
func (t *tally) fault(o *object, key string) {
	if o.defect != "" {
		t.faults.add(visible(key) + ": " + o.defect)
	}
}
