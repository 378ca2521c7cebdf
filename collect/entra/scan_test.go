package entra

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// valid reports whether our reader takes text for one JSON value.
func valid(text []byte) bool {
	text = append(bytes.Clone(text), ' ')
	end, err := skipValue(text, skipSpace(text, 0), 0)
	return err == nil && skipSpace(text, end) == len(text)
}

// deep reports whether text nests deeper than our reader goes.
func deep(text []byte) bool {
	return bytes.Count(text, []byte{'['})+bytes.Count(text, []byte{'{'}) > maxDepth
}

// checkValue compares our reading of a text with that of encoding/json.
func checkValue(t *testing.T, text []byte) {
	t.Helper()
	ours, theirs := valid(text), json.Valid(text)
	switch {
	case ours && !theirs:
		t.Fatalf("%q is no JSON, and was accepted", text)
	case !ours && theirs && utf8.Valid(text) && !deep(text):
		t.Fatalf("%q is JSON, and was refused", text)
	case !ours:
		return
	}
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		return // a number out of range: not read as a number here
	}
	trimmed := bytes.TrimSpace(text)
	switch v := value.(type) {
	case string:
		if got := string(unquote(trimmed, nil)); got != v {
			t.Fatalf("%q is %q, want %q", text, got, v)
		}
	case map[string]any:
		keys := map[string]bool{}
		eachKey(trimmed, func(key string, _ []byte) { keys[key] = true })
		if diff := cmp.Diff(sortedKeys(v), sortedKeys(keys)); diff != "" {
			t.Fatalf("keys of %q (-want +got)\n%s", text, diff)
		}
	case []any:
		n := 0
		elements(trimmed, func([]byte) bool { n++; return true })
		if n != len(v) {
			t.Fatalf("%q has %d elements, want %d", text, n, len(v))
		}
	}
}

func TestReaderAgreesWithTheStandardOne(t *testing.T) {
	for _, text := range []string{
		`{}`, `[]`, `""`, `0`, `-0`, `-`, `01`, `1.`, `.5`, `1.5e`, `1.5e+`, `1.5E-7`, `1e5`, `tru`, `true`, `truex`, `nul`, `null`, `false`, `+1`, `--1`,
		`{"a":1,}`, `{"a":1,"a":2}`, `{,}`, `{"a"}`, `{"a":}`, `{"a" : [ ] }`, `[1,]`, `[,1]`, `[1 2]`, `[`, `{`, `"`, `"\`, `"\u12`, `"\u00e9"`, `"\ud83d\ude00"`, `"\ud83d"`, `"\ude00\ud83d"`,
		`"\ud83d\u0041"`, `"\ud83dx"`, `"\/\b\f\n\r\t\"\\"`, `"\x"`, "\"\x7f\"", "\"\x1f\"", "\"\t\"", "\"é😀\"", "\"\xff\"", "\"\xc3\"", "\"\xed\xa0\x80\"", "\ufeff{}", "{}x", " \r\n\t[1]\n",
		strings.Repeat("[", 257) + strings.Repeat("]", 257), strings.Repeat("[", 256) + strings.Repeat("]", 256), `"12345678\"2345678\\"`, `"1234567"`, `"12345678"`, `"123456789"`,
	} {
		checkValue(t, []byte(text))
	}
}

// everything is a text with all kinds of bodies.
const everything = "\ufeff" + `{"@odata.context":"https://x#groups","@odata.count":2,"@odata.nextLink":"https://x","value":[` + full + `, {"id":"` + g2 + `","members":[{"id":"` + u1 + `"}]} , 5 ],"more":[1,{"a":null}]}
 ` + full + "\n\ufeff[" + full + `,{"displayName":"nobody"}] {"tip":{"x":"y"},"value":{"id":"` + u1 + `"}}`

// decodedGroups is what DecodeGroups makes of a text.
type decodedGroups struct {
	Groups []snapshot.CloudGroup
	Odd    []string
	Page   Page
	Err    string
}

func decodeGroups(r io.Reader) (d decodedGroups) {
	page, err := DecodeGroups(r, func(g *Group) error {
		d.Groups = append(d.Groups, g.CloudGroup)
		return nil
	}, func(what string) error { d.Odd = append(d.Odd, what); return nil })
	d.Page = page
	if err != nil {
		d.Err = err.Error()
	}
	return d
}

// TestReadingDoesNotDependOnHowTheTextArrives: every boundary between two reads falls somewhere.
func TestReadingDoesNotDependOnHowTheTextArrives(t *testing.T) {
	texts := []string{everything, utf16Text(everything[3:], true)}
	for _, test := range broken {
		texts = append(texts, test.text)
	}
	for at := range everything {
		if at%31 == 0 {
			texts = append(texts, everything[:at])
		}
	}
	for _, text := range texts {
		want := decodeGroups(strings.NewReader(text))
		for name, wrap := range map[string]func(io.Reader) io.Reader{
			"byte by byte": iotest.OneByteReader, "half": iotest.HalfReader, "data with the end": iotest.DataErrReader,
		} {
			if diff := cmp.Diff(want, decodeGroups(wrap(strings.NewReader(text)))); diff != "" {
				t.Fatalf("%s: %q (-want +got)\n%s", name, text, diff)
			}
		}
	}
}

func TestEveryTruncationIsAnError(t *testing.T) {
	text := `{"value":[` + full + `],"@odata.count":1}`
	for at := range text {
		if got := decodeGroups(strings.NewReader(text[:at])); got.Err == "" {
			t.Fatalf("no error for the first %d bytes", at)
		}
	}
}

func TestPageOfOneBody(t *testing.T) {
	text := `{"@odata.context":"https://x#groups","@odata.count":2,"@odata.nextLink":"https://x\u002fnext","value":[` + full + `,{"id":"` + g2 + `"}]}`
	want := Page{NextLink: "https://x/next", Context: "https://x#groups", Count: of(int64(2)), Elements: 2, Listed: true}
	if diff := cmp.Diff(want, decodeGroups(strings.NewReader(text)).Page); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestAReadErrorIsPassedOn(t *testing.T) {
	lost := errors.New("connection lost")
	_, err := DecodeMembers(io.MultiReader(strings.NewReader(`[`+user(u1)), iotest.ErrReader(lost)), func(*Member) error { return nil }, ignore)
	if !errors.Is(err, lost) {
		t.Errorf("error %v", err)
	}
}

func TestAnErrorOfTheCallbackStops(t *testing.T) {
	enough, n := errors.New("enough"), 0
	_, err := DecodeMembers(strings.NewReader(`[`+users(3)+`]`), func(*Member) error { n++; return enough }, ignore)
	if !errors.Is(err, enough) || n != 1 {
		t.Errorf("error %v after %d members", err, n)
	}
}

func TestAnObjectLargerThanTheBufferIsRead(t *testing.T) {
	label := `{"labelId":"` + strings.Repeat("l", 1000) + `"}`
	text := `[{"id":"` + g1 + `","assignedLabels":[` + strings.Repeat(label+",", 600) + label + `]},{"id":"` + g2 + `"}]`
	got := decodeGroups(strings.NewReader(text))
	if got.Err != "" || len(got.Groups) != 2 || len(got.Groups[0].AssignedLabels) != 601 {
		t.Errorf("error %q, %d groups", got.Err, len(got.Groups))
	}
}

// TestALargeObjectInSmallPiecesIsScannedALimitedNumberOfTimes counts bytes scanned, not time.
func TestALargeObjectInSmallPiecesIsScannedALimitedNumberOfTimes(t *testing.T) {
	text := `{"tip":"` + strings.Repeat("x", 1<<20) + `","value":[]}`
	var b body
	b.src, b.keep, b.text = iotest.OneByteReader(strings.NewReader(text)), -1, make([]byte, 16)
	scanned := 0
	if err := b.whole(func(text []byte, i int) (int, error) {
		scanned += len(text) - i
		return skipValue(text, i, 0)
	}); err != nil {
		t.Fatal(err)
	}
	if scanned > 4*len(text) {
		t.Errorf("%d bytes scanned for a text of %d", scanned, len(text))
	}
}

func TestOrderOfNames(t *testing.T) {
	want := []string{"a.json", "a-1.json", "a-2.json", "a-02.json", "a-10.json", "a-99999999999999999999.json", "a-99999999999999999999b.json", "b.json"}
	for i := range want {
		for j := range want {
			if got := compareNames(want[i], want[j]); (got < 0) != (i < j) || (got == 0) != (i == j) {
				t.Errorf("compareNames(%q, %q) = %d", want[i], want[j], got)
			}
		}
	}
}

func FuzzReader(f *testing.F) {
	for _, seed := range []string{`{"a":[1,-2.5e3,true,null,"\u00e9\ud83d\ude00"]}`, `"x\\"`, `[[],{}]`, everything} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) { checkValue(t, text) })
}

// FuzzBodies: whatever the bytes, reading ends with records or an error of one line, and does not
// depend on how the bytes arrive; text that is accepted is a sequence of JSON values.
func FuzzBodies(f *testing.F) {
	for _, test := range broken {
		f.Add([]byte(test.text))
	}
	f.Add([]byte(everything))
	f.Add([]byte(utf16Text(full, false)))
	f.Add([]byte(utf16Text(full, true)[2:]))
	f.Fuzz(func(t *testing.T, text []byte) {
		whole := decodeGroups(bytes.NewReader(text))
		if strings.ContainsAny(whole.Err, "\n\r") {
			t.Fatalf("an error of several lines: %q", whole.Err)
		}
		if diff := cmp.Diff(whole, decodeGroups(iotest.HalfReader(bytes.NewReader(text)))); diff != "" {
			t.Fatalf("by halves (-whole +halves)\n%s", diff)
		}
		plain, err := io.ReadAll(decoded(bytes.NewReader(text)))
		if whole.Err != "" || err != nil {
			return
		}
		stream := json.NewDecoder(bytes.NewReader(bytes.ReplaceAll(plain, mark, []byte(" "))))
		for {
			var value json.RawMessage
			if err := stream.Decode(&value); err == io.EOF {
				return
			} else if err != nil && !bytes.Contains(plain, mark) {
				t.Fatalf("accepted, but encoding/json says: %v", err)
			} else if err != nil {
				return
			}
		}
	})
}

// FuzzCollect: a members file and a groups file of any bytes never make Collect fail otherwise than
// by a bad file, and what is written is consistent.
func FuzzCollect(f *testing.F) {
	f.Add([]byte(`[`+full+`]`), []byte(`{"value":[`+user(u1)+`]}`))
	f.Add([]byte(everything), []byte(everything))
	f.Fuzz(func(t *testing.T, groups, members []byte) {
		files := map[string]string{
			"groups.json": string(groups), "members/" + g1 + ".json": string(members), "owners/" + g1 + ".json": string(members),
			"settings.json": string(groups), "onPremisesSynchronization.json": string(members), "synchronizationJobs.json": string(members),
			"subscribedSkus.json": string(groups), "directoryAudits.json": string(members),
		}
		r, err := attempt(Options{AllowPartial: true}, files)
		if err != nil {
			t.Fatal(err)
		}
		for id, g := range r.groups {
			if (g.Members.Status == snapshot.Complete) != (g.Members.Reason == "") || g.Members.Received < 0 {
				t.Fatalf("%s: %+v", id, g.Members)
			}
		}
		if _, err := attempt(Options{}, files); err != nil && strings.ContainsAny(err.Error(), "\n\r") {
			t.Fatalf("an error of several lines: %q", err)
		}
	})
}

// FuzzDocuments: of access reviews, assignments of privileged identity management and directory audits of
// any bytes what is kept is JSON on one line with the id it was found by, and a list is only whole when
// nothing in it was odd.
func FuzzDocuments(f *testing.F) {
	f.Add([]byte(`{"value":[{"id":"a","status":"InProgress","scope":{"query":"/groups"}}]}`))
	f.Add([]byte(`[{"id":"` + g1 + `_member_1","groupId":"` + g1 + `","accessId":"member"},{"x":1}]`))
	f.Add([]byte(`{"value":[{"id":"a"},{"id":"a","activityDateTime":"2026-11-20T12:00:00Z"}],"@odata.nextLink":"x"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		files := map[string]string{
			"accessReviews.json": string(text), "directoryAudits.json": string(text), "privilegedAssignments-" + g1 + ".json": string(text),
		}
		r, err := attempt(Options{AllowPartial: true}, files)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range r.documents {
			if d.ID == "" || !json.Valid(d.Body) || bytes.ContainsAny(d.Body, "\n\r") {
				t.Fatalf("kept %q by %q", d.Body, d.ID)
			}
		}
		for _, stream := range []snapshot.Stream{snapshot.StreamAccessReviews, snapshot.StreamDirectoryAudits, snapshot.StreamPrivilegedAssignments} {
			if e := r.ended[stream]; (e.Status == snapshot.Complete) != (e.Reason == "") {
				t.Fatalf("%s ended %+v", stream, e)
			}
		}
		if _, err := attempt(Options{}, files); err != nil && strings.ContainsAny(err.Error(), "\n\r") {
			t.Fatalf("an error of several lines: %q", err)
		}
	})
}
