package diff

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// pairing is what the matching of one cloud group comes to.
type pairing struct {
	Copy                    string
	Match                   Anchor
	Confidence              Confidence
	Absent                  Answer
	Candidates, Disagreeing int
	Original                Answer
}

func pairingOf(s *Subject) pairing {
	p := pairing{
		Copy: s.Identity.DirectoryGUID, Match: AnchorNone, Confidence: None, Absent: s.DirectoryAbsent,
		Candidates: s.DirectoryCandidates, Disagreeing: s.DirectoryDisagreeing, Original: s.DirectoryOriginal,
	}
	if s.Directory != nil {
		p.Match, p.Confidence = s.Directory.Match, s.Directory.MatchConfidence
	}
	return p
}

func TestMatch(t *testing.T) {
	id, other := guid(1), guid(2)
	exact := pairing{Copy: guid(101).String(), Match: AnchorAdminDescription, Confidence: High, Absent: No, Original: No}
	nothing := pairing{Match: AnchorNone, Confidence: None, Absent: Yes, Original: No}
	by := func(p pairing, anchor Anchor, c Confidence) pairing {
		p.Match, p.Confidence = anchor, c
		return p
	}
	with := func(p pairing, change func(*pairing)) pairing { change(&p); return p }
	for _, c := range []struct {
		name  string
		build func(*scene)
		want  pairing
	}{
		{"adminDescription is an exact match", func(s *scene) { s.group(101, "x", adminAnchor(id)) }, exact},
		{"an anchor in upper case is an exact match", func(s *scene) {
			s.group(101, "x", func(g *snapshot.DirectoryGroup) {
				g.AdminDescription = new("GROUP_" + "9E3779B1-0000-4000-8000-000000000001")
			})
		}, exact},
		{"the external id is tried first", func(s *scene) { s.group(101, "x", adminAnchor(id), externalAnchor(id)) }, by(exact, AnchorExternalID, High)},
		{"an adopted group is an exact match", func(s *scene) {
			s.group(101, "x", func(g *snapshot.DirectoryGroup) { g.AdminDescription = new("TakenOver_Group_" + id.String()) })
		}, by(exact, AnchorTakenOver, High)},
		{"the default common name matches without an anchor", func(s *scene) { s.group(101, "Group_"+id.String()) }, by(exact, AnchorCNGroupID, Medium)},
		{"the last 12 digits match without an anchor", func(s *scene) { s.group(101, "Anything_"+id.String()[24:]) }, by(exact, AnchorCNSuffix, Medium)},
		{"two cloud groups with the same last 12 digits match nothing by them", func(s *scene) {
			twin := id
			twin[0]++
			s.cloud(3, security, func(g *snapshot.CloudGroup) { g.ID = twin })
			s.group(101, "Anything_"+id.String()[24:])
		}, nothing},
		{"an anchored group wins over one that only has the name", func(s *scene) {
			s.group(101, "x", adminAnchor(id))
			s.group(102, "Group_"+id.String())
		}, exact},
		{"the default name wins over the suffix", func(s *scene) {
			s.group(102, "Sales_"+id.String()[24:])
			s.group(101, "Group_"+id.String())
		}, by(exact, AnchorCNGroupID, Medium)},
		{"an anchor naming another group keeps its name from matching", func(s *scene) { s.group(101, "Group_"+id.String(), adminAnchor(other)) }, nothing},
		{"an unparsable anchor leaves the name to match", func(s *scene) {
			s.group(101, "Group_"+id.String(), func(g *snapshot.DirectoryGroup) { g.AdminDescription = new("owned by Sales") })
		}, by(exact, AnchorCNGroupID, Medium)},
		{"anchors that disagree match nothing and are counted", func(s *scene) {
			s.group(101, "Group_"+id.String(), adminAnchor(id), externalAnchor(other))
		}, with(nothing, func(p *pairing) { p.Disagreeing = 1 })},
		{"two groups with one anchor are candidates and none is the copy", func(s *scene) {
			s.group(101, "x", adminAnchor(id))
			s.group(102, "y", externalAnchor(id))
		}, with(nothing, func(p *pairing) { p.Candidates, p.Absent = 2, No })},
		{"names that collide never match", func(s *scene) {
			s.group(101, "x", func(g *snapshot.DirectoryGroup) {
				name := "Group " + id.String()[24:]
				g.DisplayName, g.SAMAccountName, g.Mail = &name, &name, new("g@contoso.com")
			})
		}, nothing},
		{"an unread directory leaves open whether a copy exists", func(s *scene) {
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
		}, with(nothing, func(p *pairing) { p.Absent = Unknown })},
		{"directory groups without any anchor attribute leave it open", func(s *scene) {
			s.group(101, "x")
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Properties = []string{"displayname"} })
		}, with(nothing, func(p *pairing) { p.Absent = Unknown })},
		{"an unreadable directory group without a name may be the copy", func(s *scene) {
			s.directory = append(s.directory, &snapshot.DirectoryGroup{GUID: guid(101), Unreadable: "broken"})
		}, with(nothing, func(p *pairing) { p.Absent = Unknown })},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			s.cloud(1, security, enabled(""))
			s.cloud(2, security)
			c.build(s)
			got := s.subject(ofCloud(id))
			if d := cmp.Diff(c.want, pairingOf(&got)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestMatchBySID(t *testing.T) {
	withSID := func(g *snapshot.DirectoryGroup) { g.SID = new(sidText(77)) }
	carries := func(g *snapshot.CloudGroup) { g.SecurityIdentifier = new(sidText(77)) }
	copied := pairing{Copy: guid(101).String(), Match: AnchorSID, Confidence: High, Absent: No, Original: No}
	alone := pairing{Match: AnchorNone, Confidence: None, Absent: Yes, Original: No}
	for _, c := range []struct {
		name  string
		build func(*scene)
		want  pairing
	}{
		{"a converted group has its directory group by SID", func(s *scene) {
			s.cloud(1, security, carries, makeConverted)
			s.group(101, "Sales", withSID)
		}, copied},
		{"so has one that was probably converted", func(s *scene) {
			s.cloud(1, security, carries)
			s.group(101, "Sales", withSID)
		}, copied},
		{"the original of a formerly synced group is not its copy", func(s *scene) {
			s.cloud(1, security, carries, makeFormer)
			s.group(101, "Sales", withSID)
		}, pairing{Match: AnchorNone, Confidence: None, Absent: Yes, Original: Yes}},
		{"a formerly synced group has copy and original side by side", func(s *scene) {
			s.copyOf(102, s.cloud(1, security, carries, makeFormer))
			s.group(101, "Sales", withSID)
		}, pairing{Copy: guid(102).String(), Match: AnchorAdminDescription, Confidence: High, Absent: No, Original: Yes}},
		{"whether the original still exists is open in a directory not read completely", func(s *scene) {
			s.cloud(1, security, carries, makeFormer)
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
		}, pairing{Match: AnchorNone, Confidence: None, Absent: Unknown, Original: Unknown}},
		{"a synced group is no copy of itself", func(s *scene) {
			s.cloud(1, synced, carries)
			s.group(101, "Sales", withSID)
		}, alone},
		{"an anchor is surer than the SID", func(s *scene) {
			s.copyOf(102, s.cloud(1, security, carries, makeConverted))
			s.group(101, "Sales", withSID)
		}, pairing{Copy: guid(102).String(), Match: AnchorAdminDescription, Confidence: High, Absent: No, Original: No}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			c.build(s)
			got := s.subject(ofCloud(guid(1)))
			if d := cmp.Diff(c.want, pairingOf(&got)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestTheOriginalIsNotComparedAsACopy(t *testing.T) {
	withSID := func(g *snapshot.DirectoryGroup) { g.SID = new(sidText(77)) }
	carries := func(g *snapshot.CloudGroup) { g.SecurityIdentifier = new(sidText(77)) }
	syncing := func(s *scene) { s.jobs = []snapshot.SyncJob{gpadJob("Active", "Active")} }
	for _, c := range []struct {
		name   string
		key    string
		build  func(*scene)
		change []func(*snapshot.CloudGroup)
		want   bool
	}{
		{"what a converted group came from is not what V2 writes", ofCloud(guid(1)), nil, []func(*snapshot.CloudGroup){enabled("")}, true},
		{"cloud sync goes on with it", ofCloud(guid(1)), syncing, []func(*snapshot.CloudGroup){makeConverted}, false},
		{"what a written formerly synced group came from lies beside its copy", "d:" + guid(101).String(), nil, []func(*snapshot.CloudGroup){makeFormer, enabled("")}, true},
		{"one that is not written has left a group like any other", "d:" + guid(101).String(), nil, []func(*snapshot.CloudGroup){makeFormer, disabled}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			s.cloud(1, security, append(c.change, carries)...)
			s.group(101, "Sales", withSID)
			if c.build != nil {
				c.build(s)
			}
			got := s.subject(c.key)
			if got.Directory == nil || got.Directory.Original != c.want {
				t.Errorf("directory %+v, want original %v", got.Directory, c.want)
			}
		})
	}
}

func TestAnchorState(t *testing.T) {
	gone := guid(50)
	anchored := func(s *scene) { s.group(101, "x", adminAnchor(gone)) }
	partial := func(stream snapshot.Stream) func(*scene) {
		return func(s *scene) {
			s.end(stream, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
		}
	}
	for _, c := range []struct {
		name  string
		build []func(*scene)
		want  AnchorState
	}{
		{"an id in neither list is gone", []func(*scene){anchored}, AnchorGone},
		{"an id in deletedItems is soft-deleted", []func(*scene){anchored, func(s *scene) {
			s.deleted = append(s.deleted, snapshot.CloudDeletedGroup{ID: gone})
		}}, AnchorSoftDeleted},
		{"without deletedItems the two cannot be told apart", []func(*scene){anchored, partial(snapshot.StreamCloudDeletedGroups)}, AnchorGoneOrDeleted},
		{"without all cloud groups nothing can be said", []func(*scene){anchored, partial(snapshot.StreamCloudGroups)}, AnchorUndecided},
		{"deletedItems says what it says even then", []func(*scene){anchored, partial(snapshot.StreamCloudGroups), func(s *scene) {
			s.deleted = append(s.deleted, snapshot.CloudDeletedGroup{ID: gone})
		}}, AnchorSoftDeleted},
		{"text that names no id is unparsable", []func(*scene){func(s *scene) {
			s.group(101, "x", func(g *snapshot.DirectoryGroup) { g.AdminDescription = new("Grp_1") })
		}}, AnchorUnparsable},
		{"no text is no anchor", []func(*scene){func(s *scene) { s.group(101, "x") }}, AnchorEmpty},
		{"two ids disagree", []func(*scene){func(s *scene) { s.group(101, "x", adminAnchor(gone), externalAnchor(guid(51))) }}, AnchorDisagree},
		{"attributes that were not exported are undecided", []func(*scene){func(s *scene) {
			s.group(101, "x")
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Properties = []string{"displayname"} })
		}}, AnchorUndecided},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			for _, build := range c.build {
				build(s)
			}
			got := s.subject(ofDirectory(guid(101)))
			if got.Directory.AnchorState != c.want {
				t.Errorf("got %s, want %s", got.Directory.AnchorState, c.want)
			}
		})
	}
}

func TestASharedSuffixMatchesNeitherGroup(t *testing.T) {
	s := newScene(t)
	id := s.cloud(1, security)
	s.cloud(3, security, func(g *snapshot.CloudGroup) {
		g.ID = id
		g.ID[0]++
	})
	s.group(101, "Anything_"+id.String()[24:])
	if _, own := s.load().Subject(ofDirectory(guid(101))); !own {
		t.Error("the directory group was given to one of them")
	}
}

func TestConflictObjects(t *testing.T) {
	const loser = "a\nCNF:0a0a0a0a-0000-4000-8000-00000000000a"
	for _, c := range []struct {
		name, cn, dn string
		want         bool
	}{
		{"told by its name", loser, "CN=a," + writebackOU, true},
		{"told by its DN", "a", `CN=a\0aCNF:0a0a0a0a-0000-4000-8000-00000000000a,` + writebackOU, true},
		{"an ordinary group", "aCNF:b", "CN=aCNF:b," + writebackOU, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			s.group(101, c.cn, func(g *snapshot.DirectoryGroup) { g.DN = c.dn })
			if got := s.subject(ofDirectory(guid(101))).Directory.ConflictObject; got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestTwinsAndConflictsAreCounted(t *testing.T) {
	s := newScene(t)
	id := s.cloud(1, security, enabled(""))
	s.group(101, "a", adminAnchor(id))
	s.group(102, "a\nCNF:0a0a0a0a-0000-4000-8000-00000000000a", adminAnchor(id), func(g *snapshot.DirectoryGroup) {
		g.DN = `CN=a\0ACNF:0a0a0a0a-0000-4000-8000-00000000000a,` + writebackOU
	})
	for n := 103; n < 106; n++ {
		s.group(n, "orphan "+guid(n).String(), adminAnchor(guid(50)))
	}
	f := s.load()
	live := subjectOf(t, f, ofCloud(id))
	if live.DirectoryCandidates != 2 || live.DirectoryConflicts != 1 || len(live.Details.Candidates) != 2 {
		t.Errorf("candidates %d, conflicts %d, details %d: want 2, 1, 2", live.DirectoryCandidates, live.DirectoryConflicts, len(live.Details.Candidates))
	}
	for _, c := range live.Details.Candidates {
		if d := c.Facts; d.Category != CategorySecurity || d.Scope != ScopeUniversal || d.GroupType == nil ||
			d.Anchor != AnchorAdminDescription || d.AnchorState != AnchorLive || d.Match != AnchorAdminDescription {
			t.Errorf("what was read of candidate %s is not in its facts: %+v", c.DN, d)
		}
	}
	orphan := subjectOf(t, f, ofDirectory(guid(103)))
	if orphan.Directory.AnchorTwins != 2 {
		t.Errorf("orphan has %d twins, want 2", orphan.Directory.AnchorTwins)
	}
	if _, ok := f.Subject(ofDirectory(guid(101))); ok {
		t.Error("a candidate is a subject of its own")
	}
}

func TestUnclaimedGroups(t *testing.T) {
	elsewhere := "OU=Other,DC=contoso,DC=com"
	text := func(g *snapshot.DirectoryGroup) { g.AdminDescription = new("owned by Sales") }
	for _, c := range []struct {
		name   string
		change []func(*snapshot.DirectoryGroup)
		want   bool
	}{
		{"an unanchored group in the OU is a subject", nil, true},
		{"one below the OU is a subject", []func(*snapshot.DirectoryGroup){in("OU=Sub," + writebackOU)}, true},
		{"one elsewhere is context", []func(*snapshot.DirectoryGroup){in(elsewhere)}, false},
		{"an orphan elsewhere is a subject", []func(*snapshot.DirectoryGroup){in(elsewhere), adminAnchor(guid(50))}, true},
		{"ordinary text in adminDescription elsewhere is context", []func(*snapshot.DirectoryGroup){in(elsewhere), text}, false},
		{"the same text in the OU is a subject", []func(*snapshot.DirectoryGroup){text}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			s.group(101, "x", c.change...)
			if _, got := s.load().Subject(ofDirectory(guid(101))); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestContextDoesNotChangeFacts(t *testing.T) {
	build := func(t *testing.T, context bool) (Totals, int) {
		s := newScene(t)
		s.copyOf(101, s.cloud(1, security, enabled("")))
		if context {
			s.group(102, "Domain Admins", in("CN=Users,DC=contoso,DC=com"))
		}
		f := s.load()
		return f.Totals(), f.Len()
	}
	live, count := build(t, false)
	export, more := build(t, true)
	if d := cmp.Diff(live, export); d != "" || count != more {
		t.Errorf("a group that nobody asked for changes the facts: %d and %d subjects\n%s", count, more, d)
	}
}

func TestUnknownOULeavesInOUOpen(t *testing.T) {
	s := newScene(t)
	s.sync.UnifiedGroupContainer = new("12345")
	s.copyOf(101, s.cloud(1, security, enabled("")))
	got := s.subject(ofCloud(guid(1)))
	if got.Directory.InOU != Unknown || got.Tenant.OUKnown {
		t.Errorf("InOU %s, OUKnown %v: want unknown and false for a container that is no DN", got.Directory.InOU, got.Tenant.OUKnown)
	}
	s = newScene(t)
	s.copyOf(101, s.cloud(1, security, enabled("")), func(g *snapshot.DirectoryGroup) { g.DN = "cn=x, ou=WRITEBACK , dc=Contoso,dc=com" })
	if got := s.subject(ofCloud(guid(1))); got.Directory.InOU != Yes {
		t.Errorf("InOU %s, want yes: DNs compare without regard to case and blanks", got.Directory.InOU)
	}
}

func TestWhatMayBeACopyIsASubjectWhereNeitherAnchorsNorOUWereRead(t *testing.T) {
	unanchored := func(s *scene) {
		s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Properties = []string{"displayname", "grouptype"} })
	}
	unplaced := func(s *scene) { s.sync.UnifiedGroupContainer = nil }
	outside := func(g *snapshot.DirectoryGroup) { g.DN = "CN=Elsewhere,OU=Other,DC=contoso,DC=example" }
	for _, c := range []struct {
		name  string
		blind []func(*scene)
		want  bool
	}{
		{"outside of a known OU it is context", nil, false},
		{"without the anchors it is, outside of a known OU, context", []func(*scene){unanchored}, false},
		{"without the OU it has, by its anchors, no cloud group", []func(*scene){unplaced}, false},
		{"without both it may be a copy", []func(*scene){unanchored, unplaced}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			s.group(101, "Elsewhere", outside)
			for _, blind := range c.blind {
				blind(s)
			}
			if _, got := s.load().Position("d:" + guid(101).String()); got != c.want {
				t.Errorf("subject %t, want %t", got, c.want)
			}
		})
	}
}

func TestADirectoryGroupThatNamesTwoIsShownBesideBoth(t *testing.T) {
	s := newScene(t)
	one, other, third := s.cloud(1, security, enabled("")), s.cloud(2, security, enabled("")), s.cloud(3, security, enabled(""))
	s.group(101, "x", adminAnchor(one), externalAnchor(other))
	f := s.load()
	for id, want := range map[snapshot.GUID]int{one: 1, other: 1, third: 0} {
		subject := subjectOf(t, f, ofCloud(id))
		f.Assembler().Detail(&subject)
		shown := subject.Details.Candidates
		if len(shown) != want || want == 1 && (shown[0].GUID != guid(101).String() || shown[0].Facts.AnchorState != AnchorDisagree) {
			t.Errorf("beside %s: %+v", id, shown)
		}
	}
}

func TestANameThatMayBeOfTwoGroupsIsTheCopyOfNeither(t *testing.T) {
	twin := func(g *snapshot.CloudGroup) { g.ID[0]++ }
	for claim, tt := range map[string]struct {
		build func(s *scene, one, other snapshot.GUID)
		want  [2]bool // of one and of the other
	}{
		"no directory group has it":           {func(*scene, snapshot.GUID, snapshot.GUID) {}, [2]bool{}},
		"one without an anchor may be either": {func(s *scene, one, _ snapshot.GUID) { s.group(101, "Sales_"+one.String()[24:]) }, [2]bool{true, true}},
		"one that has its copy is not meant": {func(s *scene, one, other snapshot.GUID) {
			s.group(101, "Sales_"+one.String()[24:])
			s.group(102, "x", adminAnchor(other))
		}, [2]bool{true, false}},
		"the whole id names one of them": {func(s *scene, one, _ snapshot.GUID) { s.group(101, "Group_"+one.String()) }, [2]bool{}},
		"an anchor says which":           {func(s *scene, one, _ snapshot.GUID) { s.group(101, "Sales_"+one.String()[24:], adminAnchor(one)) }, [2]bool{}},
	} {
		t.Run(claim, func(t *testing.T) {
			s := newScene(t)
			one, other := s.cloud(1, security, enabled("")), s.cloud(1, security, enabled(""), twin)
			third := s.cloud(3, security, enabled(""))
			tt.build(s, one, other)
			f := s.load()
			got := [2]bool{subjectOf(t, f, ofCloud(one)).DirectoryNamesake, subjectOf(t, f, ofCloud(other)).DirectoryNamesake}
			if got != tt.want || subjectOf(t, f, ofCloud(third)).DirectoryNamesake {
				t.Errorf("%v, want %v, and of a third group false", got, tt.want)
			}
		})
	}
}
