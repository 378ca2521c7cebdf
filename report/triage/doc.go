// Package triage sets a stream against what an organisation has decided before: waivers, which are
// risks that somebody accepted until a day, and a baseline, which is the stream of an earlier run.
// Both are handlers between the evaluator, or a stored stream, and the formats. They add to records
// and never take one away: what is waived or known stays visible everywhere, and what was not
// evaluated stays not evaluated.
package triage
