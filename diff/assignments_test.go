package diff

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestMembershipsThatPIMGives(t *testing.T) {
	own, other := guid(1).String(), guid(2).String()
	asked := func(id string) string { return `{"id":"` + id + `","groupId":"` + id + `","asked":true}` }
	lasting := `{"groupId":"` + own + `","accessId":"member","assignmentType":"assigned","endDateTime":null}`
	ends := `{"groupId":"` + own + `","accessId":"Member","endDateTime":"2026-11-20T16:00:00Z"}`
	for _, c := range []struct {
		claim string
		list  []string
		want  TimeBound
	}{
		{"a whole list without the group", nil, TimeBound{Read: Yes}},
		{"a list of other groups' assignments only", []string{asked(other)}, TimeBound{Read: Unknown}},
		{"the group was asked for and has none", []string{asked(other), asked(own)}, TimeBound{Read: Yes}},
		{"a lasting membership", []string{lasting}, TimeBound{Read: Yes, Memberships: 1}},
		{"one that ends", []string{ends}, TimeBound{Read: Yes, Memberships: 1, Ending: 1}},
		{"one that does not say whether it ends may", []string{lasting, `{"groupId":"` + own + `","accessId":"member"}`}, TimeBound{Read: Unknown, Memberships: 2}},
		{"an empty end is none", []string{`{"groupId":"` + own + `","accessId":"member","endDateTime":""}`}, TimeBound{Read: Yes, Memberships: 1}},
		{"an ownership is no membership", []string{`{"groupId":"` + own + `","accessId":"owner","endDateTime":"2026-11-20T16:00:00Z"}`}, TimeBound{Read: Yes}},
		{"what does not say whether it is one may be", []string{`{"groupId":"` + own + `"}`}, TimeBound{Read: Unknown}},
		{"the group's id stands before the instance's", []string{`{"id":"` + own + `_member_1","accessId":"member","endDateTime":null}`}, TimeBound{Read: Yes, Memberships: 1}},
		{"an assignment of no group may be of any", []string{`{"id":"x","accessId":"member"}`}, TimeBound{Read: Unknown}},
		{"so may one that is not understood", []string{`{"groupId":7}`}, TimeBound{Read: Unknown}},
		{"one that ends counts beside it", []string{`{"groupId":7}`, ends}, TimeBound{Read: Yes, Memberships: 1, Ending: 1}},
		{"one that lasts does not settle it", []string{`{"groupId":7}`, lasting}, TimeBound{Read: Unknown, Memberships: 1}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			id := s.cloud(1, security, enabled(""))
			s.document(snapshot.StreamPrivilegedAssignments, c.list...)
			if d := cmp.Diff(c.want, s.subject(ofCloud(id)).Governance.TimeBound); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestAssignmentsThatWereNotReadWholly(t *testing.T) {
	for claim, c := range map[string]struct {
		change func(*scene)
		read   Answer
	}{
		"not asked for": {func(*scene) {}, No},
		"cut": {func(s *scene) {
			s.document(snapshot.StreamPrivilegedAssignments)
			s.end(snapshot.StreamPrivilegedAssignments, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
		}, Unknown},
	} {
		s := newScene(t)
		id := s.cloud(1, security, enabled(""))
		c.change(s)
		f := s.load()
		if got := f.TenantSubject().Tenant.Governance.Assignments; got != c.read {
			t.Errorf("%s: assignments read: %s, want %s", claim, got, c.read)
		}
		if got := subjectOf(t, f, ofCloud(id)).Governance.TimeBound; got != (TimeBound{Read: Unknown}) {
			t.Errorf("%s: %+v", claim, got)
		}
	}
}

// FuzzAssignment holds that every body either counts for one group or leaves groups open, and that no
// more memberships end than there are.
func FuzzAssignment(f *testing.F) {
	own := guid(1).String()
	f.Add([]byte(`{"groupId":"` + own + `","accessId":"member","endDateTime":"2026-11-20T16:00:00Z"}`))
	f.Add([]byte(`{"id":"` + own + `_member_1","accessId":"member"}`))
	f.Add([]byte(`{"id":"` + own + `","groupId":"` + own + `","asked":true}`))
	f.Add([]byte(`{"groupId":7}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		a := assigned{groups: map[snapshot.GUID]TimeBound{}, unclear: map[snapshot.GUID]bool{}, read: true}
		a.add(body)
		if len(a.groups) > 0 && a.unsure || len(a.groups) > 1 {
			t.Errorf("%q counts for %d groups, unsure %v", body, len(a.groups), a.unsure)
		}
		for id, bound := range a.groups {
			if bound.Ending > bound.Memberships || a.of(id).Read != Yes && !a.unclear[id] {
				t.Errorf("%q is %+v", body, bound)
			}
		}
	})
}
