package ldap

import (
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"encoding/hex"
	"testing"

	"github.com/Azure/go-ntlmssp"
	"github.com/google/go-cmp/cmp"
)

// The hash of a certificate and of its binding, as Microsoft published them.
//
// Source: https://learn.microsoft.com/archive/blogs/openspecification/ntlm-and-channel-binding-hash-aka-extended-protection-for-authentication
func TestTheBindingIsThePublishedOne(t *testing.T) {
	of, err := hex.DecodeString("ea05fefecc6b0bd571dbbc5baa3ed45386d0446835f7b74c85621b9983475f95")
	if err != nil {
		t.Fatal(err)
	}
	end := append([]byte("tls-server-end-point:"), of...)
	got := boundTo(end)
	if diff := cmp.Diff("6586e99d81c2fc984e47172fd4dd0310", hex.EncodeToString(got[:])); diff != "" {
		t.Errorf("binding (-want +got):\n%s", diff)
	}
}

func TestTheCertificateIsHashedAsItIsSigned(t *testing.T) {
	raw := []byte("a certificate")
	short, middle, long := sha256.Sum256(raw), sha512.Sum384(raw), sha512.Sum512(raw)
	for algorithm, want := range map[x509.SignatureAlgorithm][]byte{
		x509.SHA256WithRSA: short[:], x509.SHA1WithRSA: short[:], x509.MD5WithRSA: short[:], x509.PureEd25519: short[:],
		x509.ECDSAWithSHA384: middle[:], x509.SHA512WithRSAPSS: long[:],
	} {
		got := endPoint(&x509.Certificate{Raw: raw, SignatureAlgorithm: algorithm})
		if diff := cmp.Diff("tls-server-end-point:"+string(want), string(got)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", algorithm, diff)
		}
	}
}

func TestAConnectionWithoutACertificateIsNotBound(t *testing.T) {
	if _, err := binding(tls.ConnectionState{}); err == nil {
		t.Error("bound to a connection without a certificate")
	}
}

// challengeWith is an NTLM challenge that tells these pairs of its target.
func challengeWith(pairs ...[]byte) []byte {
	var told []byte
	for _, p := range pairs {
		told = append(told, p...)
	}
	c := append([]byte("NTLMSSP\x00"), 2, 0, 0, 0)
	c = append(c, make([]byte, challengeFixed+8-len(c))...)
	binary.LittleEndian.PutUint32(c[20:], 0x00800000|0x1|0x200) // target info, Unicode, NTLM
	binary.LittleEndian.PutUint16(c[targetField:], uint16(len(told)))
	binary.LittleEndian.PutUint16(c[targetField+2:], uint16(len(told)))
	binary.LittleEndian.PutUint32(c[targetField+4:], uint32(len(c)))
	return append(c, told...)
}

func pair(id uint16, value string) []byte {
	p := binary.LittleEndian.AppendUint16(nil, id)
	return append(binary.LittleEndian.AppendUint16(p, uint16(len(value))), value...)
}

func TestTheAnswerToAChallengeCarriesTheBinding(t *testing.T) {
	bound := md5.Sum([]byte("a connection"))
	for name, challenge := range map[string][]byte{
		"with an end":             challengeWith(pair(2, "C\x00O\x00"), pair(7, "12345678"), pair(avEOL, "")),
		"without an end":          challengeWith(pair(2, "C\x00O\x00")),
		"with nothing":            challengeWith(),
		"with another's binding":  challengeWith(pair(avChannelBinding, "0123456789abcdef"), pair(avEOL, "")),
		"with more after its end": challengeWith(pair(2, "C\x00O\x00"), pair(avEOL, ""), []byte{1, 2, 3}),
	} {
		t.Run(name, func(t *testing.T) {
			longer, err := bindChallenge(challenge, bound)
			if err != nil {
				t.Fatal(err)
			}
			answer, err := ntlmssp.NewAuthenticateMessage(longer, `CORP\auditor`, "secret", nil)
			if err != nil {
				t.Fatal(err)
			}
			want := append(pair(avChannelBinding, string(bound[:])), pair(avEOL, "")...)
			if n := countOf(answer, want); n != 1 {
				t.Errorf("the answer holds the binding %d times, want once", n)
			}
			if countOf(answer, []byte("0123456789abcdef")) > 0 {
				t.Error("the answer holds another's binding")
			}
		})
	}
}

func countOf(text, part []byte) (n int) {
	for i := 0; i+len(part) <= len(text); i++ {
		if string(text[i:i+len(part)]) == string(part) {
			n++
		}
	}
	return n
}

func TestChallengesThatBreakOffAreRefused(t *testing.T) {
	whole := challengeWith(pair(2, "C\x00O\x00"), pair(avEOL, ""))
	for name, challenge := range map[string][]byte{
		"short":           whole[:20],
		"cut in its list": whole[:len(whole)-6],
		"a pair too long": challengeWith([]byte{2, 0, 200, 0, 1}),
	} {
		if _, err := bindChallenge(challenge, [md5.Size]byte{}); err == nil {
			t.Errorf("%s: taken for whole", name)
		}
	}
}

func FuzzChallenge(f *testing.F) {
	f.Add(challengeWith(pair(2, "C\x00O\x00"), pair(avEOL, "")))
	f.Fuzz(func(t *testing.T, challenge []byte) {
		if longer, err := bindChallenge(challenge, [md5.Size]byte{}); err == nil && len(longer) <= len(challenge) {
			t.Error("the challenge did not grow")
		}
	})
}

func TestTheChecksumOfAnAuthenticatorHoldsTheBinding(t *testing.T) {
	bound := md5.Sum([]byte("a connection"))
	want := append([]byte{16, 0, 0, 0}, bound[:]...)
	want = append(want, 0x32, 0, 0, 0)
	if diff := cmp.Diff(want, boundChecksum(bound, []int{0x20, 0x10, 0x02})); diff != "" {
		t.Errorf("checksum (-want +got):\n%s", diff)
	}
}
