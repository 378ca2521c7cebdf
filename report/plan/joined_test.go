package plan_test

import "github.com/wbaudit/wbaudit/report/reporttest"

// joined reports whether tokens begin with an expression that joins strings and characters, and how many
// tokens that has: ( -join @( 'a' , [ char ] 0x000A ) ). Anything else inside of it is no literal.
func joined(tokens []reporttest.PSToken) (is bool, n int) {
	text := func(i int) string {
		if i < len(tokens) && tokens[i].Kind != reporttest.PSString {
			return tokens[i].Text
		}
		return ""
	}
	if text(0) != "(" || text(1) != "-join" || text(2) != "@(" {
		return false, 0
	}
	for i := 3; i < len(tokens); i++ {
		switch {
		case tokens[i].Kind == reporttest.PSString, text(i) == ",":
		case text(i) == "[" && text(i+1) == "char" && text(i+2) == "]":
			i += 3
		case text(i) == ")" && text(i+1) == ")":
			return true, i + 2
		default:
			return false, 0
		}
	}
	return false, 0
}
