package pseudonym

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// Key makes stand-ins and reads them back. Equal texts have equal stand-ins under one key, and only who
// has the key can tell which text a stand-in stands for.
type Key struct {
	// ids permutes 16 bytes, text encrypts, seal is the secret of the code that begins a stand-in.
	ids, text cipher.Block
	seal      []byte
	// mark names the key in a stream without telling anything of it.
	mark string
}

// The errors of a stream that a key does not fit. All wrap ErrKey.
var (
	ErrKey     = errors.New("the key does not fit the stream")
	errOther   = fmt.Errorf("%w: its stand-ins were made with another one", ErrKey)
	errNone    = fmt.Errorf("%w: it holds no stand-ins, so there is nothing to turn back", ErrKey)
	errAlready = fmt.Errorf("%w: it holds stand-ins already", ErrKey)
)

// hidden returns the mark of a stream whose texts the key replaces. standIns is the one it has: there must be none.
func (k *Key) hidden(standIns string) (string, error) {
	if standIns != "" {
		return "", errAlready
	}
	return k.mark, nil
}

// revealed returns the mark, which is none, of a stream whose stand-ins the key turns back. standIns is the one it has:
// it must be the key's.
func (k *Key) revealed(standIns string) (string, error) {
	switch standIns {
	case k.mark:
		return "", nil
	case "":
		return "", errNone
	default:
		return "", errOther
	}
}

// leastSecret is the shortest secret, markLength the mark of a key, in bytes.
const (
	leastSecret = 32
	markLength  = 8
)

// NewKey makes a key from a secret of at least 32 bytes; spaces and line feeds at its ends do not count.
func NewKey(secret []byte) (*Key, error) {
	secret = bytes.TrimSpace(secret)
	if len(secret) < leastSecret {
		return nil, fmt.Errorf("the key has %d bytes, expected at least %d", len(secret), leastSecret)
	}
	ids, err := aes.NewCipher(derived(secret, "ids"))
	if err != nil {
		return nil, err
	}
	text, err := aes.NewCipher(derived(secret, "text"))
	if err != nil {
		return nil, err
	}
	return &Key{ids: ids, text: text, seal: derived(secret, "seal"), mark: hex.EncodeToString(derived(secret, "mark")[:markLength])}, nil
}

// derived returns the 32 bytes that serve one purpose.
func derived(secret []byte, purpose string) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("wbaudit/pseudonym/1\x00" + purpose))
	return mac.Sum(nil)
}

// Signs around the stand-in of a text, which tell where it ends within a word, and how many bytes of it
// are its code.
const (
	tokenBegin = "["
	tokenEnd   = "]"
	sealLength = 12
)

var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Token returns the stand-in of a text, "" for "". It is the text, encrypted, behind a code of it, which
// is also what makes the encryption of two texts differ.
//
// Source: RFC 5297 for the construction, which is deterministic and safe against equal inputs
func (k *Key) Token(text string) string {
	if text == "" {
		return ""
	}
	code := k.code([]byte(text))
	return tokenBegin + letters.EncodeToString(append(code, k.crypt(code, []byte(text))...)) + tokenEnd
}

// Text returns what a stand-in stands for; false for what is no stand-in made with this key.
func (k *Key) Text(token string) (string, bool) {
	body, begins := strings.CutPrefix(token, tokenBegin)
	body, ends := strings.CutSuffix(body, tokenEnd)
	raw, err := letters.DecodeString(body)
	if !begins || !ends || err != nil || len(raw) <= sealLength {
		return "", false
	}
	text := k.crypt(raw[:sealLength], raw[sealLength:])
	return string(text), hmac.Equal(k.code(text), raw[:sealLength])
}

func (k *Key) code(text []byte) []byte {
	mac := hmac.New(sha256.New, k.seal)
	mac.Write(text)
	return mac.Sum(nil)[:sealLength]
}

// crypt encrypts and decrypts in counter mode, which begins at the code.
func (k *Key) crypt(code, text []byte) []byte {
	start := make([]byte, aes.BlockSize)
	copy(start, code)
	out := make([]byte, len(text))
	cipher.NewCTR(k.text, start).XORKeyStream(out, text)
	return out
}

// permute turns 32 hexadecimal digits, with or without the dashes of a GUID, into others; back undoes it.
// What is not of that form is returned as it is.
func (k *Key) permute(id string, back bool) string {
	raw, err := hex.DecodeString(strings.ReplaceAll(id, "-", ""))
	if err != nil || len(raw) != aes.BlockSize {
		return id
	}
	if back {
		k.ids.Decrypt(raw, raw)
	} else {
		k.ids.Encrypt(raw, raw)
	}
	digits := hex.EncodeToString(raw)
	if !strings.Contains(id, "-") {
		return digits
	}
	return digits[:8] + "-" + digits[8:12] + "-" + digits[12:16] + "-" + digits[16:20] + "-" + digits[20:]
}
