package xlsx

import (
	"fmt"
	"regexp"

	"github.com/xuri/excelize/v2"
)

// link is a cell that leads to the row of another list in which a column holds the id. It shows
// text or a number of ours: nothing that a tenant wrote comes near a formula.
type link struct {
	to   place
	id   string
	show any
}

// groupLink leads to the row of a group.
func groupLink(key string) link { return link{toGroup, key, "see group"} }

// moveLink leads to the row of a group that moves, effectLink to that of one in a what-if.
func moveLink(key string) link   { return link{toMove, key, "see move"} }
func effectLink(key string) link { return link{toEffect, key, "see effect"} }

// place names a list and, for lists that are sought by several ids, the column to look in.
type place string

// The places that links lead to.
const (
	toControl           place = "Controls"
	toGroup             place = "Groups"
	toFindingsOfControl place = "Findings of a control"
	toFindingsOfGroup   place = "Findings of a group"
	toGapsOfControl     place = "Not evaluated"
	toMove              place = "Readiness"
	toEffect            place = "Effects"
)

// ours is what an id in a formula may look like: a control's id, or a group's key.
var ours = regexp.MustCompile(`^([A-Z][A-Z0-9]{0,15}(-[A-Z0-9]{1,15}){1,3}|[cd]:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$`)

// seek returns the list of a place and the title of the column that holds the id.
func (b *Workbook) seek(to place) (t *table, title string) {
	switch to {
	case toControl:
		return b.list(controlsSheet), "Control"
	case toGroup:
		return b.list(groupsSheet), "Key"
	case toFindingsOfControl:
		return b.list(findingsSheet), "Control"
	case toFindingsOfGroup:
		return b.list(findingsSheet), "Group key"
	case toGapsOfControl:
		return b.list(gapsSheet), "Id"
	case toMove:
		return b.list(readinessSheet), "Group key"
	case toEffect:
		return b.list(effectsSheet), "Group key"
	}
	return nil, ""
}

// linkCell returns the formula of l. It looks its row up by id, so that it still leads there when
// somebody has sorted the list. A list on several sheets cannot be looked up in: what would be the
// link is then shown plainly, as it is for an id that is none of ours.
//
// Cell hyperlinks are no way, since a sheet holds no more than 65,530 of them.
//
// Source: https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
func (b *Workbook) linkCell(l link) any {
	t, title := b.seek(l.to)
	if t == nil || t.total > b.rows || !ours.MatchString(l.id) {
		return l.show
	}
	column := t.letter(title)
	target := fmt.Sprintf(`"#'%s'!A"&MATCH("%s",'%s'!$%s:$%s,0)`, t.name, l.id, t.name, column, column)
	switch show := l.show.(type) {
	case int:
		return excelize.Cell{StyleID: b.palette.numberLink, Value: show, Formula: fmt.Sprintf(`HYPERLINK(%s,%d)`, target, show)}
	case string:
		if !ours.MatchString(show) && !plainWords.MatchString(show) {
			return show
		}
		// excelize has no formula that shows text: the marks put what it shows where it belongs.
		return excelize.Cell{StyleID: b.palette.link, Formula: fmt.Sprintf(`HYPERLINK(%s,"%s")`, target, show) + string(shownBegins) + show + string(shownEnds)}
	}
	return l.show
}

// plainWords are what a link may show besides an id.
var plainWords = regexp.MustCompile(`^[a-z ]{1,20}$`)
