package directory

import (
	"slices"
	"strconv"
	"strings"

	ber "github.com/go-asn1-ber/asn1-ber"
)

// holders is about the people who are in a group as their primary one that is not a usual one, those among them of
// whom primaryGroupID may not be read included: a comparison with it must not keep them out.
func holders(p *ber.Packet) reach {
	if name, is := presence(p); is && (name == "objectclass" || name == "objectcategory") {
		return reachAll
	}
	switch name, value, _ := equality(p); name {
	case "objectclass":
		if value == "contact" {
			return reachNone
		}
		return ofPeople(value, "top", "person", "organizationalperson", "user")
	case "objectcategory":
		if rest, isName := strings.CutPrefix(value, "cn="); isName {
			category, _, _ := strings.Cut(rest, ",")
			return ofPeople(category, "person")
		}
		// The name of a class stands for its default category.
		return ofPeople(value, "person", "user")
	case "primarygroupid":
		if id, err := strconv.ParseInt(value, 10, 32); err == nil && slices.Contains(usualPrimaryGroups, int32(id)) {
			return reachNone
		}
	case "isdeleted":
		if value == "true" {
			return reachNone
		}
	}
	return reachSome
}

// ofPeople is the reach of a comparison with a class, where those named are classes of every user.
func ofPeople(class string, every ...string) reach {
	switch {
	case slices.Contains(every, class):
		return reachAll
	case class == "group", others[class]:
		return reachNone
	}
	return reachSome
}
