//go:build offline

package main

// builtSides are none: the SDK is left out.
func builtSides() sides { return sides{} }
