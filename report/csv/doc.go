// Package csv renders a report stream as one table after RFC 4180: a row for each finding, then a row
// for each remark on the run, such as of groups that could not be read, and one for each control with its
// counts, so that a table without findings still says what was not judged.
// The first column tells them apart: "finding", "remark" or "control". What changed is "change". A move has "readiness" for
// each group, "lostMember" and "lostPerson" for each that loses it, "wave", "verdict", and of the verdict "total" for each
// state, "reason", "limit" and "signOff". A count of a move of which only the least is known is written so: "at least 4", or
// "not known".
//
// The safe mode is for spreadsheets, the raw mode for programs; they differ in four ways:
//
//   - Safe begins with a byte order mark, without which Excel takes a file for the system's old code
//     page; raw has none, since readers of RFC 4180 take it for a part of the first column's name.
//   - Safe puts an apostrophe before text that a spreadsheet would take for a formula, and before
//     text that begins with one, so that taking one away gives the text again.
//   - Safe quotes every field, since Excel splits unquoted ones at the separator of its locale.
//   - Safe passes text through [report.Visible], raw leaves it as it stands in the stream.
package csv
