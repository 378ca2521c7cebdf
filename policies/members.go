package policies

import (
	"reflect"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// membersOf compares both lists. A count that an incomplete list leaves open is nil, never 0.
func membersOf(m diff.Members, differences []diff.MemberDifference) report.Members {
	r := report.Members{
		Cloud: m.Cloud, CloudReason: m.CloudReason, Directory: m.Directory, DirectoryReason: m.DirectoryReason,
		Classes: classesOf(m.Classes), Differences: differencesOf(differences),
	}
	cloud, directory := m.Cloud == report.StatusComplete, m.Directory == report.StatusComplete
	for _, count := range [...]struct {
		known bool
		into  **int
		n     int
	}{
		{cloud, &r.CloudCount, m.CloudCount}, {directory, &r.DirectoryCount, m.DirectoryCount},
		{cloud, &r.Expected, m.Expected}, {cloud, &r.Excluded, m.Excluded}, {cloud, &r.Undecided, m.Undecided},
		{cloud && directory, &r.Matched, m.Matched}, {cloud && directory, &r.Missing, m.Missing},
		{cloud && directory, &r.Foreign, m.Foreign},
	} {
		if count.known {
			*count.into = &count.n
		}
	}
	return r
}

func classesOf(c diff.MemberClasses) []report.ClassCount {
	list := []report.ClassCount{}
	v := reflect.ValueOf(c)
	for _, f := range shapes.of(v.Type()) {
		if n := int(v.Field(f.index).Int()); n > 0 {
			list = append(list, report.ClassCount{Class: f.name, Count: n})
		}
	}
	return list
}

func differencesOf(differences []diff.MemberDifference) []report.MemberDifference {
	list := make([]report.MemberDifference, 0, len(differences))
	for _, d := range differences {
		list = append(list, report.MemberDifference{
			Difference: d.Difference, Class: string(d.Class), ID: d.CloudID, DN: d.DN, Name: d.Name, Unread: d.Unread, Reason: d.Reason,
		})
	}
	return list
}
