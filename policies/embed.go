// Package policies judges facts. Its controls are Rego policies with their prose in METADATA; this
// package reads them into a catalogue, type-checks them against the facts, evaluates them for every
// subject and writes what they conclude as a report stream.
//
// A subject gets exactly one outcome of each control that judges its kind, the first that holds of:
// error, fail, notEvaluated, notApplicable, pass. What was not read is notEvaluated and says why;
// nothing passes out of blindness.
package policies

import "embed"

// controls holds every built-in control with its tests: <kind>/<slug>/<slug>.rego.
//
//go:embed controls
var controls embed.FS
