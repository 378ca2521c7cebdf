package report

import (
	"errors"
	"io"
)

// Tee returns a handler that gives every record to each of handlers, in their order. Handle stops
// at the first error; Close closes all of them and joins their errors.
func Tee(handlers ...Handler) Handler {
	return tee(handlers)
}

type tee []Handler

func (t tee) Handle(r Record) error {
	for _, h := range t {
		if err := h.Handle(r); err != nil {
			return err
		}
	}
	return nil
}

func (t tee) Close() error { return closeAll(t) }

// closeAll closes all, also behind an error, and joins their errors.
func closeAll[H io.Closer](handlers []H) error {
	var errs []error
	for _, h := range handlers {
		errs = append(errs, h.Close())
	}
	return errors.Join(errs...)
}
