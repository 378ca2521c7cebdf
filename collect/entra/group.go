package entra

import (
	"bytes"
	"io"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Group is one group of a body.
type Group struct {
	// CloudGroup is the record but for the coverage of members and owners, which the body of a
	// group cannot tell. It is unreadable when a property has a type it must not have; the other
	// properties are kept.
	snapshot.CloudGroup
	// Seen holds the keys the body carried, null or not.
	Seen Properties
	// Pascal is true for an object written by ConvertTo-Json from a typed object of the
	// PowerShell SDK, which carries a null for every property that was not asked for.
	Pascal bool

	members, owners expansion
	// halved is true when the body held a writebackConfiguration without both of its settings.
	halved bool
}

// expansion is what $expand put into a group: never more than 20, and no proof that it is all.
type expansion struct {
	// list is the array as it stands in the text, valid until the next group; nil without one.
	list []byte
	next bool
}

// DecodeGroups calls yield with each group of the bodies in r, and odd with a sentence for each
// element that cannot be a record since it has no id that can be read. It returns what the last
// body said beside its groups, with all elements counted. An error names line, byte and what was
// expected; groups yielded before it were read well. g is valid until yield returns.
//
// Source: https://learn.microsoft.com/graph/api/group-list?view=graph-rest-beta
func DecodeGroups(r io.Reader, yield func(g *Group) error, odd func(what string) error) (Page, error) {
	var b body
	return decodeAll(&b, r, directoryTable, groupReader(yield, odd), odd)
}

// decodeAll reads the bodies of r and adds their pages up.
func decodeAll(b *body, r io.Reader, t *table, element func(*object) error, odd func(string) error) (all Page, err error) {
	err = b.read(r, t, visitor{
		element: element,
		odd:     func(found string) error { return odd("found " + found + ", expected an object") },
		page: func(p Page) error {
			p.Elements += all.Elements
			all = p
			return nil
		},
	})
	return all, err
}

// groupReader turns objects into groups.
func groupReader(yield func(*Group) error, odd func(string) error) func(*object) error {
	var g Group
	inner := newInnerObjects()
	return func(o *object) error {
		id, problem := o.id()
		if problem == "" {
			problem = o.noGroup()
		}
		if problem != "" {
			return odd(problem)
		}
		g = Group{Seen: Properties(o.seen), Pascal: o.pascal}
		g.ID = id
		readGroup(&g, o, inner)
		if g.halved {
			// What was left out cannot be told from what is not set, so nothing of it is known.
			g.Writeback, g.Seen = nil, g.Seen&^(1<<propertyWriteback)
		}
		g.WritebackMissing = !g.Seen.has(propertyWriteback)
		if lacking := judged &^ g.Seen; lacking != 0 {
			g.Missing = lacking.Names()
		}
		g.Unreadable = o.defect
		if o.cut != nil {
			return nil
		}
		return yield(&g)
	}
}

// noGroup says what an object with an id is when it is no group; "" for one that may be.
func (o *object) noGroup() string {
	if o.has(propertyRemoved) {
		return "a deletion of a delta query, expected a group"
	}
	if name, inferred := o.principalType(); !inferred && !bytes.EqualFold(name, []byte("group")) {
		return "an object of the type " + clip(name) + ", expected a group"
	}
	return ""
}

// id returns the id of an object, or what is wrong with it.
func (o *object) id() (id snapshot.GUID, problem string) {
	view, ok := o.bytes(0)
	switch {
	case ok:
	case o.defect != "":
		return id, o.defect
	default:
		return id, "an object without an id"
	}
	if id, ok = parseGUID(view); !ok || id.IsZero() {
		return id, "id: expected a GUID, found " + clip(view)
	}
	return id, ""
}

// innerObjects are the readers of what stands inside a group, kept for the next one.
type innerObjects struct{ writeback, behavior, label, problem *object }

func newInnerObjects() *innerObjects {
	return &innerObjects{newObject(writebackTable), newObject(behaviorTable), newObject(labelTable), newObject(problemTable)}
}

func readGroup(g *Group, o *object, in *innerObjects) {
	g.CloudGroupNames = snapshot.CloudGroupNames{
		DisplayName:    o.text(propertyDisplayName),
		Description:    o.text(propertyDescription),
		Mail:           o.text(propertyMail),
		MailNickname:   o.text(propertyMailNickname),
		ProxyAddresses: o.texts(propertyProxyAddresses),
	}
	g.CloudGroupKind = snapshot.CloudGroupKind{
		GroupTypes:                    o.texts(propertyGroupTypes),
		MailEnabled:                   o.flag(propertyMailEnabled),
		SecurityEnabled:               o.flag(propertySecurityEnabled),
		Visibility:                    o.text(propertyVisibility),
		IsAssignableToRole:            o.flag(propertyAssignableToRole),
		IsManagementRestricted:        o.flag(propertyManagementRestricted),
		MembershipRule:                o.text(propertyMembershipRule),
		MembershipRuleProcessingState: o.text(propertyMembershipRuleState),
		IsCloudManaged:                readBehavior(o, in.behavior),
		ResourceProvisioningOptions:   o.texts(propertyProvisioningOptions),
		AssignedLabels:                readLabels(o, in.label),
	}
	g.CloudGroupOnPremises = snapshot.CloudGroupOnPremises{
		SyncEnabled:        o.flag(propertySyncEnabled),
		DomainName:         o.text(propertyDomainName),
		NetBIOSName:        o.text(propertyNetBIOSName),
		SAMAccountName:     o.text(propertySAMAccountName),
		SecurityIdentifier: o.text(propertySecurityIdentifier),
		LastSync:           o.time(propertyLastSync),
		ProvisioningErrors: readProblems(o, in.problem),
	}
	g.CloudGroupTimes = snapshot.CloudGroupTimes{
		Created: o.time(propertyCreated),
		Deleted: o.time(propertyDeleted),
		Renewed: o.time(propertyRenewed),
		Expires: o.time(propertyExpires),
	}
	if g.Writeback = readWriteback(o, in.writeback); g.Writeback != nil {
		g.halved = !in.writeback.has(0) || !in.writeback.has(1)
	}
	g.members = readExpansion(o, propertyMembers, propertyMembersNext)
	g.owners = readExpansion(o, propertyOwners, propertyOwnersNext)
}

// readExpansion finds an expanded list. PowerShell's typed objects have an empty one always.
func readExpansion(o *object, list, next property) expansion {
	e := expansion{next: !o.null(next)}
	if o.null(list) {
		return e
	}
	raw := o.raw[list]
	if raw[0] != '[' {
		o.strange(list, "a list", raw)
		return e
	}
	if o.pascal && raw[skipSpace(raw, 1)] == ']' {
		return e
	}
	e.list = raw
	return e
}
