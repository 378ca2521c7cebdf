package xlsx

import (
	"bytes"
	"regexp"
	"slices"
)

// typeLists are the two lists of [Content_Types].xml: types by ending, and by part.
var typeLists = []*regexp.Regexp{regexp.MustCompile(`(<Default [^>]*></Default>)+`), regexp.MustCompile(`(<Override [^>]*></Override>)+`)}

// sortTypes puts the types of parts in the order of their names: excelize adds those of a chart, and of
// pictures that there may be on its sheet, in no fixed order, and equal streams give equal bytes.
func sortTypes(xml []byte) ([]byte, error) {
	for _, list := range typeLists {
		xml = list.ReplaceAllFunc(xml, func(all []byte) []byte {
			types := regexp.MustCompile(`<[^/][^>]*></\w+>`).FindAll(all, -1)
			slices.SortFunc(types, bytes.Compare)
			return bytes.Join(types, nil)
		})
	}
	return xml, nil
}
