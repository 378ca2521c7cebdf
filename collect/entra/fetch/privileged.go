package fetch

import (
	"context"
	"fmt"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// privileged reads what privileged identity management gives members of each group for a time.
// Graph wants a group named, so each takes a request; where the first is refused, so would all be.
//
// Source: https://learn.microsoft.com/graph/api/privilegedaccessgroup-list-assignmentscheduleinstances?view=graph-rest-beta
func (s *Source) privileged(ctx context.Context, ids []snapshot.GUID) error {
	stream := privilegedList.stream
	s.asks(stream, s.describe(privilegedList)+" for each group")
	if len(ids) == 0 {
		s.lacks(stream, s.groupless())
		return nil
	}
	u, err := s.singly(ctx, ids, s.schedules)
	switch {
	case err != nil:
		return err
	case u.refused != "":
		s.lacks(stream, u.refused)
	case u.failed > 0:
		s.lacks(stream, fmt.Sprintf("not read for %s: %s", plural(u.failed, "group", "groups"), u.why))
	}
	return nil
}

// schedules reads those of one group. What broke off is not kept: a file of a group says that all of
// its schedules were read.
func (s *Source) schedules(ctx context.Context, id snapshot.GUID) (reason string, err error) {
	name := privilegedList.stem + "-" + id.String()
	request := privilegedList.request
	request.Filter = "groupId eq '" + id.String() + "'"
	reason, err = s.read(ctx, name, request, privilegedList.permission)
	if err != nil || reason == "" {
		return reason, err
	}
	if err := s.spool.Begin(name); err != nil {
		return "", err
	}
	return reason, s.spool.End(name, reason)
}
