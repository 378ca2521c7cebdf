package xlsx

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// mendStyles corrects xl/styles.xml: the children of a font come in the order that the schema
// wants, cells that must stay text get Excel's quote prefix, and our styles get names. excelize
// has no way to ask for any of the three.
func (p *palette) mendStyles(xml []byte) ([]byte, error) {
	xml = fontPattern.ReplaceAllFunc(xml, orderFont)
	formats, err := elements(xml, "cellXfs", "xf")
	if err != nil {
		return nil, err
	}
	for _, id := range slices.Sorted(maps.Values(p.quoted)) {
		formats[id] = strings.Replace(formats[id], "<xf ", `<xf quotePrefix="1" `, 1)
	}
	masters, err := elements(xml, "cellStyleXfs", "xf")
	if err != nil {
		return nil, err
	}
	styles, err := elements(xml, "cellStyles", "cellStyle")
	if err != nil {
		return nil, err
	}
	for _, named := range p.names {
		masters = append(masters, strings.Replace(formats[named.id], ` xfId="0"`, "", 1))
		master := len(masters) - 1
		formats[named.id] = strings.Replace(formats[named.id], `xfId="0"`, fmt.Sprintf(`xfId="%d"`, master), 1)
		styles = append(styles, fmt.Sprintf(`<cellStyle name="%s" xfId="%d"></cellStyle>`, named.name, master))
	}
	xml = replaceElements(xml, "cellStyleXfs", masters)
	xml = replaceElements(xml, "cellXfs", formats)
	return replaceElements(xml, "cellStyles", styles), nil
}

var (
	fontPattern  = regexp.MustCompile(`<font>.*?</font>`)
	childPattern = regexp.MustCompile(`<(\w+)[^>]*></\w+>`)
)

// fontOrder is the order of a font's children.
//
// Source: ECMA-376 part 1, section 18.8.22 (CT_Font), as Microsoft's Open XML SDK validates it
var fontOrder = []string{"b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme"}

func orderFont(font []byte) []byte {
	children := childPattern.FindAll(font, -1)
	slices.SortStableFunc(children, func(a, b []byte) int {
		return fontPlace(a) - fontPlace(b)
	})
	return slices.Concat([]byte("<font>"), bytes.Join(children, nil), []byte("</font>"))
}

func fontPlace(child []byte) int {
	return slices.Index(fontOrder, string(childPattern.FindSubmatch(child)[1]))
}

// elements returns the children of the list that stands in xml, as they stand there.
func elements(xml []byte, list, child string) ([]string, error) {
	body := listPattern(list).FindSubmatch(xml)
	if body == nil {
		return nil, fmt.Errorf("mending the styles: no %s", list)
	}
	return regexp.MustCompile(`<`+child+` .*?</`+child+`>`).FindAllString(string(body[1]), -1), nil
}

func replaceElements(xml []byte, list string, children []string) []byte {
	text := fmt.Sprintf(`<%s count="%d">%s</%s>`, list, len(children), strings.Join(children, ""), list)
	return listPattern(list).ReplaceAllLiteral(xml, []byte(text))
}

func listPattern(list string) *regexp.Regexp {
	return regexp.MustCompile(`(?s)<` + list + ` [^>]*>(.*?)</` + list + `>`)
}
