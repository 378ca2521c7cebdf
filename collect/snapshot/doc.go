// Package snapshot is what was seen of both sides of group writeback, and nothing that was
// concluded from it: records as the sources returned them, and a manifest that says of each
// stream how it ended.
//
// A snapshot is a folder (or a zip of one): manifest.json, small single objects as JSON, and one
// zstd Parquet file for each list, sorted by its key. No default is applied here: a null stays
// nil, an unknown enumeration value stays text, and a property that no body ever carried is
// absent from the stream's Properties, which means "not collected", not "unset".
package snapshot
