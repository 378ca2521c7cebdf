package html

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// changedList is one list of a snapshot with the objects that differ.
type changedList struct {
	*report.ChangedList
	Objects []changedObject
}

// Unlisted says how many of the objects that differ are listed, "" for all.
func (l changedList) Unlisted() string {
	return listedOf(len(l.Objects), len(l.Objects)+l.More(), report.SheetChanges)
}

// changedObject is one object with what differs, at most so many members by name.
type changedObject struct {
	*report.ObjectChange
	Sentences []string
	People    []person
}

// Unlisted says how many of the members who came or went are listed, "" for all.
func (o changedObject) Unlisted() string {
	return listedOf(len(o.People), len(o.Members), report.SheetChanges)
}

// urgency is 0 where somebody came to what administers the directory, 1 for what else leads there, and 2.
func (o changedObject) urgency() int {
	switch {
	case o.Privileged != "" && o.Came(report.RoleMember) > 0:
		return 0
	case o.Privileged != "":
		return 1
	}
	return 2
}

// Urgent reports whether somebody came to what administers the directory.
func (o changedObject) Urgent() bool { return o.urgency() == 0 }

// person is a member or owner who came or went.
type person struct{ Sign, Role, Label string }

func changedLists(d *report.ChangeDigest) []changedList {
	var lists []changedList
	for _, l := range d.Lists() {
		list := changedList{ChangedList: l}
		for _, o := range l.First {
			list.Objects = append(list.Objects, objectOf(o))
		}
		slices.SortStableFunc(list.Objects, func(a, b changedObject) int {
			return cmp.Or(cmp.Compare(a.urgency(), b.urgency()), cmp.Compare(strings.ToLower(a.Label()), strings.ToLower(b.Label())))
		})
		lists = append(lists, list)
	}
	return lists
}

func objectOf(o *report.ObjectChange) changedObject {
	c := changedObject{ObjectChange: o, Sentences: o.Sentences()}
	for _, m := range o.Members[:min(len(o.Members), listedPeople)] {
		sign := "+"
		if m.Change == report.ChangeRemoved {
			sign = "\u2212"
		}
		c.People = append(c.People, person{sign, m.Role, m.Label()})
	}
	return c
}
