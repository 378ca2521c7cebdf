package connect

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// folder is the part of an export that this package reads.
const folder = "connect"

// part is one of the six files of a server.
type part struct {
	stem   string
	stream snapshot.Stream
	// command makes the file.
	command string
	read    func(*server, *body) error
}

// parts are in the order of the streams.
func parts() []part {
	return []part{
		{"globalSettings", snapshot.StreamConnectSettings, "Get-ADSyncGlobalSettings", (*server).readSettings},
		{"scheduler", snapshot.StreamConnectScheduler, "Get-ADSyncScheduler", (*server).readScheduler},
		{"connectors", snapshot.StreamConnectConnectors, "Get-ADSyncConnector", (*server).readConnectors},
		{"rules", snapshot.StreamConnectRules, "Get-ADSyncRule", (*server).readRules},
		{"companyFeatures", snapshot.StreamConnectFeatures, "Get-ADSyncAADCompanyFeature", (*server).readFeatures},
		{"exportErrors", snapshot.StreamConnectErrors, "Get-ADSyncRunProfileResult -RunStepDetails", (*server).readErrors},
	}
}

// found is what an export's connect folder holds.
type found struct {
	// servers are in the order of their folders' names.
	servers []*server
	// why says why there is no server.
	why string
	// strange are files that nothing reads.
	strange []string
}

// survey lists an export's connect folder.
func survey(fsys fs.FS) (*found, error) {
	f := &found{why: "the export has no folder " + folder}
	entries, err := fs.ReadDir(fsys, folder)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", folder, err)
	}
	f.why = "the folder " + folder + " of the export holds no folder of a server"
	for _, entry := range entries {
		name := entry.Name()
		switch {
		case strings.HasPrefix(name, "."):
		case entry.IsDir():
			if err := f.server(fsys, name); err != nil {
				return nil, err
			}
		case partOf(name) != "":
			return nil, fmt.Errorf("reading %s/%s: expected it in a folder named after its server, such as %s/SYNC1/%s; move it there", folder, visible(name), folder, visible(name))
		default:
			f.strange = append(f.strange, path.Join(folder, visible(name)))
		}
	}
	return f, nil
}

// server lists the folder of one server.
func (f *found) server(fsys fs.FS, name string) error {
	v := newServer(name)
	entries, err := fs.ReadDir(fsys, v.dir)
	if err != nil {
		return fmt.Errorf("listing %s: %w", v.dir, err)
	}
	for _, entry := range entries {
		file, stem := path.Join(v.dir, entry.Name()), partOf(entry.Name())
		switch before := v.files[stem]; {
		case strings.HasPrefix(entry.Name(), "."):
		case entry.IsDir() || stem == "":
			f.strange = append(f.strange, visible(file))
		case before != "":
			return fmt.Errorf("reading %s: %s is there twice; put each server's files into a folder of its own", v.dir, path.Base(before))
		default:
			v.files[stem] = file
		}
	}
	f.servers = append(f.servers, v)
	return v.alone(entries)
}

// alone refuses a file that is called like one of the folder's parts and something behind, such as rules-2.json or
// "rules (1).json": it may be another server's, and nobody would miss it.
func (v *server) alone(entries []fs.DirEntry) error {
	for _, entry := range entries {
		name := strings.ToLower(entry.Name())
		if entry.IsDir() || partOf(name) != "" || !strings.HasSuffix(name, ".json") {
			continue
		}
		for _, p := range parts() {
			if strings.HasPrefix(name, strings.ToLower(p.stem)) && v.files[p.stem] != "" {
				return fmt.Errorf("reading %s: %s stands beside %s, and each part of a server is one file; put each server's files into a folder of its own",
					visible(v.dir), visible(entry.Name()), path.Base(v.files[p.stem]))
			}
		}
	}
	return nil
}

// partOf returns the stem of the part that a file is, in any case; "" for another file.
func partOf(name string) string {
	stem, isJSON := strings.CutSuffix(strings.ToLower(name), ".json")
	if isJSON {
		for _, p := range parts() {
			if strings.EqualFold(stem, p.stem) {
				return p.stem
			}
		}
	}
	return ""
}
