package directory

// attributeSet is a set of attributes, a bit for each.
type attributeSet uint64

// Every attribute has its bit.
const _ = uint(64 - attributes)

func setOf(list ...attribute) (s attributeSet) {
	for _, a := range list {
		s.add(a)
	}
	return s
}

// add adds a; other is in no set.
func (s *attributeSet) add(a attribute) {
	if a != other {
		*s |= 1 << a
	}
}

func (s attributeSet) has(a attribute) bool { return s&(1<<a) != 0 }

// names returns LDAP's names of the attributes, in the order of their numbers; nil for none.
func (s attributeSet) names() (list []string) {
	for a := range attribute(attributes) {
		if s.has(a) {
			list = append(list, ldapNames[a])
		}
	}
	return list
}

// allAttributes is what a search without a list asks for.
const allAttributes attributeSet = 1<<attributes - 1

// judged are by kind of record the attributes of which "none" is not the same as "not asked for", and on
// which facts rest. Not among them are those without which there is no record (objectClass, objectGUID), the
// name, which the DN tells as well, and member, of which Coverage tells.
type judged struct{ groups, anchors, memberGroups, accounts, deleted attributeSet }

func newJudged() judged {
	return judged{
		groups:  setOf(consecutive(objectSID, uSNChanged)...) &^ setOf(cn),
		anchors: setOf(adminDescription, externalDirectoryObjectID),
		memberGroups: setOf(objectSID, groupType, sAMAccountName, displayName, adminDescription, externalDirectoryObjectID,
			recipientTypeDetails, adminCount, consistencyGUID),
		accounts: setOf(objectSID, sAMAccountName, displayName, adminDescription, externalDirectoryObjectID, recipientTypeDetails,
			adminCount, userPrincipalName, consistencyGUID, cloudAnchor, userAccountControl, accountExpires, primaryGroupID),
		deleted: setOf(whenChanged, lastKnownRDN, lastKnownParent, externalDirectoryObjectID, adminDescription),
	}
}

// nameLists gives each set the list of its names, made once.
type nameLists map[attributeSet][]string

func (l nameLists) of(s attributeSet) []string {
	if s == 0 {
		return nil
	}
	list, known := l[s]
	if !known {
		list = s.names()
		l[s] = list
	}
	return list
}
