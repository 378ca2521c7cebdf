package fetch

import (
	"bytes"
	"context"
	"encoding/json"
	"io"

	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

const (
	// behaviorFolder holds the answers in the spool, where no export has anything.
	behaviorFolder = ".behavior/"
	// behaviorPermission is the only one that Microsoft documents: it may write, though it is asked to
	// read. So nothing is asked unless it is asked for.
	//
	// Source: https://learn.microsoft.com/graph/api/onpremisessyncbehavior-get?view=graph-rest-beta
	behaviorPermission = "Group-OnPremisesSyncBehavior.ReadWrite.All"
)

// behaviors asks of every group that the directory knows whether its source of authority is the
// cloud. Groups that it never knew have no other. Where the first is refused, so would all be.
func (s *Source) behaviors(ctx context.Context) error {
	ids, err := s.fromDirectory()
	if err != nil {
		return err
	}
	u, err := s.singly(ctx, ids, s.behavior)
	switch {
	case err != nil:
		return err
	case u.refused != "":
		s.note("onPremisesSyncBehavior was not read, so which groups the cloud took over is not known: %s", u.refused)
	case u.failed > 0:
		s.note("onPremisesSyncBehavior of %s was not read, so whether the cloud took them over is not known: %s", plural(u.failed, "group", "groups"), u.why)
	}
	return nil
}

// fromDirectory returns the groups that come from the directory or did once.
func (s *Source) fromDirectory() (ids []snapshot.GUID, err error) {
	err = s.spool.Bodies(groupList.stem, func(body io.Reader) error {
		_, err := entra.DecodeGroups(body, func(g *entra.Group) error {
			if g.SyncEnabled != nil && *g.SyncEnabled || g.SecurityIdentifier != nil {
				ids = append(ids, g.ID)
			}
			return nil
		}, func(string) error { return nil })
		return err
	})
	return ids, err
}

// behavior reads that of one group, unless it is in the spool already.
func (s *Source) behavior(ctx context.Context, id snapshot.GUID) (reason string, err error) {
	name := behaviorFolder + id.String()
	reason, ended := s.spool.Ended(name)
	if !ended {
		if reason, err = s.askBehavior(ctx, name, id); err != nil {
			return "", err
		}
	}
	if reason != "" {
		return reason, nil
	}
	return "", s.spool.Bodies(name, func(body io.Reader) error {
		text, err := io.ReadAll(body)
		if err != nil {
			return err
		}
		if managed := readBehavior(text); managed != nil {
			s.mu.Lock()
			s.told.CloudManaged[id] = *managed
			s.mu.Unlock()
		}
		return nil
	})
}

func (s *Source) askBehavior(ctx context.Context, name string, id snapshot.GUID) (reason string, err error) {
	if err := s.spool.Begin(name); err != nil {
		return "", err
	}
	request := Request{Resource: SyncBehavior, ID: id.String()}
	body, err := s.page(ctx, request)
	if err != nil {
		if reason, err = s.explain(err, request, behaviorPermission); err != nil {
			return "", err
		}
	} else if err := s.spool.Page(name, body); err != nil {
		return "", err
	}
	return reason, s.spool.End(name, reason)
}

// readBehavior returns isCloudManaged, nil when the answer does not say. Graph's reference shows the
// object wrapped in value, services answer without.
func readBehavior(body []byte) *bool {
	var answer struct {
		IsCloudManaged *bool
		Value          struct{ IsCloudManaged *bool }
	}
	if json.Unmarshal(bytes.TrimSpace(body), &answer) != nil {
		return nil
	}
	if answer.IsCloudManaged == nil {
		return answer.Value.IsCloudManaged
	}
	return answer.IsCloudManaged
}
