package snapshot

import (
	"archive/zip"
	"strings"
)

// SlashNames gives the entries of an archive names with slashes, before anything is opened in it. Windows
// PowerShell 5.1 (Compress-Archive) writes backslashes, with which a folder lists its files by their whole
// paths.
func SlashNames(archive *zip.Reader) {
	for _, f := range archive.File {
		f.Name = strings.ReplaceAll(f.Name, `\`, "/")
	}
}
