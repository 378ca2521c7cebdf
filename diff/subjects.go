package diff

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Key prefixes of subjects.
const (
	cloudKey     = "c:"
	directoryKey = "d:"
)

// Len counts the subjects: one for each cloud group, then one for each unclaimed directory group.
func (f *Facts) Len() int { return len(f.cloud) + len(f.unclaimed) }

// Subjects yields one Subject for each cloud group or unclaimed directory group, in ascending order
// of Key. Details is nil; see Detail. Iteration ends with the error of ctx once that is done.
func (f *Facts) Subjects(ctx context.Context) iter.Seq2[Subject, error] {
	return func(yield func(Subject, error) bool) {
		a := f.Assembler()
		for i := range f.Len() {
			if err := ctx.Err(); err != nil {
				yield(Subject{}, err)
				return
			}
			if !yield(a.Subject(i), nil) {
				return
			}
		}
	}
}

// Subject returns the subject with this key, which may be written in any case, with its details;
// false when there is none.
func (f *Facts) Subject(key string) (Subject, bool) {
	i, ok := f.Position(key)
	if !ok {
		return Subject{}, false
	}
	a := f.Assembler()
	s := a.Subject(i)
	a.Detail(&s)
	return s, true
}

// Position returns the place, in the order of Subjects, of the subject with this key, which may be
// written in any case; false when there is none.
func (f *Facts) Position(key string) (int, bool) {
	key = strings.ToLower(key)
	if text, ok := strings.CutPrefix(key, cloudKey); ok {
		id, err := snapshot.ParseGUID(text)
		row := findRow(f.cloud, id)
		return int(row), err == nil && row != none
	}
	text, ok := strings.CutPrefix(key, directoryKey)
	id, err := snapshot.ParseGUID(text)
	if !ok || err != nil {
		return 0, false
	}
	at, found := slices.BinarySearchFunc(f.unclaimed, id, func(row int32, id snapshot.GUID) int {
		return compareGUID(f.directory[row].guid, id)
	})
	return len(f.cloud) + at, found
}

func named(text string, present bool) *string {
	if !present {
		return nil
	}
	return &text
}

// cloudFacts is the cloud side of a subject.
func (f *Facts) cloudFacts(c *cloudRow, texts *cloudTexts) *Cloud {
	result := &Cloud{
		Kind: c.kind.kind(), Dynamic: c.flags.has(cloudDynamic), RoleAssignable: c.roleAssignable == triTrue,
		SOAConverted: c.soa.text(), WasSynced: c.syncEnabled == triFalse,
		Mail: c.flags.has(cloudHasMail), DescriptionRunes: runes(texts.description), DisplayNameRunes: runes(texts.displayName),
		ProvisioningErrors: int(c.errors), Marks: c.flags.marks(), Owners: c.owners.facts(),
	}
	result.RuleAttributes, result.RuleRead = []string{}, c.rule != 0 || !c.flags.has(cloudDynamic) && f.ruleless(c)
	if c.rule != 0 {
		result.RuleAttributes = strings.Fields(f.cloudWords.list[c.rule])
	}
	result.Restricted = c.restricted.pointer()
	if c.visibility != 0 {
		visibility := f.cloudWords.list[c.visibility]
		result.Visibility = &visibility
	}
	if !c.flags.has(cloudUnreadable) {
		result.Configuration = configurationOf(f.isConfigured(c), c.isEnabled.pointer(), &texts.rawType)
	}
	result.PortalEnabled, result.PortalType = portalLabels(result.Configuration)
	return result
}

// directoryFacts is the directory side of a subject, without what needs a cloud group.
func (f *Facts) directoryFacts(row int, texts *directoryTexts) *Directory {
	d := &f.directory[row]
	result := &Directory{
		Category: CategoryOf(d.groupTypeValue()), Scope: ScopeOf(d.groupTypeValue()),
		InOU: f.parents.list[d.parent].inOU, Anchor: anchors[d.anchor], AnchorState: anchorStates[d.state], AnchorsRead: f.anchorsReadOf(d),
		Match: anchors[d.match], MatchConfidence: matchConfidence(d.match), Drift: []Drift{},
		IsCritical: d.flags.has(directoryCritical), Mail: d.flags.has(directoryHasMail),
		ConflictObject: d.flags.has(directoryConflict), Standing: f.standing(row, texts),
		MemberOf: f.parentsOf(d),
	}
	if d.flags.has(directoryHasGroupType) {
		value := d.groupType
		result.GroupType = &value
	}
	if d.flags.has(directoryHasAdmin) {
		value := d.admin
		result.AdminCount = &value
	}
	if d.flags.has(directoryHasRecipient) {
		value := d.recipient
		result.RecipientDisplayType = &value
	}
	if status, _ := f.directoryCoverage(row); status == coverComplete {
		count := len(f.directoryMembers.of(row))
		result.Members = &count
	}
	return result
}

// matchConfidence says how well a step of the matching is supported: an id is exact, a common name
// can be given by hand.
func matchConfidence(match uint8) Confidence {
	switch match {
	case numNone:
		return None
	case numCNGroupID, numCNSuffix:
		return Medium
	}
	return High
}

// isSettling reports whether a time lies in the in-flight window.
func (f *Facts) isSettling(us int64) bool { return f.window.holds(us) }

func (f *Facts) directorySettling(d *directoryRow) bool {
	return d.flags.has(directorySettling) || f.isSettling(d.created) || f.isSettling(d.changed)
}

func (f *Facts) dnOf(d *directoryRow, texts *directoryTexts) string {
	return joinDN(texts.rdn, f.parents.list[d.parent].dn)
}

// ruleless reports whether a group that shows neither a rule nor that it is dynamic has none.
func (f *Facts) ruleless(c *cloudRow) bool {
	return f.tenant.Collected.GroupTypes && c.missing&missingTypes == 0 || f.tenant.Collected.MembershipRule && c.missing&missingRule == 0
}
