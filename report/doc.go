// Package report is what was concluded, as a stream of records. The stream is the file format,
// the protocol between evaluator and renderers, and what is stored: any renderer fed from a stored
// stream gives what the direct run gave. Renderers add nothing of their own.
//
// Order: one run, every control, the tenant's findings, then for each subject one group (if it has
// one) followed by its findings, then changes, readiness, waves and effects, waiver findings, the
// baseline's findings that are absent now, and the summaries. No record holds a duration or the wall
// clock: equal inputs give equal bytes.
//
// A stored stream ends with a line that counts the others. In it a list without elements is [], null stands for what is not known, and times are
// UTC; stream.schema.json says the rest. In memory nil and empty lists are the same.
//
// Who makes a handler closes it, after everything that feeds it returned without an error: neither
// Read nor an evaluator does. Renderers take every number from Counts and pass every text that the
// tenant wrote through Visible.
package report
