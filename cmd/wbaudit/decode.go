package main

import (
	"strings"

	"github.com/go-viper/mapstructure/v2"
)

// strictKeys makes a misspelt key inside a structured setting an error.
func strictKeys(c *mapstructure.DecoderConfig) { c.ErrorUnused = true }

// decodeFault is what is wrong, in one line, without the words that mapstructure begins a list with.
func decodeFault(err error) string {
	var lines []string
	for line := range strings.Lines(err.Error()) {
		line = strings.TrimSpace(line)
		// The name of a type of this program tells nobody anything.
		if _, found, ok := strings.Cut(line, ", got unconvertible type "); ok {
			line = "found " + found
		}
		if line != "" && !strings.HasSuffix(line, "error(s):") && !strings.HasSuffix(line, "errors:") {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "; ")
}
