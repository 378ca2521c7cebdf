package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// maxSecret bounds what is read as a secret.
const maxSecret = 64 << 10

// secret reads a secret from where the setting says it is: one line, whose end is not part of it.
// Errors name the place, never what was found there.
func (c *config) secret(key string, stdin io.Reader) (string, error) {
	source := c.text(key)
	kind, rest, _ := strings.Cut(source, ":")
	switch kind {
	case "":
		return "", nil
	case "env":
		value, found := os.LookupEnv(rest)
		switch {
		case !found:
			return "", usage("%s: reading the secret: the variable %s is not set", c.origin(key), rest)
		case value == "":
			return "", usage("%s: reading the secret: the variable %s is empty", c.origin(key), rest)
		}
		return value, nil
	case "stdin":
		return c.line(key, "standard input", stdin)
	}
	rest = c.fromFile(key, rest)
	file, err := os.Open(rest)
	if err != nil {
		return "", usage("%s: reading the secret: %w", c.origin(key), err)
	}
	defer file.Close()
	return c.line(key, rest, file)
}

// line reads one line that is not empty.
func (c *config) line(key, place string, from io.Reader) (string, error) {
	text, err := readLine(from)
	if err != nil {
		return "", fmt.Errorf("reading the secret from %s: %w", place, err)
	}
	if text == "" {
		return "", usage("%s: reading the secret: %s has nothing in its first line", c.origin(key), place)
	}
	return text, nil
}

// readLine reads a line without its end, and nothing of what follows: the next secret may be there.
func readLine(from io.Reader) (string, error) {
	var line []byte
	for b := make([]byte, 1); len(line) < maxSecret; {
		n, err := from.Read(b)
		if n == 1 && b[0] == '\n' {
			break
		}
		line = append(line, b[:n]...)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", err
		}
	}
	return strings.TrimRight(string(line), "\r"), nil
}
