package readiness

import (
	"strings"
	"unicode/utf8"

	"github.com/wbaudit/wbaudit/diff"
)

// Copy is what the copy of a group is now and what the target makes of it.
type Copy struct {
	// CN is what the target names it, CNNow its name now; "" without a copy. CNSure is false where CN
	// follows the default mapping because that of the job was not read, or the display name was not,
	// and then CN may be "".
	CN, CNNow string
	CNSure    bool
	// OU is the container it lives in now; "" without a copy. OUKept says whether it stays there: Connect
	// leaves a copy where it is, and for cloud sync the mapping of the job tells.
	OU     string
	OUKept diff.Answer
	Type   diff.GroupType
	// Renamed says whether the copy gets another name, which the case of letters is not: unknown where either name is
	// not, or the default mapping was assumed.
	Renamed diff.Answer
	// DescriptionCut counts the characters of the description that are not written, nil where it was not read.
	DescriptionCut *int
}

// unknownCopy is that of a group of which it is not known whether it moves.
func unknownCopy() *Copy { return &Copy{OUKept: diff.Unknown, Renamed: diff.Unknown} }

// descriptionLimit is how many characters of a description every engine writes.
//
// Source: VER 2.1.15.0, CS-MAP (Left 448).
const descriptionLimit = 448

// copy predicts that of group i; unseen says that it may have another one than the copies that were read.
func (p *Plan) copy(i int, copies []diff.DirectoryDetails, unseen bool) *Copy {
	c := p.target(i, copies)
	c.Renamed = c.renamed(len(copies) == 0 && !unseen)
	if _, description := p.facts.CloudText(i); description != nil {
		cut := max(0, utf8.RuneCountInString(*description)-descriptionLimit)
		c.DescriptionCut = &cut
	}
	return c
}

// renamed says whether the copy gets another name; no for a group without one.
func (c *Copy) renamed(absent bool) diff.Answer {
	switch {
	case absent:
		return diff.No
	case !c.CNSure || c.CN == "" || c.CNNow == "":
		return diff.Unknown
	case strings.EqualFold(c.CNNow, c.CN):
		return diff.No
	}
	return diff.Yes
}

// target is the name, container and type of the copy of group i, now and at the target.
func (p *Plan) target(i int, copies []diff.DirectoryDetails) *Copy {
	name, _ := p.facts.CloudText(i)
	names := diff.ExpectedCNs(name, p.facts.Footing(i).CloudID)
	byID, byName := names[0], ""
	if len(names) > 1 {
		byName = names[1]
	}
	c := &Copy{CN: byName, OUKept: p.facts.KeepsContainer(i), Type: diff.UniversalSecurity}
	switch p.jobName {
	case diff.CNGroupID:
		c.CN, c.CNSure = byID, true
	case diff.CNDisplayName:
		c.CNSure = byName != ""
	}
	connect := p.to == diff.ToV1 || p.to == diff.ToV2
	if connect {
		// Connect names a new copy Group_<id> unless told otherwise, and keeps the form of one it has.
		c.CN, c.CNSure, c.Type = byID, false, p.after.Writeback(i, nil).Type
	}
	if len(copies) != 1 {
		return c
	}
	c.CNNow = copies[0].CN
	c.OU = diff.ContainerOf(copies[0].DN)
	if connect {
		c.CN, c.CNSure, c.OUKept = c.CNNow, byName != "" || strings.EqualFold(c.CNNow, byID), diff.Yes
		if strings.EqualFold(suffixOf(c.CNNow), suffixOf(byName)) && !strings.EqualFold(c.CNNow, byID) {
			c.CN = byName
		}
	}
	return c
}

// suffixOf is what the form of the display name ends with.
func suffixOf(cn string) string {
	const length = 13
	return cn[max(0, len(cn)-length):]
}
