package directory

import "strings"

// askedFeatures reports whether this is a search that read the Partitions container with the features that are
// enabled, and ended well. A forest in which none ever was has no msDS-EnabledFeature there, so without the head of
// the search its absence looks like an attribute that nobody asked for.
func (s *section) askedFeatures() bool {
	base, scope := s.searched()
	return strings.HasPrefix(base, partitions) && (scope == "baseobject" || scope == "base" || scope == "subtree") &&
		s.asks.has(enabledFeature) && s.entries > 0 && s.problem() == ""
}

// settleFeatures says that the Recycle Bin is off where a search asked for the enabled features, the container came
// and none with it.
func (f *facts) settleFeatures() {
	if no := false; f.RecycleBin == nil && f.featuresAsked && f.partitionsSeen {
		f.RecycleBin = &no
	}
}
