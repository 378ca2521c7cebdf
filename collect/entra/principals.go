package entra

import (
	"bytes"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Principals gathers members, owners and other principals, each once however often it was seen. Its
// memory grows with the principals, about 150 bytes each, not with the memberships.
type Principals struct {
	rows   map[snapshot.GUID]place
	chunks [][]byte
	spare  []byte
	// seen holds the keys that prove that a property was asked for, typed all keys of the typed
	// objects of the PowerShell SDK, which have every key and null where it was not asked for, and
	// valued those of them that had a value in any.
	seen, typed, valued Properties
	// told are the keys that some and that all of the principals of each type carried, filled by Records.
	told map[string]span
	// contradictions counts principals of whom two sightings differ; example is the least id of one.
	contradictions int
	example        snapshot.GUID
}

// span are the properties that some and that all of several objects carried.
type span struct{ some, all Properties }

func (s span) with(seen Properties) span { return span{s.some | seen, s.all & seen} }

// place is where an encoded row stands in the chunks.
type place struct{ chunk, from, to uint32 }

const chunkSize = 1 << 20

// NewPrincipals returns an empty gathering.
func NewPrincipals() *Principals { return &Principals{rows: map[snapshot.GUID]place{}} }

// See adds a sighting. What one sighting did not say, another fills in; where two contradict each other the lesser
// value stands, so that their order does not matter.
func (p *Principals) See(m *Member) {
	p.spare = m.encode(p.spare[:0])
	collected := m.collected()
	p.seen |= collected
	if m.Pascal {
		p.typed |= m.Seen & principalProperties
		p.valued |= collected
	}
	at, known := p.rows[m.ID]
	if !known {
		p.rows[m.ID] = p.store(p.spare)
		return
	}
	stored := p.chunks[at.chunk][at.from:at.to]
	if equalRows(stored, p.spare) {
		return
	}
	var first, second principalRow
	first.decode(m.ID, stored)
	second.decode(m.ID, p.spare)
	before := first.contradicted
	if first.merge(&second); first.contradicted && !before {
		if p.contradictions++; p.contradictions == 1 || bytes.Compare(m.ID[:], p.example[:]) < 0 {
			p.example = m.ID
		}
	}
	if merged := first.encode(); !slices.Equal(merged, stored) {
		p.rows[m.ID] = p.store(merged)
	}
}

// collected returns the keys that prove that a property was asked for. A typed object of the
// PowerShell SDK has all keys, so there only those with a value do, and AdditionalProperties.
func (m *Member) collected() Properties {
	if !m.Pascal {
		return m.Seen & principalProperties
	}
	var found Properties
	for p := range property(len(directoryTable.names)) {
		if (m.Seen & principalProperties).has(p) && m.object.answered(p) {
			found |= 1 << p
		}
	}
	return found
}

func (p *Principals) store(row []byte) place {
	last := len(p.chunks) - 1
	if last < 0 || len(p.chunks[last])+len(row) > cap(p.chunks[last]) {
		p.chunks = append(p.chunks, make([]byte, 0, max(chunkSize, len(row))))
		last++
	}
	from := len(p.chunks[last])
	p.chunks[last] = append(p.chunks[last], row...)
	return place{uint32(last), uint32(from), uint32(len(p.chunks[last]))}
}

// always are the properties that every person has a value of.
const always Properties = 1<<propertyUserType | 1<<propertyAccountEnabled

// Properties returns the keys that count as collected, and those dropped since every typed object of the PowerShell SDK
// had null: of what a person may lack, those that no body of Graph carried either, as it is told per person otherwise
// (Records); of what everyone has, those too that bodies of Graph beside them carried, which says nothing of what the
// typed objects asked for. With trustNulls none is dropped.
func (p *Principals) Properties(trustNulls bool) (collected, dropped Properties) {
	all := p.seen | p.typed
	if trustNulls {
		return all, 0
	}
	dropped = p.typed &^ p.valued & (always | ^p.seen)
	return all &^ dropped, dropped
}

// Len returns how many principals were seen.
func (p *Principals) Len() int { return len(p.rows) }

// tell counts which keys are told of principals of one type.
func (p *Principals) tell(row *principalRow) {
	if row.record.Limited || row.record.Unreadable != "" {
		return
	}
	before, known := p.told[row.record.Type]
	if !known {
		before.all = row.seen
	}
	p.told[row.record.Type] = before.with(row.seen)
}

// Uneven returns the keys that some principals of a type carried and others not, once Records has yielded all.
func (p *Principals) Uneven() Properties {
	var uneven Properties
	for _, of := range p.told {
		uneven |= of.some &^ of.all
	}
	return uneven
}

// disputed is why nothing that depends on the account of a principal can be said.
const disputed = "two bodies differ in what ties it to an account: export all members at one time"

// detailPermissions are those that show more of a principal than type and id, by type in lower case. Of others nothing
// more is asked: a device or a service principal is what it is.
//
// Source: https://learn.microsoft.com/graph/api/group-list-members?view=graph-rest-beta, permissions by type of member
var detailPermissions = map[string]string{"user": "User.Read.All", "orgcontact": "OrgContact.Read.All"}

// hidden says why nothing but type and id is known of a principal; "" where that is enough.
func hidden(kind string) string {
	permission, ok := detailPermissions[strings.ToLower(kind)]
	if !ok {
		return ""
	}
	return "Graph told its type and id only: grant " + permission
}

// Records calls yield with each principal once, in no order. A user without any key of a directory account, though
// other users carried them, is marked limited: its account was not collected. So is a typed object without a value of
// any of them, where no typed object has one and nulls are not trusted. One of which two sightings differ in what
// identifies it is unreadable.
func (p *Principals) Records(trustNulls bool, yield func(snapshot.CloudPrincipal) error) error {
	var row principalRow
	p.told = map[string]span{}
	asked := p.valued
	if trustNulls {
		asked = p.typed
	}
	for id, at := range p.rows {
		row.decode(id, p.chunks[at.chunk][at.from:at.to])
		if row.pascal {
			row.seen |= asked
		}
		p.tell(&row)
		switch {
		case row.record.Limited && row.record.Unreadable == "":
			row.record.Unreadable = hidden(row.record.Type)
		case row.lacks(p.seen):
			row.record.Limited = true
		}
		if row.disputed && row.record.Unreadable == "" {
			row.record.Unreadable = disputed
		}
		if err := yield(row.record); err != nil {
			return err
		}
	}
	return nil
}
