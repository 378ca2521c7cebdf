// Package samples holds stories: exports of invented companies, each with the stream of findings
// that an audit must give for it, byte for byte. The demo is one of them.
package samples

import (
	"embed"
	"io/fs"
)

//go:embed contoso/export
var contoso embed.FS

// Demo returns the export of the demo's story.
func Demo() fs.FS {
	export, err := fs.Sub(contoso, "contoso/export")
	if err != nil {
		// The path is a constant of this file.
		panic(err)
	}
	return export
}
