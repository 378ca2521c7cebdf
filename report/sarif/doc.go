// Package sarif renders a report stream as SARIF 2.1.0: controls are rules with their help and, as
// taxonomies, the clauses of frameworks; findings are results.
//
// A control that could not judge all of its subjects has a result of kind "open", which is SARIF's word
// for a lack of information, and a notification of the run: what was not looked at is not green. What
// passed is no result, since GitHub shows results of every kind as alerts; the counts of each control
// are properties of the run.
//
// GitHub refuses a file in which a result has no file: a result's place is its line in the stream, which
// the file findings.jsonl beside this one holds; the group stands as the logical location. The
// fingerprint, and no line number, tells GitHub which alert is which.
//
// Sources: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html,
// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning,
// https://github.com/github/codeql-action/issues/2456
package sarif
