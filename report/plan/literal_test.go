package plan

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/wbaudit/wbaudit/report/reporttest"
)

func ascii(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

// value is what PowerShell makes of a literal, computed by another way than it was written.
func value(t *testing.T, literal string) string {
	t.Helper()
	tokens, err := reporttest.PSTokens(literal)
	if err != nil {
		t.Fatal(err)
	}
	if len(tokens) == 1 && tokens[0].Kind == reporttest.PSString {
		return tokens[0].Text
	}
	inner, ok := strings.CutPrefix(literal, "(-join @(")
	if !ok || !strings.HasSuffix(inner, "))") {
		t.Fatalf("%q is no literal", literal)
	}
	if tokens, err = reporttest.PSTokens(strings.TrimSuffix(inner, "))")); err != nil {
		t.Fatal(err)
	}
	var units []uint16
	for i := 0; i < len(tokens); i++ {
		switch {
		case tokens[i].Kind == reporttest.PSString:
			units = append(units, utf16.Encode([]rune(tokens[i].Text))...)
		case tokens[i].Text == "[":
			n, err := strconv.ParseUint(strings.TrimPrefix(tokens[i+3].Text, "0x"), 16, 16)
			if tokens[i+1].Text != "char" || err != nil {
				t.Fatalf("%q holds %q", literal, tokens[i+1].Text)
			}
			units = append(units, uint16(n))
			i += 3
		case tokens[i].Text != ",":
			t.Fatalf("%q holds %q", literal, tokens[i].Text)
		}
	}
	return string(utf16.Decode(units))
}

func FuzzLiteral(f *testing.F) {
	for _, text := range reporttest.Hostile() {
		f.Add(text)
	}
	for _, text := range []string{"'", "''", "’‘‚‛“”„", "a'b’c\nd", "$(x)`n", "\U0001f600'", "it's"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := literal(text)
		if !ascii(got) {
			t.Fatalf("%q is not printable ASCII", got)
		}
		if want := strings.ToValidUTF8(text, "\ufffd"); utf8.ValidString(text) && value(t, got) != want {
			t.Fatalf("%q has the value %q, want %q", got, value(t, got), want)
		}
	})
}

func FuzzLDIFLine(f *testing.F) {
	for _, text := range reporttest.Hostile() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var b bytes.Buffer
		w := bufio.NewWriter(&b)
		ldifLine(w, "member", text)
		w.Flush()
		line, ok := strings.CutSuffix(b.String(), "\n")
		if !ok || !ascii(line) {
			t.Fatalf("%q is not one line of ASCII", b.String())
		}
		got := strings.TrimPrefix(line, "member: ")
		if coded, is := strings.CutPrefix(line, "member:: "); is {
			raw, err := base64.StdEncoding.DecodeString(coded)
			if err != nil {
				t.Fatal(err)
			}
			got = string(raw)
		} else if text != "" && strings.ContainsAny(text[:1], " :<") || strings.HasSuffix(text, " ") {
			t.Fatalf("%q must be in Base64", line)
		}
		if got != text {
			t.Fatalf("%q comes back as %q", text, got)
		}
	})
}

func FuzzMarked(f *testing.F) {
	for _, text := range reporttest.Hostile() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := marked(text)
		if !ascii(got) || strings.ContainsAny(got, "{}") {
			t.Fatalf("%q may hold a line or a variable", got)
		}
		back, err := strconv.Unquote(strings.NewReplacer(`\u`, `\u`).Replace(got))
		// Go refuses halves of surrogate pairs, which JSON has for characters beyond the first plane.
		if err == nil && utf8.ValidString(text) && back != text {
			t.Fatalf("%q comes back as %q", text, back)
		}
	})
}

func FuzzFilterValue(f *testing.F) {
	f.Add(`CN=a*(b)\,c`)
	f.Fuzz(func(t *testing.T, text string) {
		got := filterValue(text)
		if !ascii(got) || strings.ContainsAny(got, "*()") {
			t.Fatalf("%q is more than a value", got)
		}
		var back []byte
		for i := 0; i < len(got); i++ {
			if got[i] != '\\' {
				back = append(back, got[i])
				continue
			}
			n, err := strconv.ParseUint(got[i+1:i+3], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			back = append(back, byte(n))
			i += 2
		}
		if string(back) != text {
			t.Fatalf("%q comes back as %q", text, back)
		}
	})
}

func FuzzCutIsNeverLonger(f *testing.F) {
	f.Add("a\U0001f600b", 2)
	f.Fuzz(func(t *testing.T, text string, n int) {
		n = max(0, min(n, 1000))
		got := cut(text, n)
		if !strings.HasPrefix(text, got) || utf8.ValidString(text) && len(utf16.Encode([]rune(got))) > n {
			t.Fatalf("%q cut to %d is %q", text, n, got)
		}
	})
}
