// Package plan turns the findings of a stored stream into an ordered list of changes, and writes it as
// text, JSON, a PowerShell script, LDIF or requests to Graph. It changes nothing itself.
//
// Only remedies that follow from the stream without a decision become steps. A finding that somebody
// has to think about is listed as manual with the remedy of its control, one that must not be mended
// blindly is refused with the reason, and nothing is dropped: findings = planned + manual + refused +
// waived + not selected.
//
// Every step names the object by its immutable id, asserts that what it changes still is what the
// snapshot held, and can be taken back; a step that cannot is refused unless Options.Irreversible is set.
// No text of the tenant is ever code: scripts and files are printable ASCII, and tenant text stands in
// literals or in Base64 only.
package plan
