package whatif

import "github.com/wbaudit/wbaudit/diff"

// verdict is what becomes of one copy, with what it rests on.
type verdict struct {
	outcome    Outcome
	confidence diff.Confidence
	// rule is the row of the design's tables, source the keys of the documents.
	rule, source, text string
}

func undecided(rule, source, text string) verdict {
	return verdict{Undecided, diff.None, rule, source, text}
}

// The documents on what becomes of copies, beside those of the decision tables.
//
// Source: table 1.6 of the design and its corrections in 7A; conflicts C7, C16, C17.
var (
	frozen = verdict{Freezes, diff.High, "1.6/disable", "V2 MOD C7",
		"V2 no longer writes a group that is switched off; its copy stays and is not updated"}
	frozenUnlessRule = verdict{Freezes, diff.Medium, "1.6/disable", "V2 MOD C7",
		"V2 no longer writes a group that is switched off; its copy stays and is not updated, unless Connect has the custom rule that deletes it, which was not read"}
	deletedByRule = verdict{Deleted, diff.High, "1.6/deleteRule", "MOD",
		"Connect has the custom rule that deletes the copy of a group that is switched off; switching it on again makes a new group with a new SID"}
	deletedByV1 = verdict{Deleted, diff.High, "1.6/v1Off", "V1OFF S2 C7",
		"switching writeback off for the tenant deletes every group that Connect wrote with the next full synchronization"}
	deletedByV2 = verdict{Deleted, diff.Medium, "1.6/v2Off", "S2 C7 C16",
		"no engine of Connect is left on, and switching writeback off for the tenant deletes what Connect wrote; the document speaks of V1 and V2 together"}
	frozenByV2On = verdict{Freezes, diff.Medium, "1.6/v2On", "V2 az#97275",
		"V1 wrote the group and V2 does not; the copy stays and is not updated"}

	openV1UnderV2 = undecided("1.6/v1Off", "V1OFF S2 V2 C17",
		"by one document switching V1 off deletes every group that Connect wrote, by another V2 may run alone")
	openV1Before = undecided("1.6/v1Off", "V1OFF S2",
		"switching V1 off deletes every group that Connect wrote, but whether V1 is on was not read")
	openTwoEngines = undecided("1.6/v1Off", "V1OFF CS-FAQ MIG",
		"switching Connect's writeback off deletes what Connect wrote and leaves what cloud sync wrote; which of them owns this copy is not known")
	openSecurity = undecided("1.6/v2Off", "MIG",
		"at risk: without V2 the security group leaves the scope of Connect; that this deletes the copy is likely, but no document says so (CS-17)")
	openHandover = undecided("1.6/v2Off", "MIG",
		"at risk: cloud sync writes the group, too, but keeps this copy only where Connect has the coexistence rules and the copy the anchor of cloud sync (CS-17); that Connect deletes it otherwise is likely, but no document says so")
	openCloudSync = undecided("1.6/cloudSync", "CS-HOW",
		"what becomes of copies when cloud sync no longer provisions them is not documented")
	openSetting = undecided("1.3/6", "GSET S3 C3",
		"the documents disagree on what the setting does to existing groups, and none says what becomes of the copy")
	openOrphan = undecided("1.6/v1Off", "V1OFF S2",
		"the directory group has an anchor but no cloud group; whether switching off reaches it is not documented")
	openUnread = undecided("1.6", "",
		"what is written changes, but the directory was not read completely: whether a copy exists is not known")
	openOther = undecided("1.6", "", "the group is no longer written; no document says what becomes of the copy in this case")
)
