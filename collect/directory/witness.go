package directory

// A directory leaves an attribute that the account may not read out of its answers, as if the object did not
// have it. What no object can be without is a witness: where it was asked for and did not come, the account
// may not read it, and nobody knows what else it may not.
//
// Source: MS-ADTS 3.1.1.4.3 (values that are not visible are treated as "does not exist"); mustContain and
// systemMustContain of top, group and securityPrincipal in MS-ADSC; MS-SAMR 3.1.1.8 (userAccountControl and
// primaryGroupID are set on every user).
const (
	witnessesOfAll      attributeSet = 1<<objectClass | 1<<objectCategory
	witnessesOfGroups   attributeSet = witnessesOfAll | 1<<objectSID | 1<<groupType | 1<<sAMAccountName
	witnessesOfAccounts attributeSet = witnessesOfAll | 1<<objectSID | 1<<sAMAccountName | 1<<userAccountControl | 1<<primaryGroupID
)

// witnesses are those of what o is. Of an object without objectClass no more is known.
func (o *object) witnesses() attributeSet {
	switch {
	case o.group():
		return witnessesOfGroups
	case o.is(objectClass, "user"):
		// Computers and managed service accounts are users in the schema.
		return witnessesOfAccounts
	}
	return witnessesOfAll
}

// hidden are the attributes of which the account that read o may not know whether o has them: where any
// witness is absent, all that did not come. It is on purpose coarser than access lists, which can allow
// single attributes and sets of them: userAccountControl, accountExpires, adminCount and memberOf are in
// three sets and none, and that one of them came says nothing of the next.
func (o *object) hidden() attributeSet {
	if !o.everything {
		return 0
	}
	var came attributeSet
	for a := range o.values {
		if len(o.values[a]) > 0 {
			came.add(attribute(a))
		}
	}
	if o.witnesses()&^came&^o.damaged == 0 {
		return 0
	}
	return allAttributes &^ came
}
