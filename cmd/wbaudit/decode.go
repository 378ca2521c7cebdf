package main

import "github.com/go-viper/mapstructure/v2"

// strictKeys makes a misspelt key inside a structured setting an error.
func strictKeys(c *mapstructure.DecoderConfig) { c.ErrorUnused = true }
