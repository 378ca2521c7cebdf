package directory

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf16"
)

func TestParseInt32(t *testing.T) {
	for _, test := range []struct {
		value string
		want  int32
		fails bool
	}{
		{"-2147483640", -2147483640, false},
		{"2147483656", -2147483640, false},
		{"0x80000008", -2147483640, false},
		{"0X8", 8, false},
		{" 8 ", 8, false},
		{"010", 10, false},
		{"-2147483649", 0, true},
		{"4294967296", 0, true},
		{"", 0, true},
		{"8.0", 0, true},
		{"0x", 0, true},
	} {
		got, err := parseInt32(test.value)
		if got != test.want || (err != nil) != test.fails {
			t.Errorf("parseInt32(%q) = %d, %v", test.value, got, err)
		}
	}
}

func TestParseTime(t *testing.T) {
	moment := time.Date(2026, 11, 20, 23, 55, 0, 0, time.UTC)
	for value, want := range map[string]time.Time{
		"20261120235500.0Z":     moment,
		"20261120235500Z":       moment,
		"202611202355Z":         moment,
		"20261121005500.0+0100": moment,
		"20261120235500.25Z":    moment.Add(250 * time.Millisecond),
		"20261320235500.0Z":     {},
		"2026-11-20T23:55:00Z":  {},
		"":                      {},
	} {
		got, err := parseTime(value)
		if !got.Equal(want) || (err != nil) != want.IsZero() {
			t.Errorf("parseTime(%q) = %v, %v", value, got, err)
		}
	}
}

func TestParseFileTime(t *testing.T) {
	for _, test := range []struct {
		value string
		want  time.Time
		err   error
	}{
		{"133801632000000000", time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), nil},
		{"0", time.Time{}, errNever},
		{"9223372036854775807", time.Time{}, errNever},
		{"0x7FFFFFFFFFFFFFFF", time.Time{}, errNever},
		{"9223372036854775806", time.Time{}, errNever},
		{"1", time.Date(1601, 1, 1, 0, 0, 0, 100, time.UTC), nil},
	} {
		got, err := parseFileTime(test.value)
		if !got.Equal(test.want) || !errors.Is(err, test.err) {
			t.Errorf("parseFileTime(%q) = %v, %v", test.value, got, err)
		}
	}
	if _, err := parseFileTime("-1"); err == nil {
		t.Error("a negative time was taken")
	}
}

func TestAttributesAreKnownOnce(t *testing.T) {
	seen := map[string]bool{}
	for a, name := range Attributes() {
		if name == "" || seen[name] {
			t.Errorf("attribute %d is %q", a, name)
		}
		seen[name] = true
	}
}

func TestUTF16InAnyPieces(t *testing.T) {
	const want = "dn: Västerås 🏔\r\n"
	units := utf16.Encode([]rune("\uFEFF" + want))
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		var octets []byte
		for _, u := range units {
			pair := make([]byte, 2)
			order.PutUint16(pair, u)
			octets = append(octets, pair...)
		}
		for name, r := range map[string]io.Reader{
			"at once": bytes.NewReader(octets), "octet by octet": iotest.OneByteReader(bytes.NewReader(octets)),
			"by halves": iotest.HalfReader(bytes.NewReader(octets)), "with the end": iotest.DataErrReader(bytes.NewReader(octets)),
		} {
			got, err := io.ReadAll(plainText(r))
			if string(got) != want || err != nil {
				t.Errorf("%v %s: %q, %v", order, name, got, err)
			}
		}
		if _, err := io.ReadAll(plainText(bytes.NewReader(octets[:len(octets)-1]))); !errors.Is(err, errHalf) {
			t.Errorf("%v cut: %v", order, err)
		}
	}
	if got, _ := io.ReadAll(plainText(strings.NewReader("\xff\xfea\x00\x00\xd8b\x00"))); string(got) != "a\uFFFDb" {
		t.Errorf("half of a pair is %q", got)
	}
	if _, err := io.ReadAll(plainText(iotest.ErrReader(errFull))); !errors.Is(err, errFull) {
		t.Errorf("an error of the reader is %v", err)
	}
}
