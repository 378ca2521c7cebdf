package reporttest

import (
	"bytes"
	"encoding/base64"
	"io"
	"regexp"
	"testing"

	"github.com/klauspost/compress/flate"
)

var packedBlock = regexp.MustCompile(`(?s)(<script type="text/plain" id="packed-[^"]*">)(.*?)</script>`)

// Unpacked returns a page with the text of its packed blocks, as the page's script reads it, in their place.
func Unpacked(t testing.TB, page []byte) []byte {
	t.Helper()
	return packedBlock.ReplaceAllFunc(page, func(block []byte) []byte {
		part := packedBlock.FindSubmatch(block)
		text, err := io.ReadAll(flate.NewReader(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(part[2]))))
		if err != nil {
			t.Fatalf("%s: %v", part[1], err)
		}
		return append(append(bytes.Clone(part[1]), text...), "</script>"...)
	})
}
