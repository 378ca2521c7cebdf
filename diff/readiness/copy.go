package readiness

import (
	"strings"
	"unicode/utf8"

	"github.com/wbaudit/wbaudit/diff"
)

// Copy is what the copy of a group is now and what the target makes of it.
type Copy struct {
	// CN is what the target names it, CNNow its name now; "" without a copy.
	CN, CNNow string
	// OU is the container it lives in now; "" without a copy. Where the target puts it is said by the
	// mapping of the job, which OUKept answers: yes for Connect, which leaves a copy where it is.
	OU     string
	OUKept diff.Answer
	Type   diff.GroupType
	// DescriptionCut counts the characters of the description that are not written.
	DescriptionCut int
}

// descriptionLimit is how many characters of a description every engine writes.
//
// Source: VER 2.1.15.0, CS-MAP (Left 448).
const descriptionLimit = 448

// copy predicts that of group i.
func (p *Plan) copy(i int, copies []diff.DirectoryDetails) *Copy {
	name, description := p.facts.CloudText(i)
	names := diff.ExpectedCNs(name, p.facts.Footing(i).CloudID)
	c := &Copy{CN: names[1], OUKept: diff.Unknown, Type: diff.UniversalSecurity, DescriptionCut: max(0, utf8.RuneCountInString(description)-descriptionLimit)}
	connect := p.to == diff.ToV1 || p.to == diff.ToV2
	if connect {
		// Connect names a new copy Group_<id> unless told otherwise, and keeps the form of one it has.
		c.CN, c.Type = names[0], p.after.Writeback(i, nil).Type
	}
	if len(copies) != 1 {
		return c
	}
	c.CNNow = copies[0].CN
	c.OU = containerOf(copies[0].DN)
	if connect {
		c.CN, c.OUKept = c.CNNow, diff.Yes
		if strings.EqualFold(suffixOf(c.CNNow), suffixOf(names[1])) && !strings.EqualFold(c.CNNow, names[0]) {
			c.CN = names[1]
		}
	}
	return c
}

// suffixOf is what the form of the display name ends with.
func suffixOf(cn string) string {
	const length = 13
	return cn[max(0, len(cn)-length):]
}

// containerOf is what follows the first comma of a DN that is not escaped.
func containerOf(dn string) string {
	for i := 0; i < len(dn); i++ {
		switch dn[i] {
		case '\\':
			i++
		case ',':
			return dn[i+1:]
		}
	}
	return ""
}
