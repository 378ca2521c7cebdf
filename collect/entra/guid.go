package entra

import "github.com/wbaudit/wbaudit/collect/snapshot"

// parseGUID reads what snapshot.ParseGUID reads, without making a string of it first.
func parseGUID(text []byte) (g snapshot.GUID, ok bool) {
	if len(text) == 38 && text[0] == '{' && text[37] == '}' {
		text = text[1:37]
	}
	if len(text) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return g, false
	}
	at := 0
	for i := 0; i < 36; i += 2 {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			i++
		}
		high, low := hexValue[text[i]], hexValue[text[i+1]]
		if high|low > 15 {
			return snapshot.GUID{}, false
		}
		g[at] = high<<4 | low
		at++
	}
	return g, true
}

// hexValue holds the value of each hexadecimal digit, 255 for other bytes.
var hexValue = func() (values [256]byte) {
	for c := range values {
		values[c] = byte(hexDigit(byte(c)))
	}
	return values
}()
