package diff

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// auditEvent is what is read of a directory audit.
//
// Source: https://learn.microsoft.com/graph/api/resources/directoryaudit
type auditEvent struct {
	At          time.Time `json:"activityDateTime"`
	InitiatedBy struct {
		User *struct {
			ID, DisplayName, UserPrincipalName string
		} `json:"user"`
		App *struct {
			AppID, DisplayName, ServicePrincipalID string
		} `json:"app"`
	} `json:"initiatedBy"`
	Targets []struct {
		ID       string `json:"id"`
		Modified []struct {
			DisplayName string `json:"displayName"`
		} `json:"modifiedProperties"`
	} `json:"targetResources"`
}

// actor is who changed a group, and what the audit says that was.
type actor struct {
	by, name string
	modified []string
}

// readActors reads who changed the groups since the earlier snapshot. A directory audit that cannot
// be read names nobody.
func (f *Facts) readActors(r *snapshot.Reader) error {
	from, to := f.earlier.manifest.CollectedAt, f.manifest.CollectedAt
	f.actors = map[snapshot.GUID][]actor{}
	for d, err := range r.Documents(snapshot.StreamDirectoryAudits) {
		if err != nil {
			return err
		}
		if from != nil && to != nil {
			f.audit(d.Body, *from, *to)
		}
	}
	return nil
}

// audit takes one directory audit of the time from one snapshot to the other.
func (f *Facts) audit(body []byte, from, to time.Time) {
	var event auditEvent
	if json.Unmarshal(body, &event) == nil && !event.At.Before(from) && !event.At.After(to) {
		f.noteActor(&event)
	}
}

func (f *Facts) noteActor(event *auditEvent) {
	who := actor{by: ByUnknown}
	switch by := &event.InitiatedBy; {
	case by.User != nil && by.User.UserPrincipalName+by.User.DisplayName+by.User.ID != "":
		who.by, who.name = ByUser, orElse(by.User.UserPrincipalName, orElse(by.User.DisplayName, by.User.ID))
	case by.App != nil && by.App.DisplayName+by.App.ServicePrincipalID+by.App.AppID != "":
		who.by, who.name = ByApplication, orElse(by.App.DisplayName, orElse(by.App.ServicePrincipalID, by.App.AppID))
	default:
		return
	}
	for _, target := range event.Targets {
		id, err := snapshot.ParseGUID(target.ID)
		if err != nil || findRow(f.cloud, id) == none {
			continue
		}
		one := who
		for _, m := range target.Modified {
			one.modified = append(one.modified, strings.ToLower(m.DisplayName))
		}
		f.actors[id] = append(f.actors[id], one)
	}
}

// attribute fills who made the changes of a group: those whose audits name the attribute, else all
// who changed the group at all.
func (f *Facts) attribute(group snapshot.GUID, changes []Change) {
	all := f.actors[group]
	for i := range changes {
		c := &changes[i]
		var named []actor
		for _, a := range all {
			if slices.ContainsFunc(a.modified, func(m string) bool { return strings.Contains(m, strings.ToLower(c.Attribute)) }) {
				named = append(named, a)
			}
		}
		if named == nil {
			named = all
		}
		c.By, c.Actor = oneActor(named)
	}
}

// oneActor returns the actor that all share.
func oneActor(actors []actor) (by, name string) {
	if len(actors) == 0 {
		return ByUnknown, ""
	}
	for _, a := range actors[1:] {
		if a.by != actors[0].by || a.name != actors[0].name {
			return BySeveral, ""
		}
	}
	return actors[0].by, actors[0].name
}
