package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// fingerprintScheme heads every fingerprint; another scheme would need another name, because
// waivers and triage notes are kept by fingerprint for years.
const fingerprintScheme = "wbaudit/1"

// digestLength is the number of hexadecimal digits of fingerprints and evidence digests: 128 bits.
const digestLength = 32

// Fingerprint identifies a finding over runs: 32 lower-case hex digits that depend on the control,
// the target's kind and id, and the part, which tells several findings of one control on one
// target apart and is "" when there is one only. Names, counts and texts have no part in it.
// Two equal fingerprints in one run are an error of the control.
func Fingerprint(control, kind, id, part string) string {
	return digest([]byte(strings.Join([]string{fingerprintScheme, control, kind, id, part}, "\x00")))
}

// EvidenceDigest returns 32 lower-case hex digits that change when what a finding rests on does:
// expected, actual or evidence. Evidence that is nil and evidence that is empty are equal. The
// error is that of a value which JSON cannot hold.
func EvidenceDigest(expected, actual string, evidence map[string]any) (string, error) {
	if evidence == nil {
		evidence = map[string]any{}
	}
	// Maps are encoded in the order of their keys, so that equal evidence gives equal bytes.
	var canonical bytes.Buffer
	e := json.NewEncoder(&canonical)
	e.SetEscapeHTML(false)
	if err := e.Encode([]any{expected, actual, evidence}); err != nil {
		return "", fmt.Errorf("encoding evidence: %w", err)
	}
	return digest(canonical.Bytes()), nil
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])[:digestLength]
}
