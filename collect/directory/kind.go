package directory

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// kind is what a record is to this package.
type kind int

const (
	kindGroup kind = iota
	kindPrincipal
	kindDeleted
	kindFact
	// kindNothing is a record that no list holds, such as a deleted user or an object of the
	// configuration.
	kindNothing
	kinds
)

// kind tells what o is. objectClass decides; where it was not exported, what only one class has.
func (o *object) kind() kind {
	switch {
	case o.folded == "":
		return kindFact
	case o.deleted():
		if o.group() {
			return kindDeleted
		}
		return kindNothing
	case o.group():
		return kindGroup
	case o.container() || o.configured():
		return kindFact
	case below(o.folded, "cn=configuration,dc="):
		return kindNothing
	}
	return kindPrincipal
}

func (o *object) deleted() bool {
	return o.is(isDeleted, "TRUE") || below(o.folded, "cn=deleted objects,dc=", "cn=deleted objects,cn=configuration,dc=")
}

const deletedContainer = "cn=deleted objects,"

// buriedIn returns the head of the domain in whose Deleted Objects container o lies, or which o itself is; "" for
// an object elsewhere, deleted or not.
func (o *object) buriedIn() string {
	for at := o.folded; strings.Contains(at, deletedContainer); at = snapshot.ParentDN(at) {
		if head, found := strings.CutPrefix(at, deletedContainer); found && strings.HasPrefix(head, "dc=") && domainPart(head) == head {
			return head
		}
	}
	return ""
}

// group reports whether o is a group. Only groups have groupType, which stands in for
// objectClass where a search did not ask for that.
func (o *object) group() bool {
	if o.has(objectClass) {
		return o.is(objectClass, "group")
	}
	category, _ := splitExtended(o.first(objectCategory))
	return o.has(groupType) || strings.HasPrefix(strings.ToLower(category), "cn=group,cn=schema,")
}

// containerClasses are the classes of objects that a group can lie in.
var containerClasses = []string{"organizationalUnit", "container", "builtinDomain", "domainDNS"}

func (o *object) container() bool {
	if !o.has(objectClass) {
		return strings.HasPrefix(o.folded, "ou=") || strings.HasPrefix(o.folded, "dc=")
	}
	return slices.ContainsFunc(containerClasses, func(class string) bool { return o.is(objectClass, class) })
}

// configured reports whether o is one of the objects of configuration and schema that tell
// something of the forest.
func (o *object) configured() bool {
	return o.has(nCName) || o.has(lDAPDisplayName) ||
		strings.HasPrefix(o.folded, partitions) || strings.HasPrefix(o.folded, schemaHead)
}

const (
	partitions = "cn=partitions,cn=configuration,dc="
	schemaHead = "cn=schema,cn=configuration,dc="
)

// depths ranks classes by how special they are. Servers list them from top down, but no
// standard says so. A class that is not here counts like ofOthers.
var depths = map[string]int{
	"top": 0, "person": 1, "organizationalperson": ofOthers, "contact": 3, "user": 3, "group": 3, "foreignsecurityprincipal": 3,
	"inetorgperson": 4, "computer": 4, "msds-managedserviceaccount": 5, "msds-groupmanagedserviceaccount": 5,
	"msds-delegatedmanagedserviceaccount": 5,
}

const ofOthers = 2

// class returns the most specific class in lower case; "" when objectClass was not read.
func (o *object) class() string {
	best, deepest := "", -1
	for _, value := range o.values[objectClass] {
		value = strings.ToLower(value)
		depth, known := depths[value]
		if !known {
			depth = ofOthers
		}
		if depth >= deepest {
			best, deepest = value, depth
		}
	}
	if best == "" && o.group() {
		return "group"
	}
	return best
}
