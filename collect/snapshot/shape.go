package snapshot

// storage says how a stream is kept.
type storage uint8

const (
	// shapeRecords is a Parquet file of the stream's own record type.
	shapeRecords storage = iota
	// shapeDocuments is a Parquet file of Document.
	shapeDocuments
	// shapeObject is a JSON file with one object or a short list.
	shapeObject
)

func shapeOf(stream Stream) storage {
	switch stream {
	case StreamTenantSettings, StreamOrganization, StreamSyncConfiguration, StreamDirectoryFacts:
		return shapeObject
	case StreamAccessReviews, StreamDirectoryAudits, StreamPrivilegedAssignments:
		return shapeDocuments
	default:
		return shapeRecords
	}
}

// fileOf is the name of the stream's file in the snapshot.
func fileOf(stream Stream) string {
	if shapeOf(stream) == shapeObject {
		return string(stream) + ".json"
	}
	return string(stream) + ".parquet"
}

const manifestFile = "manifest.json"
