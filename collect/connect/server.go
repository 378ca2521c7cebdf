package connect

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"path"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// server is what one folder holds.
type server struct {
	// name is the folder's name, dir its path.
	name, dir string
	// files are the paths by part.
	files  map[string]string
	states map[string]*state

	// machines are the names that the files give their server, tenants the ids they give the
	// tenant; each with the file that said so first.
	machines, tenants map[string]string

	settings   []snapshot.ConnectServer
	schedulers []snapshot.ConnectScheduler
	features   []snapshot.ConnectFeature
	connectors []snapshot.ConnectConnector
	rules      []snapshot.ConnectRule
	errors     []snapshot.ConnectError
}

// state is how the reading of one part ended.
type state struct {
	// reasons say why not everything was read.
	reasons []string
	// count is what the source counts; nil when it gave no count.
	count *int64
	// properties are the keys seen, as received.
	properties []string
	// remarks are for the manifest's notes.
	remarks []string
	// nameless is the digest of a file that does not name its server; nil of one that does.
	nameless *[sha256.Size]byte
}

func newServer(name string) *server {
	return &server{
		name: name, dir: path.Join(folder, name), files: map[string]string{}, states: map[string]*state{},
		machines: map[string]string{}, tenants: map[string]string{},
	}
}

// read reads all parts.
func (v *server) read(ctx context.Context, fsys fs.FS, o Options) error {
	for _, p := range parts() {
		if err := ctx.Err(); err != nil {
			return err
		}
		st := &state{}
		v.states[p.stem] = st
		file := v.files[p.stem]
		if file == "" {
			st.reasons = append(st.reasons, fmt.Sprintf("server %s has no %s.json (%s)", visible(v.name), p.stem, p.command))
			continue
		}
		err := v.readPart(fsys, p, st)
		var two *mixedError
		switch {
		case err == nil:
		case errors.As(err, &two), !o.AllowPartial:
			return fmt.Errorf("reading %s: %w", visible(file), err)
		default:
			st.reasons = append(st.reasons, fmt.Sprintf("reading %s: %v", visible(file), err))
		}
	}
	v.tellRules()
	return v.checkOne()
}

func (v *server) readPart(fsys fs.FS, p part, st *state) error {
	b, err := readBody(fsys, v.files[p.stem])
	if err != nil {
		return err
	}
	if err := p.read(v, b); err != nil {
		return err
	}
	if b.faults.cut != nil {
		v.forget(p.stem)
		return b.faults.cut
	}
	for _, name := range b.machines {
		remember(v.machines, machineName(name), p.stem)
	}
	for _, id := range b.tenants {
		remember(v.tenants, strings.ToLower(id), p.stem)
	}
	if len(b.machines) == 0 {
		st.nameless = &b.digest
	}
	st.count, st.properties = b.count, b.properties
	if text := b.faults.String(); text != "" {
		st.reasons = append(st.reasons, visible(v.files[p.stem])+": "+text)
	}
	if b.count != nil && *b.count != int64(len(b.elements)) {
		st.reasons = append(st.reasons, fmt.Sprintf("%s: the source counts %d, %d arrived; export it again", visible(v.files[p.stem]), *b.count, len(b.elements)))
	}
	return nil
}

// remember remembers which file gave a name first.
func remember(names map[string]string, name, stem string) {
	if name != "" && names[name] == "" {
		names[name] = stem + ".json"
	}
}

// machineName is a computer's name without its domain, lower case; "" for one that cannot be
// compared with a name.
func machineName(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if _, err := netip.ParseAddr(name); err == nil {
		return ""
	}
	name, _, _ = strings.Cut(name, ".")
	if name == "localhost" {
		return ""
	}
	return name
}

// forget gives up the records of a part that was refused.
func (v *server) forget(stem string) {
	switch stem {
	case "globalSettings":
		v.settings = nil
	case "scheduler":
		v.schedulers = nil
	case "companyFeatures":
		v.features = nil
	case "connectors":
		v.connectors = nil
	case "rules":
		v.rules = nil
	case "exportErrors":
		v.errors = nil
	}
}

// write writes the records.
func (v *server) write(w sink) error {
	return errors.Join(
		addAll(w, v.settings), addAll(w, v.schedulers), addAll(w, v.connectors),
		addAll(w, v.rules), addAll(w, v.features), addAll(w, v.errors),
	)
}

func addAll[T any](w sink, records []T) error {
	for _, r := range records {
		if err := w.Add(r); err != nil {
			return err
		}
	}
	return nil
}
