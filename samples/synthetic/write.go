package synthetic

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing/fstest"
)

// Write writes the export into dir, which is created; files of an earlier export are replaced.
func (m *Model) Write(dir string) error {
	return m.write(func(name string, content func(io.Writer) error) error {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("creating the folder of %s: %w", path, err)
		}
		file, err := os.Create(path)
		if err != nil {
			return fmt.Errorf("writing %s: %w", path, err)
		}
		err = content(file)
		if closed := file.Close(); err == nil {
			err = closed
		}
		if err != nil {
			return fmt.Errorf("writing %s: %w", path, err)
		}
		return nil
	})
}

// FS returns the export as a file system in memory.
func (m *Model) FS() (fs.FS, error) {
	files := fstest.MapFS{}
	err := m.write(func(name string, content func(io.Writer) error) error {
		var text bytes.Buffer
		if err := content(&text); err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
		files[name] = &fstest.MapFile{Data: text.Bytes(), Mode: 0o644}
		return nil
	})
	return files, err
}

// sink takes one file of the export by its path, with slashes.
type sink func(name string, content func(io.Writer) error) error

func (s sink) json(name string, body any) error {
	return s(name, func(w io.Writer) error {
		text, err := json.MarshalIndent(body, "", " ")
		if err == nil {
			_, err = w.Write(append(text, '\n'))
		}
		return err
	})
}

func (m *Model) write(into sink) error {
	for name, body := range m.cloudFiles() {
		if err := into.json(name, body); err != nil {
			return err
		}
	}
	if err := m.writeMembers(into); err != nil {
		return err
	}
	if err := m.writeOwners(into); err != nil {
		return err
	}
	if m.NoExchange {
		if err := into("directory/exchange.ldif", emptySearch); err != nil {
			return err
		}
	}
	return into("directory/ou.ldif", m.writeLDIF)
}
