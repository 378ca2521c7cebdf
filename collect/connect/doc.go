// Package connect reads what an administrator exported from Connect servers with the cmdlets of
// module ADSync and ConvertTo-Json, and holds the scripts that make a complete export.
//
// ConvertTo-Json has habits that change between Windows PowerShell and PowerShell 7: an array of
// one element becomes the element, an array gets wrapped in value and Count, enumerations become
// numbers, dates become \/Date(…)\/, and what lies below -Depth becomes the name of its type. All
// but the last are taken as they come; the last is refused, since it is a loss.
package connect
