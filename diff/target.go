package diff

import "fmt"

// Target is where groups are to move; "" when no move is judged.
type Target string

// The targets of a move: an engine that is to write the groups, or the cloud as the source of
// authority of groups that come from the directory, which cloud sync writes then.
const (
	ToCloudSync Target = "cloudsync"
	ToSOA       Target = "soa"
	ToV1        Target = "v1"
	ToV2        Target = "v2"
)

// Targets returns the words of the targets, sorted.
func Targets() []string {
	return []string{string(ToCloudSync), string(ToSOA), string(ToV1), string(ToV2)}
}

// ParseTarget returns the target of a word; an error names the words there are.
func ParseTarget(word string) (Target, error) {
	switch t := Target(word); t {
	case ToCloudSync, ToSOA, ToV1, ToV2:
		return t, nil
	}
	return "", fmt.Errorf("target %q: expected cloudsync, soa, v1 or v2", word)
}
