package policies

import (
	"bytes"
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
