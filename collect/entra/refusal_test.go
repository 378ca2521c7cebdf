package entra

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// broken are files that cannot be read, each under the name groups.json.
var broken = []struct {
	name, text string
	want       []string
}{
	{"truncated inside a group", `{"value":[` + "\n" + group(g1, "") + ",\n" + `{"id":"0000`, []string{"line 3, byte ", "the file ends here", "cut off", "export or copy it again"}},
	{"truncated between groups", `[` + group(g1, ""), []string{"line 1", "the file ends here"}},
	{"truncated inside the page", `{"@odata.context":"https://x","val`, []string{"the file ends here"}},
	{"an HTML page", "\r\n<!DOCTYPE html><html><body>Sign in</body></html>", []string{"line 2, byte 2", "HTML", "a page for people", "read it from Graph again"}},
	{"an XML page", `<?xml version="1.0"?><Error/>`, []string{"line 1, byte 0", "HTML or XML"}},
	{"plain text", `Get-MgGroup : Insufficient privileges`, []string{"line 1, byte 0", "expected a Graph answer in JSON", `found 'G'`}},
	{"an empty file", ``, []string{"the file is empty", "expected a Graph answer", "[]"}},
	{"a file of white space", " \n\t\r\n", []string{"the file is empty"}},
	{"a file of only a byte order mark", "\ufeff", []string{"the file is empty"}},
	{"null as a whole", ` null`, []string{"the body is null", "expected a Graph answer"}},
	{"a denied request", `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`,
		[]string{"line 1, byte 9: ", "Authorization_RequestDenied", "Insufficient privileges", "grant GroupMember.Read.All or Group.Read.All"}},
	{"a denied request with code 403", `{"error":{"code":"403","message":"no"}}`, []string{"grant GroupMember.Read.All"}},
	{"another error of Graph", `{"error":{"code":"TooManyRequests","message":"Please retry\nlater."}}`, []string{"TooManyRequests", "Please retry later.", "export it again"}},
	{"an error without its envelope", `{"code":"string","message":"text","innererror":{}}`, []string{"line 1, byte 0: ", "its error string (text)"}},
	{"an error behind a page", `[` + group(g1, "") + "]\n" + `{"error":{"code":"TooManyRequests","message":"later"}}`, []string{"line 2, byte ", "TooManyRequests"}},
	{"a comma too many", `[` + group(g1, "") + `,]`, []string{"line 1", `found ']'`}},
	{"a comma too few", `[` + group(g1, "") + ` ` + group(g2, "") + `]`, []string{"expected a comma or ]", `found '{'`}},
	{"single quotes", `{'id':1}`, []string{"expected a key in double quotes"}},
	{"a bare word", `[{"id":undefined}]`, []string{"expected a JSON value", `found 'u'`}},
	{"a number with a leading zero", `[{"id":"` + g1 + `","x":01}]`, []string{"expected a comma or }"}},
	{"a newline in a string", "[{\"id\":\"a\nb\"}]", []string{"no control character inside a string"}},
	{"Windows-1252", "[{\"displayName\":\"caf\xe9\"}]", []string{"line 1, byte 20", "expected text in UTF-8 or UTF-16", "found byte 0xe9", "-Encoding utf8"}},
	{"UTF-32", "\x00\x00\x00[\x00\x00\x00]", []string{"expected text in UTF-8 or UTF-16", "-Encoding utf8"}},
	{"a wrong escape", `[{"id":"\x"}]`, []string{"after a backslash"}},
	{"a wrong unicode escape", `[{"id":"\u12g4"}]`, []string{"four hexadecimal digits"}},
	{"nesting without end", `[{"x":` + strings.Repeat("[", 300) + strings.Repeat("]", 300) + `}]`, []string{"at most 256 levels"}},
	{"two values in a page", `{"value":[],"value":[]}`, []string{"expected one value in a page"}},
	{"an error after the values", `{"value":[],"error":{"code":"x"}}`, []string{"byte 20: found error after the value, expected one value in a page; export it again"}},
	{"a count that is no number", `{"@odata.count":"many","value":[]}`, []string{"expected a whole number as @odata.count"}},
	{"text where a body should be", `"hello"`, []string{`found "hello"`}},
	{"a list cut off by depth", `{"value":["System.Collections.Hashtable"]}`, []string{"line 1, byte 10: ", "System.Collections.Hashtable", "-Depth 10"}},
	{"a page whose list is cut off by depth", `{"value":"System.Object[]"}`, []string{"line 1, byte 9: ", "System.Object[]", "-Depth 10"}},
	{"a page whose list of one is cut off by depth", `{"@odata.context":"https://x","Value":"@{id=1; displayName=Secret}"}`, []string{"-Depth 10"}},
	{"a page without a list", `{"value":null}`, []string{"its value is null", "-Depth 10"}},
	{"a page whose list is empty text", "{\"value\":\n\"\"}", []string{"line 2, byte 10", `expected a list under value, found ""`, "-Depth 10"}},
	{"a page whose list is a number", `{"value":1}`, []string{"expected a list under value, found 1"}},
	{"a body cut off by depth", `"System.Object[]"`, []string{"line 1, byte 0: ", "-Depth 10"}},
	{"a configuration cut off by depth", `[{"id":"` + g1 + `","writebackConfiguration":"@{isEnabled=True; onPremisesGroupType=}"}]`, []string{`line 1, byte 71: "@{isEnabled=True; `, "(writebackConfiguration of " + g1 + ")", "-Depth 10"}},
	{"the second group's labels cut off by depth", "[" + group(g1, "") + ",\n" + `{"id":"` + u1 + `","assignedLabels":[{"labelId":"a"},` + "\n" + `"@{labelId=1; displayName=Secret}"]}]`, []string{"line 3, byte ", "(assignedLabels of " + u1 + ")"}},
	{"a member expanded and cut off by depth", "[" + group(g1, "") + ",\n" + `{"id":"` + u1 + `","members":[` + "\n" + `"System.Collections.Hashtable"]}]`, []string{"line 3, byte ", "(members of " + u1 + ")"}},
	{"a typed configuration cut off by depth", `[{"Id":"` + g1 + `","WritebackConfiguration":"Microsoft.Graph.Beta.PowerShell.Models.MicrosoftGraphGroupWritebackConfiguration"}]`, []string{"Microsoft.Graph.Beta", "-Depth 10"}},
	{"additional properties cut off by depth", `[{"Id":"` + g1 + `","AdditionalProperties":"System.Collections.Generic.Dictionary` + "`" + `2[System.String,System.Object]"}]`, []string{"System.Collections.Generic", "-Depth 10"}},
	{"a typed list that depth made text", `[{"Id":"` + g1 + `","GroupTypes":"Unified"}]`, []string{"Unified", "-Depth 10"}},
	{"a list that depth made text", `[{"id":"` + g1 + `","groupTypes":"System.Object[]"}]`, []string{"System.Object[]", "-Depth 10"}},
	{"labels cut off by depth", `[{"id":"` + g1 + `","assignedLabels":["@{labelId=1; displayName=Secret}"]}]`, []string{"-Depth 10"}},
	{"an expansion cut off by depth", `[{"id":"` + g1 + `","members":["System.Collections.Hashtable"]}]`, []string{"-Depth 10"}},
	{"a list of users", `{"@odata.context":"https://graph.microsoft.com/beta/$metadata#users","value":[]}`, []string{"expected groups, found users"}},
}

func TestABrokenFileIsNamedWithPlaceAndRemedy(t *testing.T) {
	for _, test := range broken {
		t.Run(test.name, func(t *testing.T) {
			refused(t, Options{}, map[string]string{"groups.json": test.text}, append(test.want, "reading cloud/groups.json: ")...)
		})
	}
}

func TestABrokenFileIsAPartialStreamWhenAllowed(t *testing.T) {
	for _, test := range broken {
		t.Run(test.name, func(t *testing.T) {
			r := collected(t, Options{AllowPartial: true}, map[string]string{"groups.json": test.text, "groups-2.json": "[" + group(g2, "") + "]"})
			got := r.ended[snapshot.StreamCloudGroups]
			if got.Status != snapshot.Partial || !strings.Contains(got.Reason, "reading cloud/groups.json: ") {
				t.Errorf("ended %+v", got)
			}
			if _, found := r.groups[g2]; !found {
				t.Error("the group of the next file is missing")
			}
			if _, found := r.groups[g1]; !found && strings.HasPrefix(test.name, "truncated inside a group") {
				t.Error("the group before the broken place is missing")
			}
		})
	}
}

func TestTheSameGroupTwice(t *testing.T) {
	files := map[string]string{
		"groups-1.json": group(g1, `"displayName":"Sales"`),
		"groups-2.json": "[" + group(g2, "") + "," + group(g1, `"displayName":"Sales EMEA"`) + "]",
	}
	refused(t, Options{}, files, "reading cloud/groups-2.json: line 1, byte ", g1+" differs in displayName from the same group in cloud/groups-1.json, line 1: ", "expected equal content", "export all groups at one time")
	r := collected(t, Options{AllowPartial: true}, files)
	if got := *r.groups[g1].DisplayName; got != "Sales" {
		t.Errorf("kept %q, want the first", got)
	}
	if got := r.ended[snapshot.StreamCloudGroups]; got.Status != snapshot.Partial || !strings.Contains(got.Reason, g1) {
		t.Errorf("ended %+v", got)
	}
	refused(t, Options{}, map[string]string{"groups.json": "[\n" + group(g1, "") + ",\n" + group(g1, `"description":"x","mail":null`) + "]"},
		"reading cloud/groups.json: line 3, byte ", g1+" differs in description, mail from the same group in cloud/groups.json, line 2: ")
}

// opened counts how often each file of a folder is opened.
type opened struct {
	fs.FS
	times map[string]int
}

func (o opened) Open(name string) (fs.File, error) {
	o.times[name]++
	return o.FS.Open(name)
}

func (o opened) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(o.FS, name) }

func TestOnlyTheGroupsThatAreToldOfAreLookedUpAgain(t *testing.T) {
	var first, second []string
	for i := range 20 {
		id := fmt.Sprintf("%s%02d", g1[:34], i)
		first, second = append(first, group(id, "")), append(second, group(id, `"description":"x"`))
	}
	o := opened{folderOf(map[string]string{
		"groups-1.json": "[" + strings.Join(first, ",") + "]", "groups-2.json": "[" + strings.Join(second, ",") + "]",
	}), map[string]int{}}
	r := newRecorded()
	if err := NewSource(o, Options{AllowPartial: true}).collect(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	reason := r.ended[snapshot.StreamCloudGroups].Reason
	if n := strings.Count(reason, " differs in description from the same group in cloud/groups-1.json, line 1: "); n != 3 || !strings.HasSuffix(reason, "; and 17 more of the kind") {
		t.Errorf("%d groups are told of: %s", n, reason)
	}
	if n := o.times["cloud/groups-1.json"]; n != 4 {
		t.Errorf("the first file was opened %d times, want once to read it and once for each group that is told of", n)
	}
}

// What was cut off in one file may stand whole in another, which must not be taken for a repetition.
func TestWhatWasCutOffIsReadFromTheNextFile(t *testing.T) {
	cut, review := `"System.Collections.Hashtable"`, `{"id":"a","scope":`
	r := collected(t, Options{AllowPartial: true}, map[string]string{
		"groups-1.json":        "[" + group(g1, `"members":[`+user(u1)+`],"owners":[`+cut+`]`) + "]",
		"groups-2.json":        "[" + group(g1, `"members":[`+user(u2)+`],"owners":[]`) + "]",
		"groups-3.json":        "[" + group(g2, `"members":[`+user(u3)+`,`+cut+`]`) + "]",
		"accessReviews-1.json": "[" + review + cut + "}]", "accessReviews-2.json": "[" + review + "{}}]",
	})
	if _, met := r.groups[g1]; !met || len(r.groups) != 1 {
		t.Errorf("%d groups were written, want the one that stands whole in the second file", len(r.groups))
	}
	if want := []string{"a1>b2"}; !slices.Equal(r.members, want) {
		t.Errorf("memberships are %v, want %v: none of a group that is cut off", r.members, want)
	}
	if len(r.documents) != 1 || !strings.Contains(string(r.documents[0].Body), `"scope":{}`) {
		t.Errorf("access reviews are %s", r.documents)
	}
	for stream, differ := range map[snapshot.Stream]string{snapshot.StreamCloudGroups: "differs", snapshot.StreamAccessReviews: "occurs twice"} {
		if e := r.ended[stream]; e.Status != snapshot.Partial || strings.Count(e.Reason, "Depth") == 0 || strings.Contains(e.Reason, differ) {
			t.Errorf("%s ended %+v", stream, e)
		}
	}
}

func TestABrokenMembersFileIsPartialMembersOfItsGroup(t *testing.T) {
	files := map[string]string{
		"groups.json":               "[" + group(g1, "") + "," + group(g2, "") + "]",
		"members/" + g1 + ".json":   `{"value":[` + user(u1) + `,{"id":`,
		"members/" + g2 + ".json":   `{"value":[` + user(u2) + `]}`,
		"owners/" + g1 + ".json":    `{"error":{"code":"Authorization_RequestDenied","message":"no"}}`,
		"principals.json":           `[` + user(u3) + `]`,
		"members/" + g1 + "-2.json": `{"value":[` + user(u3) + `]}`,
	}
	refused(t, Options{}, files, "cloud/members/"+g1+".json", "line 1")
	r := collected(t, Options{AllowPartial: true}, files)
	if got := r.groups[g1].Members; got.Status != snapshot.Partial || got.Received != 2 || !strings.Contains(got.Reason, "cloud/members/"+g1+".json") {
		t.Errorf("members %+v", got)
	}
	if got := r.groups[g1].Owners; got.Status != snapshot.Partial || !strings.Contains(got.Reason, "grant Group.Read.All") {
		t.Errorf("owners %+v", got)
	}
	if got := r.groups[g2].Members; got.Status != snapshot.Complete {
		t.Errorf("members of the other group %+v", got)
	}
	if got := r.ended[snapshot.StreamCloudMemberships]; got.Status != snapshot.Partial || !strings.Contains(got.Reason, "cloud/members/"+g1+".json") {
		t.Errorf("memberships ended %+v", got)
	}
	if got := r.ended[snapshot.StreamCloudOwners]; got.Status != snapshot.Partial || !strings.Contains(got.Reason, "cloud/owners/"+g1+".json") {
		t.Errorf("owners ended %+v", got)
	}
}

func TestManyBrokenMembersFilesAreCounted(t *testing.T) {
	files := map[string]string{"groups.json": "[" + group(g1, "") + "," + group(g2, "") + "]"}
	for _, name := range []string{g1, g1 + "-2", g1 + "-3", g2, g2 + "-2"} {
		files["members/"+name+".json"] = `{"error":{"code":"Request_ResourceNotFound","message":"gone"}}`
	}
	r := collected(t, Options{AllowPartial: true}, files)
	if got := r.ended[snapshot.StreamCloudMemberships].Reason; strings.Count(got, "reading cloud/members/") != 3 || !strings.HasSuffix(got, "and 2 more of the kind") || strings.Contains(got, "members of 2") {
		t.Errorf("reason %q", got)
	}
}

func TestAMembersFileWithoutAGroupsIDIsRefused(t *testing.T) {
	files := map[string]string{"groups.json": "[" + group(g1, "") + "]", "members/sales.json": `[` + user(u1) + `]`}
	refused(t, Options{}, files, "cloud/members/sales.json", "starts with a group's id")
	r := collected(t, Options{AllowPartial: true}, files)
	if got := r.ended[snapshot.StreamCloudMemberships]; got.Status != snapshot.Partial || !strings.Contains(got.Reason, "sales.json") {
		t.Errorf("ended %+v", got)
	}
}

func TestPermissionIsNamedForEachFile(t *testing.T) {
	denied := `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`
	for _, s := range append(specs(), membersSpec, ownersSpec) {
		file := s.stem + ".json"
		if s.stem == membersSpec.stem || s.stem == ownersSpec.stem {
			file = s.stem + "/" + g1 + ".json"
		}
		refused(t, Options{}, map[string]string{file: denied}, "reading cloud/"+file, "grant "+s.permission)
	}
}

func TestWithoutACloudFolderAllIsAbsent(t *testing.T) {
	r := newRecorded()
	if err := NewSource(folderOf(nil), Options{}).collect(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	for _, stream := range snapshot.Streams()[:14] {
		if got := r.ended[stream]; got.Status != snapshot.Absent || got.Reason != "the export has no cloud folder" {
			t.Errorf("%s ended %+v", stream, got)
		}
	}
	if len(r.ended) != 14 {
		t.Errorf("%d streams ended, want the 14 of the cloud side", len(r.ended))
	}
}

func TestEveryStreamEndsOnce(t *testing.T) {
	r := collected(t, Options{}, map[string]string{"readme.txt": "x", ".DS_Store": "x", "groupSettings.json": "[]", "members/readme.txt": "x"})
	if diff := cmp.Diff(14, len(r.ended)); diff != "" {
		t.Errorf("streams (-want +got)\n%s", diff)
	}
	for _, file := range []string{"cloud/readme.txt", "cloud/groupSettings.json", "cloud/members/readme.txt"} {
		if !r.noted(file, "was not read") {
			t.Errorf("no note about %s in %q", file, r.notes)
		}
	}
}

func TestAnErrorOfTheWriterIsNoFaultOfTheFile(t *testing.T) {
	full := errors.New("disk full")
	for _, files := range []map[string]string{
		{"groups.json": "[" + group(g1, "") + "]"},
		{"members/" + g1 + ".json": "[" + user(u1) + "]"},
		{"subscribedSkus.json": `[{"skuPartNumber":"P","servicePlans":[{"servicePlanId":"x"}]}]`},
	} {
		r := newRecorded()
		r.fail = full
		err := NewSource(folderOf(files), Options{AllowPartial: true}).collect(context.Background(), r)
		if !errors.Is(err, full) {
			t.Errorf("%v: %v", sortedKeys(files), err)
		}
	}
}

func TestCollectStopsWhenInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := NewSource(folderOf(map[string]string{"groups.json": "[]"}), Options{AllowPartial: true}).collect(ctx, newRecorded())
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// unopenable has a folder whose file cannot be opened.
type unopenable struct{ fs.FS }

func (u unopenable) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".json") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.FS.Open(name)
}

func (u unopenable) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(u.FS, name) }

func TestAFileThatCannotBeOpenedIsNamed(t *testing.T) {
	err := NewSource(unopenable{folderOf(map[string]string{"groups.json": "[]"})}, Options{}).collect(context.Background(), newRecorded())
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "reading cloud/groups.json") {
		t.Errorf("error %v", err)
	}
}
