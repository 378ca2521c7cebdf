package collect_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect"
)

// export is an export of empty files.
func export(names ...string) fstest.MapFS {
	files := fstest.MapFS{}
	for _, name := range names {
		files[name] = &fstest.MapFile{Data: []byte("{}")}
	}
	return files
}

func TestSidesAreFoundInAnyCase(t *testing.T) {
	for claim, names := range map[string][]string{
		"as they are called":          {"cloud/groups.json", "directory/ou.ldif", "connect/SYNC1/rules.json", "export.json"},
		"with a capital":              {"Cloud/groups.json", "Directory/ou.ldif", "Connect/SYNC1/rules.json", "Export.json"},
		"in capitals, as old zips do": {"CLOUD/groups.json", "DIRECTORY/ou.ldif", "CONNECT/SYNC1/rules.json", "EXPORT.JSON"},
	} {
		for place, open := range map[string]func() (*collect.Export, error){
			"folder":               func() (*collect.Export, error) { return collect.OpenExportFS(export(names...)) },
			"zip":                  func() (*collect.Export, error) { return collect.OpenExport(zipped(t, names...)) },
			"zip of one side only": func() (*collect.Export, error) { return collect.OpenExport(zipped(t, names[0])) },
		} {
			t.Run(claim+", "+place, func(t *testing.T) {
				e, err := open()
				if err != nil {
					t.Fatal(err)
				}
				defer e.Close()
				if _, err := fs.ReadFile(e.FS, "cloud/groups.json"); err != nil {
					t.Error(err)
				}
				entries, err := fs.ReadDir(e.FS, "cloud")
				if err != nil || len(entries) != 1 {
					t.Errorf("cloud lists %v (%v)", entries, err)
				}
				if notes := described(t, e).Notes; len(notes) > 0 {
					t.Errorf("notes %q", notes)
				}
				if place == "zip" && e.CollectedAt == nil {
					t.Error("export.json was not read")
				}
			})
		}
	}
}

func TestNamesThatDifferInCaseOnlyAreRefused(t *testing.T) {
	for claim, c := range map[string]struct {
		names []string
		want  string
	}{
		"two folders of one side": {[]string{"Cloud/groups.json", "cloud/groups.json"}, "Cloud and cloud differ in case only"},
		"two files of times":      {[]string{"cloud/groups.json", "Export.json", "export.json"}, "Export.json and export.json differ in case only"},
		"two files of one list":   {[]string{"cloud/Groups.json", "cloud/groups.json"}, "cloud/Groups.json and cloud/groups.json differ in case only"},
		"two folders of members":  {[]string{"cloud/Members/a.json", "cloud/members/b.json"}, "cloud/Members and cloud/members differ in case only"},
		"two files of one group":  {[]string{"cloud/members/A.json", "cloud/members/a.json"}, "cloud/members/A.json and cloud/members/a.json differ in case only"},
		"two directory files":     {[]string{"directory/OU.ldif", "directory/ou.ldif"}, "directory/OU.ldif and directory/ou.ldif differ in case only"},
	} {
		t.Run(claim, func(t *testing.T) {
			for place, open := range map[string]func() (*collect.Export, error){
				"folder": func() (*collect.Export, error) { return collect.OpenExportFS(export(c.names...)) },
				"zip":    func() (*collect.Export, error) { return collect.OpenExport(zipped(t, c.names...)) },
			} {
				e, err := open()
				if err == nil {
					defer e.Close()
					err = fs.WalkDir(e.FS, strings.Split(c.names[0], "/")[0], func(_ string, _ fs.DirEntry, err error) error { return err })
				}
				if err == nil || !strings.Contains(err.Error(), c.want+", and which one counts is open: keep one of them") || strings.Contains(err.Error(), "\n") {
					t.Errorf("%s: error %v; want one line with %q", place, err, c.want)
				}
			}
		})
	}
}

func TestWhatLiesBesideTheSidesIsTold(t *testing.T) {
	for claim, c := range map[string]struct {
		names []string
		want  []string
	}{
		"nothing beside":              {[]string{"cloud/groups.json", "export.json"}, []string{}},
		"hidden files are nobody's":   {[]string{"cloud/groups.json", ".DS_Store", "__MACOSX/cloud/x"}, []string{}},
		"a folder under another name": {[]string{"cloud/groups.json", "ad/ou.ldif", "ou.ldif"}, []string{`export: not read, since no part of an export is called so: "ad", "ou.ldif"; expected cloud, directory, connect and export.json`}},
		"many are counted": {
			[]string{"cloud/groups.json", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"},
			[]string{`export: not read, since no part of an export is called so: "a", "b", "c", "d", "e", "f", "g", "h", "i", "j" and 2 more; expected cloud, directory, connect and export.json`},
		},
	} {
		t.Run(claim, func(t *testing.T) {
			e, err := collect.OpenExportFS(export(c.names...))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, described(t, e).Notes); diff != "" {
				t.Errorf("notes (-want +got):\n%s", diff)
			}
		})
	}
}
