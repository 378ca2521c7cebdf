package diff

import (
	"encoding/json"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// TimeBound is what privileged identity management says of a group's memberships.
type TimeBound struct {
	// Read is yes when the assignments of the group were read, or one was that ends; else unknown.
	Read Answer `json:"read"`
	// Memberships counts the assignments as member, Ending those of them that end on their own.
	Memberships int `json:"memberships"`
	Ending      int `json:"ending"`
}

// assignmentInstance is one membership or ownership that privileged identity management gives now.
//
// Source: https://learn.microsoft.com/graph/api/resources/privilegedaccessgroupassignmentscheduleinstance
type assignmentInstance struct {
	ID             string `json:"id"`
	GroupID        string `json:"groupId"`
	AccessID       string `json:"accessId"`
	AssignmentType string `json:"assignmentType"`
	// EndDateTime is nil where it was not collected, null where the assignment does not end.
	EndDateTime json.RawMessage `json:"endDateTime"`
	// Asked is true in the document that says of a group that its assignments were asked for.
	Asked bool `json:"asked"`
}

// assigned is what was read of all groups.
type assigned struct {
	groups map[snapshot.GUID]TimeBound
	// asked are the groups that were asked for; nil when nothing says which were.
	asked map[snapshot.GUID]bool
	// unclear are those of which an entry does not say what it gives access as, or whether it ends.
	unclear map[snapshot.GUID]bool
	// read says whether the list is whole, unsure that an entry could not be understood.
	read   bool
	unsure bool
}

// readAssignments reads the instances.
func (f *Facts) readAssignments(r *snapshot.Reader) error {
	a := assigned{groups: map[snapshot.GUID]TimeBound{}, unclear: map[snapshot.GUID]bool{}, read: f.complete(snapshot.StreamPrivilegedAssignments)}
	for d, err := range r.Documents(snapshot.StreamPrivilegedAssignments) {
		if err != nil {
			return err
		}
		a.add(d.Body)
	}
	f.governed.assigned = a
	return nil
}

func (a *assigned) add(body []byte) {
	var i assignmentInstance
	if json.Unmarshal(body, &i) != nil {
		a.unsure = true
		return
	}
	if i.GroupID == "" {
		// The id begins with the group's: <group>_member_<instance>.
		i.GroupID, _, _ = strings.Cut(i.ID, "_")
	}
	id, err := snapshot.ParseGUID(i.GroupID)
	if err != nil {
		a.unsure = true
		return
	}
	if i.Asked {
		if a.asked == nil {
			a.asked = map[snapshot.GUID]bool{}
		}
		a.asked[id] = true
		return
	}
	switch strings.ToLower(i.AccessID) {
	case "member":
	case "owner":
		return
	default:
		a.unclear[id] = true
		return
	}
	t := a.groups[id]
	t.Memberships++
	switch string(i.EndDateTime) {
	case "":
		a.unclear[id] = true
	case "null", `""`:
	default:
		t.Ending++
	}
	a.groups[id] = t
}

// of says what is known of a group.
func (a *assigned) of(id snapshot.GUID) TimeBound {
	t := a.groups[id]
	t.Read = Unknown
	if t.Ending > 0 || a.read && !a.unsure && !a.unclear[id] && (a.asked == nil || a.asked[id]) {
		t.Read = Yes
	}
	return t
}
