package diff

import (
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// builtinSIDPrefix starts the SIDs of the groups in the container Builtin.
const builtinSIDPrefix = "S-1-5-32-"

// firstOwnRID is the first relative id that is given to accounts made by people.
//
// Source: MS-SAMR 2.2.1.14.
const firstOwnRID = 1000

// place is what the position of a container tells of what lies in it.
type place struct {
	// builtin and exchange are the containers of groups that nobody of the organization made.
	builtin, exchange bool
	// foreign is the container of foreign security principals.
	foreign bool
	// split is an unrelated OU that holds a share of the copies, see Totals.SplitOUs.
	split bool
	// domain is the DNS name, "" when the DN has none.
	domain string
	// forest says whether the domain belongs to the forest that was read, scope whether Connect
	// reads what lies in the container.
	forest, scope Answer
}

// surveyParents finds the place of every container.
func (f *Facts) surveyParents() {
	own := map[string]bool{}
	for i := range f.directory {
		f.parents.list[f.directory[i].parent].ours = true
	}
	for _, dc := range f.manifest.DomainControllers {
		own[strings.ToLower(dc.Domain)] = true
	}
	for i := range f.parents.list {
		p := &f.parents.list[i]
		p.place = placeOf(p.folded)
		if p.ours {
			own[p.place.domain] = true
		}
	}
	for i := range f.parents.list {
		switch p := &f.parents.list[i].place; {
		case p.domain == "":
			p.forest = Unknown
		case own[p.domain] || f.estate.domains[p.domain]:
			p.forest = Yes
		case f.estate.domains != nil:
			p.forest = No
		default:
			p.forest = Unknown
		}
	}
}

func placeOf(folded string) place {
	return place{
		builtin: isBelow(folded, "cn=builtin"), exchange: isBelow(folded, "ou=microsoft exchange security groups"),
		foreign: isBelow(folded, "cn=foreignsecurityprincipals"), domain: snapshot.DomainOf(folded),
	}
}

// isBelow reports whether one part of a folded DN is rdn.
func isBelow(folded, rdn string) bool {
	return strings.HasPrefix(folded, rdn+",") || strings.Contains(folded, ","+rdn+",")
}

// isBuiltin reports whether a group came with the directory or with Exchange. Such groups lie in an
// OU without anybody having put them there, and are never counted as strangers.
func (f *Facts) isBuiltin(d *directoryRow, texts *directoryTexts) bool {
	p := &f.parents.list[d.parent].place
	return d.flags.has(directoryCritical) || p.builtin || p.exchange || d.everywhere(texts.sid)
}

// IsOfEveryDomain reports whether a SID is that of a group which every domain has.
func IsOfEveryDomain(sid string) bool {
	parsed, ok := parseSID(&sid)
	return strings.HasPrefix(sid, builtinSIDPrefix) || ok && parsed[3] < firstOwnRID
}

// everywhere reports whether a group is one that every domain has, by its SID, whose text is sid.
func (r *directoryRow) everywhere(sid string) bool {
	return strings.HasPrefix(sid, builtinSIDPrefix) || r.sid != (domainSID{}) && r.sid[3] < firstOwnRID
}
