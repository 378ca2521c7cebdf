package fetch

// GroupRequest and MemberRequest are what a collection asks for, so that another reader asks for the same.
var (
	GroupRequest  = groupList.request
	MemberRequest = memberRequest
)
