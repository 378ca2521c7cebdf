package snapshot

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
)

// The manifest ends with a digest of all that stands before it, since it alone says which lists are
// whole. It shows a change, not who made it: whoever can write the folder can write a digest.
const (
	sealHead = ",\n  \"sha256\": \""
	sealTail = "\"\n}\n"
	bodyTail = "\n}\n"
)

// seal adds the digest to a manifest as encodeJSON writes it.
func seal(text []byte) []byte {
	body := bytes.TrimSuffix(text, []byte(bodyTail))
	return fmt.Appendf(bytes.Clone(body), "%s%s%s", sealHead, digestOf(body), sealTail)
}

// checkSeal refuses a manifest whose digest is missing or another.
func checkSeal(text []byte) error {
	at := len(text) - len(sealHead) - hex.EncodedLen(sha256.Size) - len(sealTail)
	if at < 0 || !bytes.HasPrefix(text[at:], []byte(sealHead)) || !bytes.HasSuffix(text, []byte(sealTail)) {
		return errors.New("it does not end with its digest: it was changed or cut, collect again")
	}
	said := string(text[at+len(sealHead) : len(text)-len(sealTail)])
	if digest := digestOf(text[:at]); digest != said {
		return fmt.Errorf("its digest is %.12s…, it says %.12s…: it was changed, collect again", digest, said)
	}
	return nil
}

func digestOf(octets []byte) string {
	sum := sha256.Sum256(octets)
	return hex.EncodeToString(sum[:])
}
