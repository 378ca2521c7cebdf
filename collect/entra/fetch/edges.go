package fetch

import (
	"context"
	"io"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// edges reads members, and owners when asked for, of every group that may matter, and of the groups
// nested in those.
func (s *Source) edges(ctx context.Context) error {
	s.asks(snapshot.StreamCloudMemberships, "GET /groups/{id}/members with $select and $count, direct members")
	if s.o.Owners {
		s.asks(snapshot.StreamCloudOwners, "GET /groups/{id}/owners with $select and $count")
	} else {
		s.lacks(snapshot.StreamCloudOwners, "not asked for: collect with --owners, which needs "+ownerPermission)
	}
	known := map[snapshot.GUID]bool{}
	var next, own []snapshot.GUID
	left := 0
	err := s.spool.Bodies(groupList.stem, func(body io.Reader) error {
		_, err := entra.DecodeGroups(body, func(g *entra.Group) error {
			if _, again := known[g.ID]; again {
				return nil
			}
			wanted := s.o.AllGroups || g.MayBeWritten()
			if known[g.ID] = wanted; wanted {
				next = append(next, g.ID)
			} else {
				left++
			}
			return nil
		}, func(string) error { return nil })
		return err
	})
	if err != nil {
		return err
	}
	own = slices.Clone(next)
	// Rounds, since members tell which groups are nested and so wanted too.
	for len(next) > 0 {
		nested, err := s.round(ctx, next)
		if err != nil {
			return err
		}
		next = next[:0]
		for _, id := range nested {
			if wanted, met := known[id]; met && !wanted {
				known[id] = true
				left--
				next = append(next, id)
			}
		}
	}
	s.leave(known, left)
	s.none(snapshot.StreamCloudMemberships, s.told.Members)
	if s.o.Owners {
		s.none(snapshot.StreamCloudOwners, s.told.Owners)
	}
	if !s.o.Governance {
		s.notAsked(privilegedList)
		return nil
	}
	return s.privileged(ctx, own)
}

// groupless says why no group is asked for anything.
func (s *Source) groupless() string {
	const why = "there is no group to ask for"
	s.mu.Lock()
	defer s.mu.Unlock()
	if reason := s.told.Reasons[snapshot.StreamCloudGroups]; reason != "" {
		return why + ", since groups could not be read: " + reason
	}
	return why
}

// none says why there is no list at all of a kind, which the snapshot tells only when it is so.
func (s *Source) none(stream snapshot.Stream, of map[snapshot.GUID]string) {
	why := s.groupless()
	for _, reason := range of {
		if strings.HasPrefix(why, "there") || reason < why {
			why = reason
		}
	}
	s.lacks(stream, why)
}

// leave says of the groups that were not asked for that they were not.
func (s *Source) leave(known map[snapshot.GUID]bool, left int) {
	if left == 0 {
		return
	}
	const reason = "not asked for: no engine can write this group and it is nested in none that may be written; --all-groups asks for all"
	for id, wanted := range known {
		if !wanted {
			s.told.Unwanted[id] = true
			s.told.Members[id] = reason
			if s.o.Owners {
				s.told.Owners[id] = reason
			}
		}
	}
	s.note("members of %s were not asked for, since no engine can write them and no group that may be written holds them", plural(left, "group", "groups"))
}

// round reads the edges of groups side by side and returns the groups among their members. There are
// more workers than requests at a time, since some of them put away what they read.
func (s *Source) round(ctx context.Context, groups []snapshot.GUID) (nested []snapshot.GUID, err error) {
	var mu sync.Mutex
	workers, ctx := errgroup.WithContext(ctx)
	workers.SetLimit(2 * s.o.AtOnce)
	for _, id := range groups {
		workers.Go(func() error {
			found, err := s.group(ctx, id)
			mu.Lock()
			nested = append(nested, found...)
			mu.Unlock()
			return err
		})
	}
	err = workers.Wait()
	return nested, err
}

// group reads the members and owners of one group.
func (s *Source) group(ctx context.Context, id snapshot.GUID) (nested []snapshot.GUID, err error) {
	text := id.String()
	request := memberRequest
	request.ID = text
	reason, err := s.read(ctx, "members/"+text, request, memberPermission)
	if err != nil {
		return nil, err
	}
	s.tell(s.told.Members, id, reason)
	if files := s.spool.files("members/" + text); len(files) > 0 {
		if nested, err = s.ahead.Members(ctx, id, files, reason); err != nil {
			return nil, err
		}
	}
	if !s.o.Owners {
		return nested, nil
	}
	request = ownerRequest
	request.ID = text
	if reason, err = s.read(ctx, "owners/"+text, request, ownerPermission); err != nil {
		return nil, err
	}
	s.tell(s.told.Owners, id, reason)
	if files := s.spool.files("owners/" + text); len(files) > 0 {
		err = s.ahead.Owners(ctx, id, files, reason)
	}
	return nested, err
}

func (s *Source) tell(to map[snapshot.GUID]string, id snapshot.GUID, reason string) {
	if reason == "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	to[id] = reason
}
