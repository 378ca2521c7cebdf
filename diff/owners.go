package diff

import (
	"context"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// OwnerFacts counts the owners of a cloud group.
type OwnerFacts struct {
	// Read says how the list was read: complete, partial or absent.
	Read  string `json:"read"`
	Count int    `json:"count"`
	// Guests counts owners who are guests, Unread those of whom it is not known, since their record or
	// its userType was not read.
	Guests int `json:"guests"`
	Unread int `json:"unread"`
	// Active counts owners who are people of the tenant with an enabled account, Unsure those who
	// may be, since their record, userType or accountEnabled was not read. The others are disabled, guests, or
	// no people.
	Active int `json:"active"`
	Unsure int `json:"unsure"`
	// Others counts the owners whom GovernanceChoices.Admins does not name. A guest is nobody's
	// administrator and always counts.
	Others int `json:"others"`
}

// owners is OwnerFacts in 14 bytes.
type owners struct {
	count, guests, unread, active, unsure, others uint16
	read                                          coverage
}

func (o *owners) facts() OwnerFacts {
	return OwnerFacts{
		Read: o.read.String(), Count: int(o.count), Guests: int(o.guests), Unread: int(o.unread),
		Active: int(o.active), Unsure: int(o.unsure), Others: int(o.others),
	}
}

// readOwners counts the owners of every cloud group.
func (f *Facts) readOwners(ctx context.Context, r *snapshot.Reader, k *cloudKeys) error {
	absent := f.State(snapshot.StreamCloudOwners).Status == snapshot.Absent
	if absent {
		for i := range f.cloud {
			f.cloud[i].owners.read = coverAbsent
		}
		return nil
	}
	row := 0
	for batch, err := range r.CloudOwners() {
		if err := stop(ctx, err); err != nil {
			return err
		}
		for i := range batch {
			for row < len(f.cloud) && compareGUID(f.cloud[row].id, batch[i].Group) < 0 {
				row++
			}
			if row < len(f.cloud) && f.cloud[row].id == batch[i].Group {
				f.addOwner(&f.cloud[row].owners, k, batch[i].Member)
			}
		}
	}
	return nil
}

func (f *Facts) addOwner(o *owners, k *cloudKeys, id snapshot.GUID) {
	o.count = clampCount(int(o.count) + 1)
	n, ok := k.byID.find(id, f.people.ids)
	var state principalState
	if ok {
		state = f.people.state[n]
	}
	if !f.governed.admins[id] || state&stateKind == stateGuest {
		o.others = clampCount(int(o.others) + 1)
	}
	switch state & stateKind {
	case stateUnreadable:
		o.unread, o.unsure = clampCount(int(o.unread)+1), clampCount(int(o.unsure)+1)
	case stateGuest:
		o.guests = clampCount(int(o.guests) + 1)
	case stateUser:
		o.unread = clampCount(int(o.unread) + count(state&stateUntyped != 0))
		switch {
		case state&stateEnabled != 0 && state&stateUntyped != 0:
			o.unsure = clampCount(int(o.unsure) + 1)
		case state&stateEnabled != 0:
			o.active = clampCount(int(o.active) + 1)
		case state&stateDisabled == 0:
			o.unsure = clampCount(int(o.unsure) + 1)
		}
	}
}
