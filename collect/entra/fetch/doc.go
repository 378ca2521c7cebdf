// Package fetch asks Graph for everything an audit needs, completely or with an honest account of
// what is missing: which lists, in which order, how many at a time, within the quota, and again
// when an answer did not arrive whole.
//
// Answers are kept as they came, in a spool beside the snapshot, which is read as an export when all
// is there. So a live collection and an export give the same snapshot by construction, and a
// collection that broke off goes on from its last finished list.
//
// It knows no client: collect/entra/graph sends its requests through the Graph SDK.
package fetch
