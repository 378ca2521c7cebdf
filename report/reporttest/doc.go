// Package reporttest makes report streams for tests: a calm one that looks like a real audit, and
// random ones full of text that renderers get wrong. Every stream satisfies report.Checked.
package reporttest
