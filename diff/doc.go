// Package diff states facts: which cloud groups should be in Active Directory by which engine,
// which directory group is the copy of which cloud group, and where the two differ. It judges
// nothing; package policies does.
//
// Load reads a snapshot and keeps group rows and both membership lists in memory, a membership as
// a 4-byte principal number. Subjects then yields one Subject per cloud group or unclaimed
// directory group. Correlation is by id, never by name.
//
// Subjects and the tenant reach controls as JSON without names, DNs and ids: what tells objects
// apart there (the Connect servers, their rules, containers outside the scope) is a key made of the
// name, which does not tell it, and serves fingerprints only. One exception is deliberate: the SIDs of
// trustees and of connectors' accounts in Access, since operators name in parameters the accounts
// that are meant to have a right, and a control must compare the two. The input may hold an id where
// a rule needs it; evidence never does, whatever the input holds, and a test of the stories holds it.
package diff
