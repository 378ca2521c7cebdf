package html

import "github.com/wbaudit/wbaudit/report"

// changedList is one list of a snapshot with the objects that differ.
type changedList struct {
	*report.ChangedList
	Objects []changedObject
}

// changedObject is one object with what differs, at most so many members by name.
type changedObject struct {
	*report.ObjectChange
	Sentences []string
	People    []person
	// MorePeople counts the members that are not listed.
	MorePeople int
}

// person is a member or owner who came or went.
type person struct{ Sign, Role, Label string }

func changedLists(d *report.ChangeDigest) []changedList {
	var lists []changedList
	for _, l := range d.Lists() {
		list := changedList{ChangedList: l}
		for _, o := range l.First {
			list.Objects = append(list.Objects, objectOf(o))
		}
		lists = append(lists, list)
	}
	return lists
}

func objectOf(o *report.ObjectChange) changedObject {
	c := changedObject{ObjectChange: o, Sentences: o.Sentences(), MorePeople: max(0, len(o.Members)-listedPeople)}
	for _, m := range o.Members[:len(o.Members)-c.MorePeople] {
		sign := "+"
		if m.Change == report.ChangeRemoved {
			sign = "\u2212"
		}
		c.People = append(c.People, person{sign, m.Role, m.Label()})
	}
	return c
}
