package diff

import (
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Observation is what the directory shows of the readings that documents leave open. Groups younger
// than the in-flight window are left out.
type Observation struct {
	// Read is true when both lists were read completely, single cloud groups of which nothing could be read
	// aside; every count is 0 otherwise.
	Read bool `json:"read"`
	// M365 counts Microsoft 365 groups without isEnabled that V2 decides on by a default, and
	// M365Copies those of them with a copy; Security and SecurityCopies likewise security groups.
	M365           int `json:"m365"`
	M365Copies     int `json:"m365_copies"`
	Security       int `json:"security"`
	SecurityCopies int `json:"security_copies"`
	// Unread counts the groups that may be of M365 or Security: isEnabled, the kind, createdDateTime,
	// whether V2 is on or what it makes of them is not known. A share counts as shown only where those that
	// could not be read at all cannot take it back.
	Unread int `json:"unread"`
	// Divided is true when enough groups of one kind do not agree, Contradicted when they show
	// another reading than the run goes by.
	Divided      bool `json:"divided"`
	Contradicted bool `json:"contradicted"`
	// V2Security counts copies that V2 should write as security groups, V2Distribution those of them
	// that are universal distribution groups, V2Documented the latter without those of row 1.3/3,
	// of which a public dump shows the same (C19).
	V2Security     int `json:"v2_security"`
	V2Distribution int `json:"v2_distribution"`
	V2Documented   int `json:"v2_documented"`
}

const (
	// observedGroups and observedShare are what settles a reading, in groups and percent.
	observedGroups, observedShare = 20, 95
	// clonedGroups and clonedShare are what betrays a cloned sync rule.
	clonedGroups, clonedShare = 3, 50
)

// openM365 and openSecurity are the rows whose reading an observation can settle.
var (
	openM365     = []string{"1.3/5", "1.3/6", "1.3/5-6", "1.3/7", "1.3/8", "1.3/7-8"}
	openSecurity = []string{"1.3/15", "1.3/18", "1.3/15-18"}
)

// observe counts, and raises the confidence of the readings that the tenant shows.
func (f *Facts) observe(t *Totals) {
	if !f.complete(snapshot.StreamCloudGroups) || !f.wholeDirectory || f.directoryUnreadable > 0 {
		return
	}
	o := Observation{Read: true}
	rows := make([]openRow, len(f.writebacks))
	for i := range f.writebacks {
		rows[i] = openRowOf(&f.writebacks[i])
	}
	unread, against := 0, 0
	for i := range f.cloud {
		c := &f.cloud[i]
		unread += f.observeType(i, &o)
		against += count(c.flags.has(cloudUnreadable) && f.claimed(int32(i)))
		open := rows[c.writeback]
		o.Unread += count(f.mayBeOpen(c, open))
		if open == openNone || c.created == noTime || f.isSettling(c.created) || c.converted() {
			continue
		}
		copied := f.claimed(int32(i))
		f.observeSince(i, open, copied)
		switch {
		case open == openOfM365:
			o.M365, o.M365Copies = o.M365+1, o.M365Copies+count(copied)
		default:
			o.Security, o.SecurityCopies = o.Security+1, o.SecurityCopies+count(copied)
		}
	}
	f.tenant.SecurityAsDistribution = o.securityAsDistribution(unread, against)
	for i := range f.writebacks {
		total, copies := o.M365, o.M365Copies
		if rows[i] == openOfSecurity {
			total, copies = o.Security, o.SecurityCopies
		}
		if rows[i] != openNone {
			shown := observed(total, copies, f.cloudUnreadable)
			f.writebacks[i].settleBy(shown)
			o.Contradicted = o.Contradicted || not(shown) == f.writebacks[i].V2.Expected && shown != Unknown
		}
	}
	f.closeDefaults()
	o.Divided = divided(o.M365, o.M365Copies, f.cloudUnreadable) || divided(o.Security, o.SecurityCopies, f.cloudUnreadable)
	t.Observation = o
}

// mayBeOpen reports whether a group that is not counted may rest on a reading that documents leave open.
func (f *Facts) mayBeOpen(c *cloudRow, open openRow) bool {
	w := &f.writebacks[c.writeback]
	switch {
	case w.V2.State == Off || c.converted() || c.created != noTime && f.isSettling(c.created):
		return false
	case open != openNone:
		return c.created == noTime
	case w.V2.State == SwitchUnknown && openRead(w.V2.Row) != openNone:
		return true
	}
	return w.V2.Expected == Unknown && (!f.isConfigured(c) || c.isEnabled == triNil)
}

// divided reports whether enough groups do not agree, whatever the further ones are that could not be read.
func divided(total, copies, unreadable int) bool {
	agree := max(copies, total-copies) + unreadable
	return total >= observedGroups && 100*agree < observedShare*(total+unreadable)
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// securityAsDistribution says whether the copies betray a cloned sync rule, where unread further ones
// may be distribution copies of security groups, and against may be what they should be.
func (o *Observation) securityAsDistribution(unread, against int) Answer {
	betrays := func(further, against int) bool {
		distribution := o.V2Distribution + further
		return distribution >= clonedGroups && 100*distribution >= clonedShare*(o.V2Security+further+against)
	}
	switch {
	case betrays(0, against):
		return Yes
	case betrays(unread, 0):
		return Unknown
	}
	return No
}

// observeType counts what V2 should have written as a security group. It returns 1 for a copy that may
// be a distribution group although V2 should have, since the one or the other was not read.
func (f *Facts) observeType(row int, o *Observation) int {
	c := &f.cloud[row]
	w := &f.writebacks[c.writeback]
	if !f.claimed(int32(row)) || w.Expected == No || w.V2.State == Off {
		return 0
	}
	distribution := f.ofCopy(row, (*directoryRow).universalDistribution)
	if distribution == No {
		o.V2Security += count(w.Expected == Yes && w.Engine == V2 && w.Category == CategorySecurity)
		return 0
	}
	switch sure := w.Expected == Yes && w.Engine == V2; {
	case sure && w.Category == CategorySecurity && distribution == Yes:
		o.V2Security++
		o.V2Distribution++
		o.V2Documented += count(w.Row != "1.3/3")
		return 0
	case w.OverLimit, sure && w.Category == CategoryDistribution, w.Engine != V2 && w.Engine != "":
		return 0
	}
	return count(f.maySecureByV2(c))
}

// universalDistribution says whether a directory group is a universal distribution group.
func (r *directoryRow) universalDistribution() Answer {
	if !r.flags.has(directoryHasGroupType) {
		return Unknown
	}
	return answer(r.groupType == typeUniversalDistribution)
}

// maySecureByV2 reports whether V2, if it writes the group, may write it as a security group.
func (f *Facts) maySecureByV2(c *cloudRow) bool {
	kind := c.kind.kind()
	if kind == KindUnknown || !f.isConfigured(c) {
		return kind == KindUnknown || kind == KindSecurity || kind == KindM365
	}
	raw := c.texts(&f.cloudTexts).rawType
	return typeFor(kind, ParseType(&raw)).Category() == CategorySecurity
}

// openRow is the sort of reading that a row rests on.
type openRow uint8

const (
	openNone openRow = iota
	openOfM365
	openOfSecurity
)

func openRowOf(w *Writeback) openRow {
	if w.V2.State != On {
		return openNone
	}
	return openRead(w.V2.Row)
}

// openRead is the reading that a row rests on, whether or not V2 is on.
func openRead(row string) openRow {
	switch {
	case slices.Contains(openM365, row):
		return openOfM365
	case slices.Contains(openSecurity, row):
		return openOfSecurity
	}
	return openNone
}

// observed is what the tenant shows: yes or no when enough groups agree, whatever the further ones are that
// could not be read, else unknown.
func observed(total, copies, unreadable int) Answer {
	switch {
	case total < observedGroups:
		return Unknown
	case 100*copies >= observedShare*(total+unreadable):
		return Yes
	case 100*(total-copies) >= observedShare*(total+unreadable):
		return No
	}
	return Unknown
}

// settleBy raises the confidence of a reading that the tenant shows. One that it contradicts stays
// as it is: the reading is the operator's to change, and ENG-22 says so.
func (w *Writeback) settleBy(shown Answer) {
	if shown == Unknown || w.V2.Expected != shown {
		return
	}
	w.V2.Confidence = Observed
	if w.Row == w.V2.Row && w.Expected == shown {
		w.Confidence = Observed
	}
}
