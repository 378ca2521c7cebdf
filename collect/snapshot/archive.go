package snapshot

import (
	"archive/zip"
	"errors"
	"strings"
)

// RefuseEncrypted is an error where an entry of the archive is encrypted, whose octets would look damaged.
//
// Source: APPNOTE.TXT 4.4.4, general purpose bit 0.
func RefuseEncrypted(archive *zip.Reader) error {
	for _, f := range archive.File {
		if f.Flags&1 != 0 {
			return errors.New("the archive is encrypted: unpack it with its password and give the folder")
		}
	}
	return nil
}

// SlashNames gives the entries of an archive names with slashes, before anything is opened in it. Windows
// PowerShell 5.1 (Compress-Archive) writes backslashes, with which a folder lists its files by their whole
// paths.
func SlashNames(archive *zip.Reader) {
	for _, f := range archive.File {
		f.Name = strings.ReplaceAll(f.Name, `\`, "/")
	}
}
