// Package register reads the list in which an organization keeps what its groups are for: a CSV
// file with the columns id, purpose, owner, approver and reviewed.
package register
