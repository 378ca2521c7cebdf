package main

import (
	"strings"

	"github.com/go-viper/mapstructure/v2"
)

// strictKeys makes a misspelt key inside a structured setting an error.
func strictKeys(c *mapstructure.DecoderConfig) { c.ErrorUnused = true }

// decodeFault is what is wrong, in one line, without the words that mapstructure begins a list with.
func decodeFault(err error) string {
	lines := strings.FieldsFunc(err.Error(), func(r rune) bool { return r == '\n' })
	if len(lines) > 1 && strings.HasSuffix(lines[0], ":") {
		lines = lines[1:]
	}
	return strings.Join(lines, "; ")
}
