package directory

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Writer is what a Recorder needs of *snapshot.Writer.
type Writer interface {
	Add(record any) error
	NamedMembership(group snapshot.GUID, member *snapshot.MemberName) error
	Put(stream snapshot.Stream, object any) error
	Note(text string)
	Describe(change func(*snapshot.Manifest))
}

// Recorder writes entries as snapshot records. Groups, their members, other objects and what
// single objects tell of the forest go to the streams of the directory side; ending those
// streams is left to the caller, who alone knows how the reading went. Not for concurrent use.
//
// Memory grows with the distinct names seen, by about 340 octets for each member that came with
// its GUID and SID (BenchmarkNames), and with objects of which records are still to come; not with
// memberships, and not with groups beyond their names.
type Recorder struct {
	w          Writer
	expect     func(folded string) int
	names      *names
	properties map[string]*property
	facts      facts
	notes      notes
	total      Totals

	// membersSeen says that a record somewhere has member. Where none has, a search for all
	// attributes may have left it out (ldifde -o member), and no group counts as empty.
	membersSeen bool

	open    *object            // the record that continues
	pending map[string]*object // objects of which further records are to come
	guids   map[snapshot.GUID]struct{}
	free    *object

	// buried has by domain where the first record of its Deleted Objects container came from, groupDomains the
	// domains of groups.
	buried       map[string]string
	groupDomains map[string]bool

	// judged are the attributes that records say to be missing, missing the lists of their names.
	judged     judged
	missing    nameLists
	unanchored map[string]unanchored
	// known are by kind the attributes that are known of any object, judged ones only.
	known [kinds]attributeSet

	// groupRecord and principalRecord are room for the record that is written.
	groupRecord     snapshot.DirectoryGroup
	principalRecord snapshot.DirectoryPrincipal
	// domain is that of objects right below the folded name above.
	above, domain string
}

// NewRecorder returns a recorder for w. Where records of one object can come more than once,
// expect says how many there are of the object with a folded name; their attributes and ranges
// are put together, and what they contradict each other in is a *Defect. nil means one of each.
func NewRecorder(w Writer, expect func(folded string) int) *Recorder {
	r := &Recorder{
		w: w, expect: expect, names: newNames(0), properties: map[string]*property{},
		notes: notes{w: w}, pending: map[string]*object{}, guids: map[snapshot.GUID]struct{}{},
		judged: newJudged(), missing: nameLists{}, unanchored: map[string]unanchored{}, buried: map[string]string{}, groupDomains: map[string]bool{},
	}
	for a, ldap := range ldapNames {
		r.property(strings.ToLower(ldap)).attribute = attribute(a)
	}
	return r
}

func (r *Recorder) property(name string) *property {
	p := r.properties[name]
	if p == nil {
		p = &property{name: name, attribute: other}
		if i := slices.Index(unaskedNames, name); i >= 0 {
			p.unasked = 1 << i
		}
		r.properties[name] = p
	}
	return p
}

// Add takes one entry. A *Defect means that the record was left out and the next may follow; any
// other error comes from the writer and is final.
func (r *Recorder) Add(e Entry) error {
	if r.open == nil || e.Again {
		dn, id := splitExtended(e.DN)
		folded, err := foldDN(dn)
		if err != nil {
			return &Defect{DN: e.DN, Text: err.Error()}
		}
		r.open = r.fresh()
		r.open.dn, r.open.folded, r.open.identity = dn, folded, id
		r.open.missing, r.open.file, r.open.line = e.unasked, e.file, e.line
	}
	o := r.open
	o.members.asked = o.members.asked || e.MembersAsked
	o.everything = o.everything || e.Everything
	o.askParents(e.ParentsAsked)
	o.members.cut = cmp.Or(o.members.cut, e.MembersCut)
	if e.Unreadable != "" {
		o.unreadable = e.Unreadable
	}
	for _, a := range e.Attributes {
		o.take(r.property(a.Name), a.Options, a.Values, r.names)
	}
	if e.Continues {
		return nil
	}
	r.open = nil
	o.gathered.settle(&o.values)
	o.settleSingle()
	return r.close(o)
}

// Knows reports whether the record of an object with this name, as received, was written.
func (r *Recorder) Knows(dn string) bool {
	dn, _ = splitExtended(dn)
	folded, err := foldDN(dn)
	if err != nil {
		return false
	}
	number, known := r.names.find(folded)
	return known && r.names.all[number].written
}

// KnowsGroup reports whether a group that dn names with its objectGUID, in the extended form, was
// written, under whatever name.
func (r *Recorder) KnowsGroup(dn string) bool {
	_, id := splitExtended(dn)
	if id.guid == nil {
		return false
	}
	_, known := r.guids[*id.guid]
	return known
}

// fresh returns an empty object, one that was written before if there is one.
func (r *Recorder) fresh() *object {
	o := r.free
	if o == nil {
		return &object{}
	}
	r.free = nil
	empty := object{properties: o.properties[:0], gathered: o.gathered}
	empty.members.plain, empty.members.ranged = o.members.plain[:0], o.members.ranged[:0]
	*o = empty
	return o
}

// close ends one record: its object is written once no further record of it is to come.
func (r *Recorder) close(o *object) error {
	p := r.pending[o.folded]
	if p == nil {
		if r.expect != nil && o.folded != "" {
			o.records = r.expect(o.folded) - 1
		}
		if o.records <= 0 {
			r.free = o
			return r.write(o)
		}
		r.pending[o.folded] = o
		return nil
	}
	conflict := r.join(p, o)
	if p.records--; p.records <= 0 {
		delete(r.pending, p.folded)
		if err := r.write(p); err != nil {
			return err
		}
	}
	return conflict
}

// join puts a further record to p. Two groups that differ are a defect, since nobody can say which
// one is right; of other objects the first is kept, and a note says so.
func (r *Recorder) join(p, o *object) error {
	attribute := p.merge(o)
	switch {
	case attribute == "":
		return nil
	case !p.group():
		r.notes.add("difference", "two records of "+clip(p.dn)+" differ in "+attribute+"; the first was kept")
		return nil
	}
	return &Defect{DN: o.dn, Text: "a record before it has the same name and another " + attribute +
		": export both again at one time, or take one of them away"}
}
