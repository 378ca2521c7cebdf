package policies

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
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

// entries are the losses of a single record that is neither a group nor an account, such as an organizational unit that
// may not be read, and of all organizational units, for which the search did not ask. An empty unit is left alone: that
// it is gone and that it may not be read look the same.
func entries(files fstest.MapFS) []loss {
	l := &lossList{seen: map[string]bool{}}
	for _, list := range sortedKeys(files) {
		if !strings.HasSuffix(list, ".ldif") {
			continue
		}
		text := files[list].Data
		match := func(name string) bool { return name == list }
		for _, record := range recordsOf(text) {
			dn := dnOf(record)
			if ofFact.Match(record) && (!ofUnit.Match(record) || len(regexp.MustCompile(`(?mi)^dn: .*,`+regexp.QuoteMeta(dn)+`$`).Find(text)) > 0) {
				l.add(list+" entry "+dn, false, match, func(text []byte) []byte {
					return withoutRecords(text, func(record []byte) bool { return dnOf(record) == dn })
				})
			}
		}
		l.add(list+" organizational units, not asked for", false, match, func(text []byte) []byte {
			text = bytes.ReplaceAll(unfolded(text), []byte("(objectClass=organizationalUnit)"), nil)
			return withoutRecords(text, ofUnit.Match)
		})
	}
	return l.all
}

var (
	ofFact = regexp.MustCompile(`(?mi)^objectClass: (organizationalUnit|container|builtinDomain|domainDNS|crossRef|crossRefContainer|dMD|attributeSchema)$`)
	ofUnit = regexp.MustCompile(`(?mi)^objectClass: organizationalUnit$`)
	dnLine = regexp.MustCompile(`(?m)^dn: (.*)$`)
	counts = regexp.MustCompile(`(?m)^# num(Responses|Entries): (\d+)$`)
)

// unfolded puts every line of a file onto one.
func unfolded(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\n "), nil) }

// recordsOf are the parts of a file between empty lines; head and trailer are among them.
func recordsOf(text []byte) [][]byte { return bytes.Split(unfolded(text), []byte("\n\n")) }

// dnOf is the name of a record; "" for what is none.
func dnOf(record []byte) string {
	if m := dnLine.FindSubmatch(record); m != nil {
		return string(m[1])
	}
	return ""
}

// withoutRecords leaves records out, which the search then did not return: its counts are that many less.
func withoutRecords(text []byte, out func([]byte) bool) []byte {
	all := recordsOf(text)
	kept := slices.DeleteFunc(slices.Clone(all), out)
	return counts.ReplaceAllFunc(bytes.Join(kept, []byte("\n\n")), func(line []byte) []byte {
		name, number, _ := bytes.Cut(line, []byte(": "))
		n, err := strconv.Atoi(string(number))
		if err != nil {
			return line
		}
		return fmt.Appendf(nil, "%s: %d", name, n-len(all)+len(kept))
	})
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
	for i, record := range recordsOf(text) {
		switch at := inWritebackOU.FindSubmatch(record); {
		case at != nil:
			ou, kept = at[1], append(kept, record)
		case i == 0 && bytes.HasPrefix(record, []byte("#")), bytes.HasPrefix(record, []byte("# search result")):
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

// dividedLDIF deals the records of a file to several, each with its head and its end, where they are to stay, and
// without counts. Each is from a search with a list of attributes.
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
	for i := range files {
		if headed && head != nil {
			files[i] = append(files[i], "# search result\n"...)
		}
	}
	return files
}
