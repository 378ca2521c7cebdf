package snapshot

import (
	"cmp"
	"io"
)

// newDirectoryMembers is the list of directory memberships.
func directoryMemberKind() kind[DirectoryMembership, DirectoryMembership] {
	return kind[DirectoryMembership, DirectoryMembership]{
		stream: StreamDirectoryMemberships, columns: []string{"group", "member"},
		key: func(m *DirectoryMembership) DirectoryMembership { return *m },
		compare: func(a, b DirectoryMembership) int {
			return cmp.Or(compareGUID(a.Group, b.Group), cmp.Compare(a.Member, b.Member))
		},
		join: func(_, _ *DirectoryMembership) (bool, error) { return false, nil },
	}
}

var _ io.Writer = (*file)(nil)
