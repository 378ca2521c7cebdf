package diff

import (
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// WritebackOU is what is known of the writeback OU beside that it is known, Tenant.OUKnown.
type WritebackOU struct {
	// Chosen is true when the configuration of the run names the OU; Agrees says whether the sync configuration
	// names the same, unknown when either names none or no DN. It is no, too, where the export of the server that
	// writes names another one than either.
	Chosen bool   `json:"chosen"`
	Agrees Answer `json:"agrees"`
	// DomainHead and UsersContainer say whether it is the head of a domain or its container Users.
	DomainHead     Answer `json:"domain_head"`
	UsersContainer Answer `json:"users_container"`
	// Groups counts the groups in and below it, Strangers those of them without an anchor whose
	// name no engine gave. Built-in groups and those of Exchange are not counted. Nil unless OU,
	// anchors and all directory groups were read.
	Groups    *int `json:"groups"`
	Strangers *int `json:"strangers"`
	// Dedicated is no for a head or container Users, and where more than 10 groups and more than
	// 20 % are strangers.
	Dedicated Answer `json:"dedicated"`
}

// More strangers than both of these make an OU one that was not made for copies.
const (
	strangersAtLeast = 10
	strangersPercent = 20
)

func (f *Facts) writebackOU() WritebackOU {
	ou := WritebackOU{Chosen: f.choices.WritebackOU != "", Agrees: f.agrees(), DomainHead: Unknown, UsersContainer: Unknown, Dedicated: Unknown}
	if f.ou == "" || f.otherOU != "" {
		return ou
	}
	ou.DomainHead = answer(isDomainHead(f.ou))
	ou.UsersContainer = answer(isDomainHead(snapshot.ParentDN(f.ou)) && f.ou == "cn=users,"+snapshot.ParentDN(f.ou))
	groups, strangers := 0, 0
	for i := range f.directory {
		d := &f.directory[i]
		if f.parents.list[d.parent].inOU != Yes {
			continue
		}
		texts := d.texts(&f.directoryTexts)
		if f.isBuiltin(d, &texts) {
			continue
		}
		groups++
		if _, _, _, formed := ParseCN(texts.cn); d.anchorID.IsZero() && d.claim == none && !formed {
			strangers++
		}
	}
	exact := f.wholeDirectory && f.directoryUnreadable == 0 && f.readOfEvery().Anchors
	ou.Groups, ou.Strangers = exactly(groups, exact), exactly(strangers, exact)
	switch {
	case ou.DomainHead == Yes || ou.UsersContainer == Yes:
		ou.Dedicated = No
	case exact:
		ou.Dedicated = answer(strangers <= strangersAtLeast || 100*strangers <= strangersPercent*groups)
	}
	return ou
}

// agrees compares the OU of the choices with that of the sync configuration, and both with that of Connect's export.
func (f *Facts) agrees() Answer {
	if f.otherOU != "" {
		return No
	}
	if f.choices.WritebackOU == "" || f.estate.container == "" {
		return Unknown
	}
	if _, err := snapshot.FoldDN(f.estate.container); err != nil {
		return Unknown
	}
	return Yes
}
