package changes

import (
	"context"
	"iter"
)

// join walks through two lists that are sorted by the same key, side by side: a or b is nil where the
// other list alone has the key. Both are valid until the next pair.
func join[T any](ctx context.Context, before, after iter.Seq2[T, error], order func(a, b *T) int, each func(a, b *T) error) error {
	left, right := pull(before), pull(after)
	defer left.stop()
	defer right.stop()
	if err := left.advance(); err != nil {
		return err
	}
	if err := right.advance(); err != nil {
		return err
	}
	for left.ok || right.ok {
		if err := ctx.Err(); err != nil {
			return err
		}
		a, b := left.pick(right, order)
		if err := each(a, b); err != nil {
			return err
		}
		if a != nil {
			if err := left.advance(); err != nil {
				return err
			}
		}
		if b != nil {
			if err := right.advance(); err != nil {
				return err
			}
		}
	}
	return nil
}

// pulled is a list that is read one by one.
type pulled[T any] struct {
	next  func() (T, error, bool)
	stop  func()
	value T
	ok    bool
}

func pull[T any](list iter.Seq2[T, error]) *pulled[T] {
	p := &pulled[T]{}
	p.next, p.stop = iter.Pull2(list)
	return p
}

func (p *pulled[T]) advance() error {
	var err error
	p.value, err, p.ok = p.next()
	return err
}

// pick returns what comes next of the two lists; both where the keys are equal.
func (p *pulled[T]) pick(other *pulled[T], order func(a, b *T) int) (a, b *T) {
	switch {
	case !other.ok:
		return &p.value, nil
	case !p.ok:
		return nil, &other.value
	}
	switch o := order(&p.value, &other.value); {
	case o < 0:
		return &p.value, nil
	case o > 0:
		return nil, &other.value
	}
	return &p.value, &other.value
}
