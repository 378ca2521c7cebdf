// Package directory turns Active Directory objects into snapshot records, and reads them from
// exported LDIF files.
//
// The two halves meet in Entry. Recorder knows entries and nothing of files, so that a live
// reader can use it too; Source knows LDIF and what an export can hide: a range that never
// ended, a search that was cut, an attribute that nobody asked for. What was not read is said
// to be missing, at the smallest grain that is known to be missing.
package directory
