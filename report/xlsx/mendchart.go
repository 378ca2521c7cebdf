package xlsx

import (
	"regexp"
)

// The children of a series that excelize writes where the schema does not have them: the first stands
// behind the labels, the second belongs to lines and not to bars.
var (
	labelsPattern = regexp.MustCompile(`(<dLbls>.*?</dLbls>)(<invertIfNegative val="\d"></invertIfNegative>)`)
	smoothPattern = regexp.MustCompile(`<smooth val="\d"></smooth></ser>`)
)

// mendChart corrects a chart of bars: the children of a series come in the order that the schema wants.
//
// Source: ECMA-376 part 1, section 21.2.2.170 (CT_BarSer), as Microsoft's Open XML SDK validates it
func mendChart(xml []byte) ([]byte, error) {
	xml = labelsPattern.ReplaceAll(xml, []byte("$2$1"))
	return smoothPattern.ReplaceAll(xml, []byte("</ser>")), nil
}
