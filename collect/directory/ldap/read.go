package ldap

import (
	"context"
	"errors"
)

// read reads everything, group after group.
func (r *run) read(ctx context.Context) error {
	steps := []func(context.Context) error{r.readers[0].forest}
	for _, d := range r.readers {
		steps = append(steps, d.containers, d.groups)
	}
	for _, d := range r.readers {
		if r.o.Accounts == EveryAccount {
			steps = append(steps, d.everyone)
		}
	}
	if r.o.Accounts == MembersOnly {
		steps = append(steps, r.membersOnly)
	}
	for _, d := range r.readers {
		steps = append(steps, d.deleted)
	}
	for _, step := range steps {
		err := step(ctx)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		var f final
		if errors.As(err, &f) {
			return f.error
		}
		if err != nil {
			return err
		}
	}
	return nil
}
