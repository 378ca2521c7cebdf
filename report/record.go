package report

import "time"

// Format is the format number of the stream; a reader refuses a newer one.
const Format = 1

// Record is one line of the stream; exactly one field is set.
type Record struct {
	Run     *Run     `json:"run,omitempty"`
	Control *Control `json:"control,omitempty"`
	Finding *Finding `json:"finding,omitempty"`
	Group   *Group   `json:"group,omitempty"`
	Summary *Summary `json:"summary,omitempty"`
	// Change is an object that differs between two snapshots, or that could not be compared.
	Change *ObjectChange `json:"change,omitempty"`
	// Readiness, Wave and Verdict answer whether groups can move; only a run that asks has them.
	Readiness *Readiness `json:"readiness,omitempty"`
	Wave      *Wave      `json:"wave,omitempty"`
	Verdict   *Verdict   `json:"verdict,omitempty"`
	// Absent is a finding of the baseline that this run did not make. It counts for nothing.
	Absent *Finding `json:"absent,omitempty"`
}

// End is the last line of a stored stream, no record: it tells a reader that nothing before it is
// missing. The Encoder writes it, Read holds the stream to it, and no handler sees it.
type End struct {
	// Records counts the lines before this one.
	Records int64 `json:"records"`
	// MemberDifferences counts the differences in all group records, those that are by design included, as Counts and
	// every format do.
	MemberDifferences int64 `json:"member_differences"`
	// MemberChanges counts the members and owners who came or went in all change records.
	MemberChanges int64 `json:"member_changes"`
}

// add counts r.
func (e *End) add(r Record) {
	e.Records++
	if r.Group != nil {
		e.MemberDifferences += int64(len(r.Group.Members.Differences))
	}
	if r.Change != nil {
		e.MemberChanges += int64(len(r.Change.Members))
	}
}

// Handler receives the records of a stream in order. Close is called once after the last record;
// a handler whose Close was not called has written nothing that may be used.
type Handler interface {
	Handle(Record) error
	Close() error
}

// Run heads the stream: what was audited, with what, and how whole it was.
type Run struct {
	Format int `json:"format"`
	// Tool is "wbaudit"; Version its version, "devel" for an unreleased build.
	Tool    string `json:"tool"`
	Version string `json:"version"`
	Tenant  Tenant `json:"tenant"`
	// SnapshotDigest is the SHA-256 of the snapshot's manifest, lower-case hex.
	SnapshotDigest string `json:"snapshot_digest"`
	// PolicyDigest is the SHA-256 over all control sources, lower-case hex.
	PolicyDigest string `json:"policy_digest"`
	// OwnPolicyDigest is the same over the operator's own controls; "" when there are none.
	OwnPolicyDigest string `json:"own_policy_digest"`
	// Now is the time controls judge by, UTC; nil when neither given nor known.
	Now         *time.Time `json:"now"`
	CollectedAt *time.Time `json:"collected_at"`
	Cloud       Period     `json:"cloud"`
	Directory   Period     `json:"directory"`
	Profiles    []string   `json:"profiles"`
	// DomainControllers are the servers read, one for each domain.
	DomainControllers []string `json:"domain_controllers"`
	Streams           []Stream `json:"streams"`
	// Choices and Parameters are what settled open questions and thresholds, by dotted key, sorted.
	Choices    []KeyValue `json:"choices"`
	Parameters []KeyValue `json:"parameters"`
	// Engines says what is known of each engine.
	Engines []EngineState `json:"engines"`
	Totals  []Total       `json:"totals"`
	Notes   []string      `json:"notes"`
	// Banners are what every summary says before anything else.
	Banners []string `json:"banners"`
	// CloudDoubt says why the list of cloud groups may lack groups although it was read to its end; "" where nothing
	// tells so. It is one of the banners.
	CloudDoubt string `json:"cloud_doubt,omitempty"`
	// JobScopeDoubt says why the scope of cloud sync may be smaller by what was read than it is; "" where nothing tells
	// so. It is one of the banners.
	JobScopeDoubt string `json:"job_scope_doubt,omitempty"`
	// Earlier is the snapshot that this one was compared with; nil without one.
	Earlier *Earlier `json:"earlier"`
	// Baseline is the stream that findings were set against; nil without one.
	Baseline *Baseline `json:"baseline"`
	// Comparison counts the change records; nil where two snapshots were not compared object by object.
	Comparison *Comparison `json:"comparison"`
	// StandIns names the key of the stand-ins in this stream, 16 lower-case hex digits; "" where there are none.
	StandIns string `json:"stand_ins"`
}

// Comparison says how far two snapshots were compared, and what came of it.
type Comparison struct {
	// Objects counts what was compared: groups, accounts, settings and the like, each once.
	Objects int `json:"objects"`
	// Differences counts the change records but those of the kind notCompared, NotCompared those with
	// something that was not compared, whatever their kind.
	Differences int `json:"differences"`
	NotCompared int `json:"not_compared"`
	// Streams are all lists of a snapshot, in the order of the manifest.
	Streams []ComparedStream `json:"streams"`
}

// ComparedStream says how far one list of the snapshots was compared.
type ComparedStream struct {
	Name string `json:"name"`
	// Compared is yes, partly or no; Reason says why not all was compared.
	Compared string `json:"compared"`
	Reason   string `json:"reason"`
	// LeftOut are attributes that are never compared, because they move by themselves.
	LeftOut []string `json:"left_out"`
	// Objects counts what was compared: of memberships and owners, the groups.
	Objects     int `json:"objects"`
	Added       int `json:"added"`
	Removed     int `json:"removed"`
	Changed     int `json:"changed"`
	NotCompared int `json:"not_compared"`
}

// ObjectChange is one object that differs between two snapshots, or that could not be compared. It is
// the same object in both by its id: a rename is a change.
type ObjectChange struct {
	// Object is the list of the snapshot that holds it, such as cloud_groups.
	Object string `json:"object"`
	// Kind: added, removed, changed or notCompared.
	Kind string `json:"kind"`
	// ID is the object's key in its list. Name and DN are those after the change, before it for what is gone.
	ID   string `json:"id"`
	Name string `json:"name"`
	DN   string `json:"dn"`
	// Attributes are empty for what came or went.
	Attributes []AttributeChange `json:"attributes"`
	// Members are members and owners who came or went; those of a group that itself did are not listed.
	Members []MemberChange `json:"members"`
	// Privileged names the privileged group that a directory group is or leads to after the change, such as
	// domain_admins: who joins it joins that; "" where there is none, or where that is not known.
	Privileged string `json:"privileged"`
	// NotCompared says what of the object was not compared.
	NotCompared []Uncompared `json:"not_compared"`
}

// AttributeChange is one value that differs; null is one that is not set.
type AttributeChange struct {
	Attribute string  `json:"attribute"`
	From      *string `json:"from"`
	To        *string `json:"to"`
	// By is user, application, several or unknown, as the directory audits tell, "" where they were not
	// asked; Actor is the name.
	By    string `json:"by"`
	Actor string `json:"actor"`
}

// MemberChange is one member or owner who came or went.
type MemberChange struct {
	// Role is member or owner, Change added or removed.
	Role   string `json:"role"`
	Change string `json:"change"`
	// ID is the cloud id or objectGUID, "" where it is not known; DN is "" in the cloud.
	ID   string `json:"id"`
	DN   string `json:"dn"`
	Name string `json:"name"`
}

// Uncompared is a part of an object that was not compared.
type Uncompared struct {
	What   string `json:"what"`
	Reason string `json:"reason"`
}

// Baseline names the stream of an earlier run of the same tenant.
type Baseline struct {
	CollectedAt *time.Time `json:"collected_at"`
	// SnapshotDigest is the SHA-256 of the manifest of the snapshot it was made of, lower-case hex.
	SnapshotDigest string `json:"snapshot_digest"`
	Findings       int    `json:"findings"`
}

// Earlier names an earlier snapshot of the same tenant.
type Earlier struct {
	CollectedAt *time.Time `json:"collected_at"`
	// SnapshotDigest is the SHA-256 of its manifest, lower-case hex.
	SnapshotDigest string `json:"snapshot_digest"`
	// Changes are the tenant's switches that changed since, sorted by attribute.
	Changes []Change `json:"changes"`
}

// Change is one attribute that differs from the earlier snapshot.
type Change struct {
	Attribute string `json:"attribute"`
	From      string `json:"from"`
	To        string `json:"to"`
	// By is user, application, several or unknown, as the directory audits tell; Actor is the name.
	By    string `json:"by"`
	Actor string `json:"actor"`
	// Ticket approved the change; "" without one.
	Ticket string `json:"ticket"`
}

// Tenant names the tenant.
type Tenant struct {
	// ID is the tenant id, or "unknown".
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Period is start and end of reading one side, UTC; nil when unknown.
type Period struct {
	Started *time.Time `json:"started"`
	Ended   *time.Time `json:"ended"`
}

// Stream says how one stream of the snapshot ended: completeness and accuracy in an auditor's words.
type Stream struct {
	Name   string `json:"name"`
	Status string `json:"status"`
	Reason string `json:"reason"`
	// Records counts what was received; SourceCount what the source itself counts, nil when it
	// gave no count.
	Records     int64  `json:"records"`
	SourceCount *int64 `json:"source_count"`
	// Unreadable counts those of the records of which nothing but the id could be read; nil in a stream that
	// does not tell.
	Unreadable *int64 `json:"unreadable"`
	Query      string `json:"query"`
	SHA256     string `json:"sha256"`
}

// KeyValue is one setting of the run.
type KeyValue struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// EngineState says whether an engine is on, and where that was read.
type EngineState struct {
	Engine string `json:"engine"`
	State  string `json:"state"`
	Source string `json:"source"`
}

// Total is one count of the run. Value is nil when it cannot be exact.
type Total struct {
	Name  string `json:"name"`
	Value *int64 `json:"value"`
}

// Control describes one control of the chosen profiles; it holds nothing of any instance.
type Control struct {
	ID          string      `json:"id"`
	Title       string      `json:"title"`
	Severity    string      `json:"severity"`
	Profile     string      `json:"profile"`
	Description string      `json:"description"`
	Remediation string      `json:"remediation"`
	References  []string    `json:"references"`
	Engines     []string    `json:"engines"`
	Frameworks  []Framework `json:"frameworks"`
	Requires    []string    `json:"requires"`
	// Readiness says what a finding means for a group that is to move to another engine: blocker,
	// after (it moves after the remediation) or notice; "" for a control that says nothing of moves.
	Readiness string `json:"readiness"`
	// ReadinessFrom is the lowest severity of a finding for which Readiness counts, a lighter one
	// being a notice; "" when all count.
	ReadinessFrom string `json:"readiness_from"`
	// Targets are the targets of a move for which Readiness counts: cloudsync, soa, v1, v2; empty
	// for all.
	Targets []string `json:"targets"`
}

// Framework is one clause that a control helps to show.
type Framework struct {
	Name   string `json:"name"`
	Clause string `json:"clause"`
}

// Finding is one defect of one target. Severities: critical, high, medium, low, info.
type Finding struct {
	Control  string `json:"control"`
	Severity string `json:"severity"`
	Target   Target `json:"target"`
	Message  string `json:"message"`
	Expected string `json:"expected"`
	Actual   string `json:"actual"`
	// Evidence holds attributes and numbers only, never a name, a DN or an id.
	Evidence map[string]any `json:"evidence"`
	// Fingerprint identifies the finding over runs; EvidenceDigest changes when its evidence does.
	Fingerprint    string `json:"fingerprint"`
	EvidenceDigest string `json:"evidence_digest"`
	// Settling findings lie in the in-flight window and are not counted for --fail-on.
	Settling bool    `json:"settling"`
	Waiver   *Waiver `json:"waiver"`
	// Cause is the id of the control that names the cause of this finding; nil when it stands alone.
	Cause *string `json:"cause"`
	// Age is how the finding stands to the baseline; nil without one.
	Age *Age `json:"age"`
	// Decision is what was decided on the finding in an earlier report; nil for nothing.
	Decision *Decision `json:"decision"`
}

// Age is how a finding stands to the baseline. State: new or persisting; of absent findings resolved,
// or notEvaluated where the control could not judge everything this time.
type Age struct {
	State string `json:"state"`
	// FirstSeen is when the first run with the finding ended its collection, UTC; nil when not known.
	FirstSeen *time.Time `json:"first_seen"`
	// Changed says that a persisting finding rests on other evidence than before, Grown that it counts more than before or
	// is graver.
	Changed bool `json:"changed"`
	Grown   bool `json:"grown,omitempty"`
	// Closed says that a persisting finding was waived, or settling, in the baseline: nobody counted it as open then.
	Closed bool `json:"closed,omitempty"`
}

// Target names what a finding is about. Kind: group, directoryGroup, member, tenant or waiver.
type Target struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	Name string `json:"name"`
	DN   string `json:"dn"`
}

// Waiver is the accepted risk that covers a finding.
type Waiver struct {
	Reason   string `json:"reason"`
	Owner    string `json:"owner"`
	Approver string `json:"approver"`
	Ticket   string `json:"ticket"`
	// Expires is the last second in which it holds, UTC; nil for no end.
	Expires *time.Time `json:"expires"`
}

// Decision is what somebody decided on a finding, or said of it. It changes nothing in what counts: an
// accepted risk has a waiver as well.
type Decision struct {
	// Word is accept, fix, investigate or dispute; reopen where the decision was taken back, "" for a comment alone.
	Word    string `json:"word"`
	Owner   string `json:"owner"`
	Comment string `json:"comment"`
	Author  string `json:"author"`
	// Due is the first second of the last day, UTC; nil for none. Decided is when it was recorded.
	Due     *time.Time `json:"due"`
	Decided *time.Time `json:"decided"`
	// Changed says that the finding rests on other evidence than the decision did.
	Changed bool `json:"changed"`
}

// Group shows both sides of one subject.
type Group struct {
	// Key is the subject's key: "c:" and cloud id, or "d:" and objectGUID.
	Key       string         `json:"key"`
	Target    Target         `json:"target"`
	Cloud     *CloudSide     `json:"cloud"`
	Writeback Writeback      `json:"writeback"`
	Directory *DirectorySide `json:"directory"`
	// Candidates are the directory groups that claim this one when several do, and, with the anchor state disagree, those
	// that name another cloud group too: these have a group and findings of their own.
	Candidates []DirectorySide `json:"candidates"`
	// Apart says that Candidates are no duplicates: each is, or may be, the copy in one of the domains that engines write
	// the group into.
	Apart    bool    `json:"apart,omitempty"`
	Members  Members `json:"members"`
	Children []Child `json:"children"`
	// ChildrenArriving are the other edges to child groups: nothing keeps them from the directory.
	ChildrenArriving []Child `json:"children_arriving"`
	// Changes are what differs from the earlier snapshot in the configuration of the cloud group.
	Changes []Change `json:"changes"`
	// NotEvaluated are the reasons for which controls could not judge this group, in the order of the first
	// control each names. Reasons that hold of every subject stand in the summaries alone.
	NotEvaluated []Unjudged `json:"not_evaluated"`
}

// Unjudged is one reason for which controls did not judge a group, or ended in an error.
type Unjudged struct {
	Reason string `json:"reason"`
	// Controls are the ids of those it kept from judging, ascending.
	Controls []string `json:"controls"`
}

// CloudSide is the cloud group as read.
type CloudSide struct {
	ID           string   `json:"id"`
	DisplayName  string   `json:"display_name"`
	Description  string   `json:"description"`
	Mail         string   `json:"mail"`
	Kind         string   `json:"kind"`
	Overlays     []string `json:"overlays"`
	IsEnabled    *bool    `json:"is_enabled"`
	Type         *string  `json:"on_premises_group_type"`
	Collected    bool     `json:"writeback_collected"`
	PortalState  string   `json:"portal_writeback_enabled"`
	PortalTarget string   `json:"portal_target_type"`
	// PortalLabel says how the two columns stand to the effective state: true, hidden (shown as not
	// written and written), promised (the reverse), mistyped, unknown, or "" where they mean nothing.
	PortalLabel string `json:"portal_label"`
	// Unreadable is why the group's record could not be read, so that nothing here is known but the id; "" for a
	// readable one.
	Unreadable string `json:"unreadable"`
}

// Writeback is the effective state with its reasons.
type Writeback struct {
	Expected   string         `json:"expected"`
	Confidence string         `json:"confidence"`
	Engine     string         `json:"engine"`
	Type       string         `json:"type"`
	Engines    []EngineAnswer `json:"engines"`
	Trace      []Step         `json:"trace"`
}

// EngineAnswer is what one engine does with the group.
type EngineAnswer struct {
	Engine     string `json:"engine"`
	State      string `json:"state"`
	Expected   string `json:"expected"`
	Confidence string `json:"confidence"`
	Type       string `json:"type"`
	Row        string `json:"row"`
}

// Step is one consideration of the decision trace.
type Step struct {
	Engine     string `json:"engine"`
	Row        string `json:"row"`
	Answer     string `json:"answer"`
	Confidence string `json:"confidence"`
	Text       string `json:"text"`
	Source     string `json:"source"`
}

// DirectorySide is the directory group as read.
type DirectorySide struct {
	GUID           string `json:"guid"`
	DN             string `json:"dn"`
	SAMAccountName string `json:"sam_account_name"`
	DisplayName    string `json:"display_name"`
	Description    string `json:"description"`
	Mail           string `json:"mail"`
	GroupType      *int32 `json:"group_type"`
	Category       string `json:"category"`
	Scope          string `json:"scope"`
	Anchor         string `json:"anchor"`
	AnchorState    string `json:"anchor_state"`
	// AnchorID is the id that the anchor names where no cloud group with it was read; "" otherwise.
	AnchorID    string     `json:"anchor_id,omitempty"`
	Match       string     `json:"match"`
	ExpectedCNs []string   `json:"expected_cns"`
	Drift       []Drift    `json:"drift"`
	WhenCreated *time.Time `json:"when_created"`
	WhenChanged *time.Time `json:"when_changed"`
}

// Drift is one attribute that differs. Kind: changed, missing or extra.
type Drift struct {
	Attribute string `json:"attribute"`
	Kind      string `json:"kind"`
	Expected  string `json:"expected"`
	Actual    string `json:"actual"`
}

// Members compares the members of both sides. Nil counts are not known.
type Members struct {
	Cloud           string       `json:"cloud"`
	CloudReason     string       `json:"cloud_reason"`
	Directory       string       `json:"directory"`
	DirectoryReason string       `json:"directory_reason"`
	CloudCount      *int         `json:"cloud_count"`
	DirectoryCount  *int         `json:"directory_count"`
	Expected        *int         `json:"expected"`
	Matched         *int         `json:"matched"`
	Missing         *int         `json:"missing"`
	Foreign         *int         `json:"foreign"`
	Excluded        *int         `json:"excluded"`
	Undecided       *int         `json:"undecided"`
	Classes         []ClassCount `json:"classes"`
	// Differences are all members that are missing, foreign, excluded, undecided or domainLocal,
	// in full, ordered by difference, class and id.
	Differences []MemberDifference `json:"differences"`
}

// ClassCount counts cloud members of one class; classes without members are left out.
type ClassCount struct {
	Class string `json:"class"`
	Count int    `json:"count"`
}

// MemberDifference is one member that is on one side only, or should not be where it is.
type MemberDifference struct {
	Difference string `json:"difference"`
	Class      string `json:"class"`
	ID         string `json:"id"`
	DN         string `json:"dn"`
	Name       string `json:"name"`
	// Unread is true of a missing or foreign member of whose account no record was read: DN may be stale, or somebody else's.
	Unread bool   `json:"unread,omitempty"`
	Reason string `json:"reason"`
}

// Child is one edge to a child group. Problem says why it does not arrive in the directory: not_written,
// unwritable, domain_local, undecided or cycle; "" when it does.
type Child struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Problem string `json:"problem"`
}

// Summary reconciles one control: subjects = not_applicable + passed + failed + not_evaluated +
// errors, and waived <= failed. Reasons cover errors too. Outcome is the worst of error, fail, notEvaluated, pass and
// notApplicable; Reason says why subjects were not evaluated, the most frequent reason first.
type Summary struct {
	Control       string   `json:"control"`
	Outcome       string   `json:"outcome"`
	Reason        string   `json:"reason"`
	Reasons       []Reason `json:"reasons"`
	Subjects      int      `json:"subjects"`
	NotApplicable int      `json:"not_applicable"`
	Passed        int      `json:"passed"`
	Failed        int      `json:"failed"`
	NotEvaluated  int      `json:"not_evaluated"`
	Errors        int      `json:"errors"`
	Waived        int      `json:"waived"`
}

// Reason is one reason why subjects were not evaluated, with their number.
type Reason struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
	// Scope says which subjects: run where it holds of all that the control would judge, tenant, group, change
	// or waiver. The groups list it themselves; "" in a stream that does not tell.
	Scope string `json:"scope"`
	// Lists are the streams of the snapshot that were not read, or in part, and that the reason rests on.
	Lists []string `json:"lists"`
	// Accepted is true where the configuration of the run accepts the reason for this control: it is a gap that the
	// operator knows of, and alone no cause for exit code 4.
	Accepted bool `json:"accepted"`
}
