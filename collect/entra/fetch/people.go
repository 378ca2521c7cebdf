package fetch

import (
	"context"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
)

const (
	peoplePermission = "User.Read.All"
	// peopleAtOnce is how many clauses a filter joins with or at most.
	//
	// Source: https://learn.microsoft.com/graph/filter-query-parameter
	peopleAtOnce = 15
	// mostPeople bounds how many are looked for: more differences than that are not settled by names.
	mostPeople = 3000
)

// people looks for accounts of the directory by SID, those that are members of a copy and not of its
// cloud group: whether the cloud knows them tells a person added by hand from one that it never knew.
// What is found is kept as principals are in an export.
func (s *Source) people(ctx context.Context) error {
	sids := slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(s.o.People))), isNoSID)
	if n := len(sids); n > mostPeople {
		s.note("members of copies only: %d of %d were looked for by SID in the cloud", mostPeople, n)
		sids = sids[:mostPeople]
	}
	for some := range slices.Chunk(sids, peopleAtOnce) {
		request := Request{Resource: Users, Select: memberRequest.Select, Top: pageSize, Filter: anySID(some)}
		name := fmt.Sprintf("principals-%08x", crc32.ChecksumIEEE([]byte(request.Filter)))
		reason, err := s.read(ctx, name, request, peoplePermission)
		if err != nil {
			return err
		}
		if reason != "" {
			s.note("members of copies only: whether the cloud knows them was not read: %s", reason)
			return nil
		}
	}
	return nil
}

// isNoSID says of a text that it cannot stand in a filter.
func isNoSID(text string) bool {
	return !strings.HasPrefix(text, "S-1-") || strings.Trim(text, "S-0123456789") != ""
}

// anySID is a filter for users with one of the SIDs.
func anySID(sids []string) string {
	clauses := make([]string, len(sids))
	for i, sid := range sids {
		clauses[i] = "onPremisesSecurityIdentifier eq '" + sid + "'"
	}
	return strings.Join(clauses, " or ")
}
