package changes

import "github.com/wbaudit/wbaudit/diff"

// Object says what a subject is.
type Object string

// The objects that controls of changes judge.
const (
	ObjectTenant         Object = "tenant"
	ObjectGroup          Object = "group"
	ObjectDirectoryGroup Object = "directory_group"
	ObjectOther          Object = "other"
)

// Subject is everything that is known of one change. Its JSON form is the input of controls of changes
// and is total: every field is present, except that what does not belong to the object is absent.
type Subject struct {
	// Change is the record of it; nil for the tenant, which is one subject whether or not it changed.
	Change *Change `json:"-"`
	// Settling is true for a group within the in-flight window of the later snapshot.
	Settling bool `json:"-"`
	// Told are changes of a group's configuration with who made them, as far as the directory audits tell.
	Told []diff.Change `json:"-"`

	Object Object `json:"object"`
	// Kind is none for the tenant, whose settings and engines are told by Switches.
	Kind Kind `json:"change"`
	// NotCompared names what of the object was not compared; empty for none. For the tenant it is what was compared of no
	// group at all, such as "displayName of cloud groups": a group of which nothing else changed is no subject.
	NotCompared []string `json:"not_compared"`
	// Group is there for a cloud group, Directory for a directory group, Switches and Losses for the tenant.
	Group     *Group       `json:"group,omitempty"`
	Directory *Directory   `json:"directory,omitempty"`
	Switches  *Switches    `json:"switches,omitempty"`
	Losses    *Losses      `json:"losses,omitempty"`
	Tenant    *diff.Tenant `json:"tenant"`
}

// None is the kind of the tenant.
const None Kind = "none"

// Kinds lists what Subject.Kind can be.
func Kinds() []Kind { return []Kind{None, Added, Removed, Changed, NotCompared} }

// Group is what changed of a cloud group.
type Group struct {
	// Kind is that of the later snapshot, of the earlier one for a group that is gone.
	Kind diff.GroupKind `json:"kind"`
	// WrittenBefore and WrittenAfter are the effective states; no where the group was not there.
	WrittenBefore diff.Answer `json:"written_before"`
	WrittenAfter  diff.Answer `json:"written_after"`
	// TypeBefore and TypeAfter are what it was and is written as; "" when it is not, or not known.
	TypeBefore diff.GroupType `json:"type_before"`
	TypeAfter  diff.GroupType `json:"type_after"`
	// Configured is true when its own configuration changed: else another's did, such as the tenant's.
	Configured bool `json:"configured"`
	// Copied is yes when a directory group was its copy before or is now.
	Copied diff.Answer `json:"copied"`
	// Renamed is true for another display name.
	Renamed bool   `json:"renamed"`
	Members Counts `json:"members"`
	Owners  Counts `json:"owners"`
}

// Directory is what changed of a directory group.
type Directory struct {
	// Copy is yes for the copy of a cloud group, before or after, by its anchor or its name; no for a
	// group that is no copy in both, unknown where anchors were not read.
	Copy diff.Answer `json:"copy"`
	// HeldBefore and HeldAfter say whether the snapshots hold it. One that lacks it may have missed it, which is then among
	// Subject.NotCompared.
	HeldBefore bool `json:"held_before"`
	HeldAfter  bool `json:"held_after"`
	// Orphaned is true for a copy whose cloud group is not there in the later snapshot.
	Orphaned bool `json:"orphaned"`
	// Wanted says whether the cloud group that it was or is the copy of is written in the later snapshot; no
	// without such a group.
	Wanted diff.Answer `json:"wanted"`
	// Followed is true when the members of that cloud group changed as well.
	Followed bool `json:"followed"`

	CategoryBefore diff.Category `json:"category_before"`
	CategoryAfter  diff.Category `json:"category_after"`
	ScopeBefore    diff.Scope    `json:"scope_before"`
	ScopeAfter     diff.Scope    `json:"scope_after"`
	// Renamed is true for another common name, Moved for another container.
	Renamed bool   `json:"renamed"`
	Moved   bool   `json:"moved"`
	Members Counts `json:"members"`
	Edits   Edits  `json:"edits"`
	// Privileged says whether the group leads to a privileged group.
	Privileged Privileged `json:"privileged"`
	// ParentsRead is true when both snapshots tell which groups contain it, ParentsAdded how many do now
	// that did not.
	ParentsRead  bool `json:"parents_read"`
	ParentsAdded int  `json:"parents_added"`
}

// Privileged says whether a directory group led to a privileged group before and does now.
type Privileged struct {
	Before diff.Answer          `json:"before"`
	After  diff.Answer          `json:"after"`
	Group  diff.PrivilegedGroup `json:"group"`
}

// Edits are differences from the cloud group that arose in the directory: the copy changed, the cloud
// group did not, and the copy is not what the cloud asks for now.
type Edits struct {
	// Attributes are of displayName, description, mail, groupType, cn, container and member, in that order.
	Attributes []string `json:"attributes"`
	// Undecided are those that changed where the cloud side was not compared, in the same order.
	Undecided []string `json:"undecided"`
	// Contested is true where anything of them changed and it is not known whether the group is the copy: others name its
	// cloud group too, or its anchors another one. The lists are empty then.
	Contested bool `json:"contested"`
	// Missing and Foreign count the members by which more are missing or foreign than before.
	Missing int `json:"missing"`
	Foreign int `json:"foreign"`
}

// Counts are the numbers of a list of members.
type Counts struct {
	// Read is true when both snapshots read the list to its end; all else is 0 otherwise.
	Read    bool `json:"read"`
	Before  int  `json:"before"`
	After   int  `json:"after"`
	Added   int  `json:"added"`
	Removed int  `json:"removed"`
	// Percent is the share of those who came or went in all who were members before or are now, rounded down.
	Percent int `json:"percent"`
}

// Switches are the engines and the setting of the tenant.
type Switches struct {
	// Known is true when it is known of both snapshots which engines run, read or stated, and both read the
	// setting: only then no group can have been switched unseen.
	Known bool `json:"known"`
	// Turned are those that changed, Unread those that one of the snapshots did not read.
	Turned []Switched `json:"turned"`
	Unread []string   `json:"unread"`
}

// Switched is one switch that changed. Name is one of SwitchNames; From and To are words of
// diff.ChangeWords.
type Switched struct {
	Name string `json:"name"`
	From string `json:"from"`
	To   string `json:"to"`
}

// switchCloudSync is the name of cloud sync among the switches.
const switchCloudSync = "cloudSync"

// SwitchNames lists the switches of the tenant.
func SwitchNames() []string { return append(diff.TenantAttributes(), switchCloudSync) }

// Losses count what is gone from the tenant. A count is nil when it cannot be exact.
type Losses struct {
	// Groups and GroupsGone count the cloud groups of the earlier snapshot, and those not in the later.
	Groups     *int `json:"groups"`
	GroupsGone *int `json:"groups_gone"`
	// Copies and CopiesGone likewise the directory groups with an anchor.
	Copies     *int `json:"copies"`
	CopiesGone *int `json:"copies_gone"`
	// GroupsPercent and CopiesPercent are the shares, rounded down.
	GroupsPercent *int `json:"groups_percent"`
	CopiesPercent *int `json:"copies_percent"`
}
