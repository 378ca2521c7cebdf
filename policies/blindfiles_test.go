package policies

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"testing/fstest"
)

// ldifFiles is into how many files a directory export is divided of which some lack an attribute.
const ldifFiles = 4

// ofSomeFiles adds an attribute that some of several LDIF files lack: one search of several did not ask for it,
// as its head says, or as nothing says where ldapsearch -LLL left the head out.
func (l *lossList) ofSomeFiles(list, attribute string) {
	for _, c := range []struct {
		what   string
		lacks  func(file int) bool
		headed bool
	}{
		{"one file of several", func(file int) bool { return file == 1 }, true},
		{"every second file", func(file int) bool { return file%2 == 0 }, true},
		{"one file of several without heads", func(file int) bool { return file == 1 }, false},
		{"every second file without heads", func(file int) bool { return file%2 == 0 }, false},
	} {
		what := list + " " + attribute + " of " + c.what
		if l.seen[what] {
			continue
		}
		l.seen[what] = true
		l.all = append(l.all, loss{what: what, some: true, take: func(files fstest.MapFS) fstest.MapFS {
			left := maps.Clone(files)
			delete(left, list)
			for i, text := range dividedLDIF(files[list].Data, c.headed) {
				if c.lacks(i) {
					text = withoutAttribute(text, attribute)
				}
				left[fmt.Sprintf("%s%d.ldif", strings.TrimSuffix(list, "ldif"), i)] = &fstest.MapFile{Data: text}
			}
			return left
		}})
	}
}

// outsideOU adds the directory outside the writeback OU, which a search there does not see, and of whose bounds the head
// tells where ldapsearch wrote one.
func (l *lossList) outsideOU(files fstest.MapFS) {
	for list := range files {
		if !strings.HasSuffix(list, ".ldif") {
			continue
		}
		match := func(name string) bool { return name == list }
		l.add(list+" outside the writeback OU", true, match, ofWritebackOU)
		l.add(list+" outside the writeback OU, without its head", true, match, func(text []byte) []byte {
			return regexp.MustCompile(`(?m)^#.*\n`).ReplaceAll(ofWritebackOU(text), nil)
		})
	}
}

var inWritebackOU = regexp.MustCompile(`(?mi)^dn: (?:[^\n]*,)?(OU=Writeback,[^\n]*)$`)

// ofWritebackOU keeps the records of the writeback OU.
func ofWritebackOU(text []byte) []byte {
	var ou []byte
	var kept [][]byte
	for i, record := range bytes.Split(bytes.ReplaceAll(text, []byte("\n "), nil), []byte("\n\n")) {
		switch at := inWritebackOU.FindSubmatch(record); {
		case at != nil:
			ou, kept = at[1], append(kept, record)
		case i == 0 && bytes.HasPrefix(record, []byte("#")):
			kept = append(kept, record)
		}
	}
	if ou != nil {
		kept[0] = regexp.MustCompile(`(?m)^# base <[^>]*>`).ReplaceAll(kept[0], []byte("# base <"+string(ou)+">"))
	}
	return append(bytes.Join(kept, []byte("\n\n")), "\n\n"...)
}

// unasked adds the properties that a cmdlet did not ask for, which it writes as null, with and without a body of
// Graph beside its objects.
func (l *lossList) unasked(text []byte) {
	match := func(name string) bool { return name == "cloud/groups.json" }
	var body any
	if json.Unmarshal(text, &body) != nil {
		return
	}
	before := len(l.all)
	for _, path := range keyPaths(body, nil) {
		if len(path) != 2 || path[1] == "id" {
			continue
		}
		what := "cloud/groups.json as PowerShell writes it, " + path[1] + " not asked for"
		l.add(what, false, match, func(text []byte) []byte { return typedWithout(text, path[1], 0) })
		l.add(what+", one group as Graph writes it", false, match, func(text []byte) []byte { return typedWithout(text, path[1], 1) })
	}
	for i := range l.all[before:] {
		l.all[before+i].some = true
	}
}

// typedWithout writes all groups but the first few as objects of PowerShell that did not ask for a property.
func typedWithout(text []byte, property string, graph int) []byte {
	var body map[string]any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if d.Decode(&body) != nil {
		return text
	}
	list, _ := body["value"].([]any)
	for i, g := range list {
		group, ok := g.(map[string]any)
		if !ok || i < graph {
			continue
		}
		typed := map[string]any{}
		for key, value := range group {
			if key == property {
				value = nil
			}
			typed[strings.ToUpper(key[:1])+key[1:]] = value
		}
		list[i] = typed
	}
	out, err := json.Marshal(body)
	if err != nil {
		return text
	}
	return out
}

// notTold are what only a search for all attributes brings, so that it says of itself what it asked for.
var notTold = []string{"instanceType", "uSNCreated", "dSCorePropagationData", "sAMAccountType", "objectCategory", "name"}

// dividedLDIF deals the records of a file to several, each with its head, where that is to stay, and without a
// trailer. Each is from a search with a list of attributes.
func dividedLDIF(text []byte, headed bool) (files [ldifFiles][]byte) {
	var head []byte
	for _, attribute := range notTold {
		text = withoutAttribute(text, attribute)
	}
	records := bytes.Split(text, []byte("\n\n"))
	if bytes.HasPrefix(text, []byte("#")) {
		head, records = records[0], records[1:]
	}
	for i := range files {
		if headed {
			files[i] = append(regexp.MustCompile(`(?m)^# (extended LDIF|LDAPv3)$`).ReplaceAll(head, []byte("#")), "\n\n"...)
		}
	}
	for i, record := range records {
		if at := bytes.Index(record, []byte("dn:")); at >= 0 {
			file := &files[i%ldifFiles]
			*file = append(append(*file, bytes.TrimSpace(record[at:])...), "\n\n"...)
		}
	}
	return files
}
