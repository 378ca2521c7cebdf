// Package entra turns bodies of Microsoft Graph into records of a snapshot, and is the source
// that reads them from exported files.
//
// A body is an entity, a collection page, an array, or several of those one after the other, as
// UTF-8 or UTF-16. Keys are matched without regard to case and the AdditionalProperties of
// PowerShell SDK objects are merged in, so `Invoke-MgGraphRequest`, `Get-MgBeta… | ConvertTo-Json`
// and a saved answer of the service read alike.
//
// The JSON reader is our own, since it has to do what the standard one does not: it keeps which
// keys were present (a property that no body carried was not collected, which is not unset),
// says where a broken file breaks, refuses what `ConvertTo-Json -Depth` cut off, and reads lists
// of any size in constant memory. It accepts a subset of what encoding/json accepts, with the same
// values: text that is not UTF-8 and nesting beyond 256 levels are refused.
package entra
