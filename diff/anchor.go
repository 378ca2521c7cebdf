package diff

import (
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// AnchorReading says what the text of an anchor attribute turned out to be.
type AnchorReading uint8

// An attribute without text is empty; unparsable is a text that names no id in a known form.
const (
	AnchorTextEmpty AnchorReading = iota
	AnchorTextOK
	AnchorTextUnparsable
)

// anchorPrefix starts the anchors of all three engines.
const anchorPrefix = "Group_"

// ParseAnchor reads the text of adminDescription or msDS-ExternalDirectoryObjectId. The kind is
// AnchorAdminDescription for Group_<id> in either attribute, AnchorTakenOver for
// takenOverPrefix<id>, else AnchorNone; an empty takenOverPrefix knows no such form. Prefix and id
// are compared without regard to case. Nothing is trimmed but a text of blanks, since the engines
// join on the exact text.
//
// Source: MS-ADA1 adminDescription; the prefix of adopted groups occurs only in public code.
func ParseAnchor(text, takenOverPrefix string) (snapshot.GUID, Anchor, AnchorReading) {
	if strings.TrimSpace(text) == "" {
		return snapshot.GUID{}, AnchorNone, AnchorTextEmpty
	}
	if id, ok := afterPrefix(text, anchorPrefix); ok {
		return id, AnchorAdminDescription, AnchorTextOK
	}
	if takenOverPrefix != "" {
		if id, ok := afterPrefix(text, takenOverPrefix); ok {
			return id, AnchorTakenOver, AnchorTextOK
		}
	}
	return snapshot.GUID{}, AnchorNone, AnchorTextUnparsable
}

// afterPrefix returns the id that follows prefix and ends text, such as in Group_<id> and
// User_<id>; false for any other text and for the zero id.
func afterPrefix(text, prefix string) (snapshot.GUID, bool) {
	const guidLength = 36
	if len(text) != len(prefix)+guidLength || !strings.EqualFold(text[:len(prefix)], prefix) {
		return snapshot.GUID{}, false
	}
	id, err := snapshot.ParseGUID(text[len(prefix):])
	return id, err == nil && !id.IsZero()
}
