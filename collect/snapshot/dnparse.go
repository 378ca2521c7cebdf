package snapshot

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// parseDN reads the RDNs of dn as received.
func parseDN(dn string) ([]rdn, error) {
	s := dnScanner{text: dn}
	var all []rdn
	current := rdn{}
	for {
		a, err := s.ava()
		if err != nil {
			return nil, err
		}
		current = append(current, a)
		separator := s.separator()
		if separator != '+' {
			all = append(all, current)
			current = rdn{}
		}
		if separator == 0 {
			return all, nil
		}
	}
}

// dnScanner reads a DN from left to right.
type dnScanner struct {
	text string
	at   int
}

// ava reads type and value, as received, and stops at a separator or the end.
func (s *dnScanner) ava() (a ava, err error) {
	rest := s.text[s.at:]
	equals := strings.IndexByte(rest, '=')
	if equals < 0 {
		return a, fmt.Errorf("at %d: expected type=value, found %q", s.at, clip(rest))
	}
	a.kind = strings.Trim(rest[:equals], " ")
	if !isType(a.kind) {
		return a, fmt.Errorf("at %d: expected an attribute type, found %q", s.at, clip(a.kind))
	}
	s.at += equals + 1
	s.blanks()
	switch {
	case s.at < len(s.text) && s.text[s.at] == '"':
		a.value, err = s.quoted()
	case s.at < len(s.text) && s.text[s.at] == '#':
		a.value, a.raw, err = s.encoded()
	default:
		a.value, err = s.plain()
	}
	return a, err
}

func (s *dnScanner) blanks() {
	for s.at < len(s.text) && s.text[s.at] == ' ' {
		s.at++
	}
}

// separator steps over the separator at the current place and returns it, a semicolon as a
// comma; 0 at the end.
func (s *dnScanner) separator() byte {
	if s.at >= len(s.text) {
		return 0
	}
	c := s.text[s.at]
	s.at++
	if c == ';' {
		return ','
	}
	return c
}

func isSeparator(c byte) bool { return c == ',' || c == ';' || c == '+' }

// plain reads a value with escapes; unescaped blanks at its end do not count.
func (s *dnScanner) plain() (string, error) {
	var value []byte
	significant := 0
	for s.at < len(s.text) && !isSeparator(s.text[s.at]) {
		switch c := s.text[s.at]; c {
		case '\\':
			octet, err := s.escaped()
			if err != nil {
				return "", err
			}
			value = append(value, octet)
			significant = len(value)
			continue
		case '"', '<', '>', 0:
			return "", fmt.Errorf("at %d: %q must be escaped", s.at, c)
		default:
			value = append(value, c)
			if c != ' ' {
				significant = len(value)
			}
		}
		s.at++
	}
	return string(value[:significant]), nil
}

// escaped reads a backslash with the character or hex pair after it.
func (s *dnScanner) escaped() (byte, error) {
	rest := s.text[s.at+1:]
	if rest != "" && strings.IndexByte(special+" #=", rest[0]) >= 0 {
		s.at += 2
		return rest[0], nil
	}
	if len(rest) >= 2 {
		if octet, err := hex.DecodeString(rest[:2]); err == nil {
			s.at += 3
			return octet[0], nil
		}
	}
	return 0, fmt.Errorf("at %d: expected a special character or two hexadecimal digits after the backslash", s.at)
}

// quoted reads a value in quotation marks, as RFC 2253 allowed.
func (s *dnScanner) quoted() (string, error) {
	start := s.at
	var value []byte
	for s.at++; s.at < len(s.text); {
		switch c := s.text[s.at]; c {
		case '"':
			s.at++
			s.blanks()
			if s.at < len(s.text) && !isSeparator(s.text[s.at]) {
				return "", fmt.Errorf("at %d: expected a separator after the quoted value", s.at)
			}
			return string(value), nil
		case '\\':
			octet, err := s.escaped()
			if err != nil {
				return "", err
			}
			value = append(value, octet)
		default:
			value = append(value, c)
			s.at++
		}
	}
	return "", fmt.Errorf("at %d: the quotation mark is never closed", start)
}

// encoded reads # and the hexadecimal BER encoding of a value: the text of a string type,
// anything else raw, as hexadecimal digits.
func (s *dnScanner) encoded() (value string, raw bool, err error) {
	from := s.at
	for s.at < len(s.text) && !isSeparator(s.text[s.at]) {
		s.at++
	}
	octets, err := hex.DecodeString(strings.TrimRight(s.text[from+1:s.at], " "))
	if err == nil {
		value, raw, err = berValue(octets)
	}
	if err != nil {
		return "", false, fmt.Errorf("at %d: expected the hexadecimal BER encoding of a value after #: %w", from, err)
	}
	return value, raw, nil
}

// berValue is the text of one BER element of a string type, or else its encoding.
func berValue(octets []byte) (value string, raw bool, err error) {
	header, length, err := berHeader(octets)
	if err != nil {
		return "", false, err
	}
	if len(octets) != header+length {
		return "", false, fmt.Errorf("expected %d octets of value, found %d", length, len(octets)-header)
	}
	switch octets[0] {
	case 0x04, 0x0c, 0x13, 0x14, 0x16, 0x1a: // OCTET, UTF8, Printable, Teletex, IA5, Visible
		return string(octets[header:]), false, nil
	}
	return hex.EncodeToString(octets), true, nil
}

// berHeader returns how long tag and length are, and the length.
func berHeader(octets []byte) (header, length int, err error) {
	if len(octets) < 2 {
		return 0, 0, errors.New("too short")
	}
	if octets[1] < 0x80 {
		return 2, int(octets[1]), nil
	}
	digits := int(octets[1] & 0x7f)
	if digits == 0 || digits > 3 || len(octets) < 2+digits {
		return 0, 0, errors.New("expected a length of at most three octets")
	}
	for _, digit := range octets[2 : 2+digits] {
		length = length<<8 | int(digit)
	}
	return 2 + digits, length, nil
}

// isType reports whether text is an attribute type: a name or a dotted OID.
func isType(text string) bool {
	if text == "" {
		return false
	}
	digits := text[0] >= '0' && text[0] <= '9'
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
		case digits && c == '.':
		case !digits && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return true
}
