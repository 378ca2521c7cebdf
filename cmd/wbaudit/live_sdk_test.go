//go:build !offline

package main

// testSides are what live commands are tested with: the ones of this build.
func testSides() sides { return builtSides() }
