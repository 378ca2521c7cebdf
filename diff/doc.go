// Package diff states facts: which cloud groups should be in Active Directory by which engine,
// which directory group is the copy of which cloud group, and where the two differ. It judges
// nothing; package policies does.
//
// Load reads a snapshot and keeps group rows and both membership lists in memory, a membership as
// a 4-byte principal number. Subjects then yields one Subject per cloud group or unclaimed
// directory group. Correlation is by id, never by name.
package diff
