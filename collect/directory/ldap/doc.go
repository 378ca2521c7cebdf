// Package ldap reads Active Directory live, over TLS only, and writes the snapshot streams that
// package directory writes from exported files: both hand the same entries to directory.Recorder.
//
// It only searches. One domain controller answers for each domain of a snapshot; what that one
// refers elsewhere is reported and not followed. What could not be read is said to be missing, at
// the smallest grain that is known to be missing.
package ldap
