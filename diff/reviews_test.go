package diff

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// reviewOf is the body of an access review that goes on, of scope.
func reviewOf(scope string) string {
	return `{"status":"InProgress","scope":` + scope + `}`
}

func queryScope(query string) string { return fmt.Sprintf(`{"query":%q}`, query) }

const unifiedReview = `{"status":"InProgress","scope":{"query":"./members"},` +
	`"instanceEnumerationScope":{"query":"/groups?$filter=(groupTypes/any(c:c+eq+'Unified'))"}}`

func TestDefinitionsOfAccessReviews(t *testing.T) {
	own, other := guid(1).String(), guid(2).String()
	recurring := func(status, end string) string {
		return fmt.Sprintf(`{"status":%q,"scope":{"query":"/groups/%s/members"},"settings":{"recurrence":{"range":%s}}}`, status, own, end)
	}
	until := func(day string) string { return `{"type":"endDate","endDate":"` + day + `"}` }
	resources := func(people string) string {
		return reviewOf(`{"principalScopes":[` + people + `],"resourceScopes":[{"query":"/groups/` + own + `"}]}`)
	}
	for _, c := range []struct {
		claim string
		body  string
		want  Answer
	}{
		{"a review of the members of the group", reviewOf(queryScope("/groups/" + own + "/members")), Yes},
		{"with a version before the path", reviewOf(queryScope("/v1.0/groups/" + own + "/transitiveMembers")), Yes},
		{"with Graph's own address", reviewOf(queryScope("https://graph.microsoft.com/beta/groups/" + strings.ToUpper(own) + "/members")), Yes},
		{"as a key in brackets", reviewOf(queryScope("/groups('" + own + "')/members")), Yes},
		{"a review of another group", reviewOf(queryScope("/groups/" + other + "/members")), No},
		{"a review of owners looks at no member", reviewOf(queryScope("/groups/" + own + "/owners")), No},
		{"what else of a group it looks at is not known", reviewOf(queryScope("/groups/" + own + "/photos")), Unknown},
		{"a review of all groups", reviewOf(queryScope("/groups")), Yes},
		{"a review of all Microsoft 365 groups is none of security groups", unifiedReview, No},
		{"a filter that is not understood", reviewOf(queryScope("/groups?$filter=startsWith(displayName,'x')")), Unknown},
		{"an id that is none", reviewOf(queryScope("/groups/abc/members")), Unknown},
		{"a review of roles", reviewOf(queryScope("/roleManagement/directory/roleAssignments")), No},
		{"a resource that is not known", reviewOf(queryScope("/teams/" + own)), Unknown},
		{"a query that is not given", reviewOf(`{}`), Unknown},
		{"a body that is no definition", `{"scope":7}`, Unknown},
		{"a review of guests looks at nobody else", reviewOf(queryScope("/groups/" + own + "/members/microsoft.graph.user/?$filter=(userType eq 'Guest')")), No},
		{"a review of some other people of the group", reviewOf(queryScope("/groups/" + own + "/members?$filter=accountEnabled eq true")), Unknown},
		{"people and resources apart", resources(queryScope("/users")), Yes},
		{"guests and resources apart", resources(queryScope("/users?$filter=(userType%20eq%20%27Guest%27)")), No},
		{"people who did not sign in", resources(`{"@odata.type":"#microsoft.graph.accessReviewInactiveUsersQueryScope","query":"/users"}`), No},
		{"guests beside all people", resources(queryScope("/users?$filter=(userType eq 'Guest')") + "," + queryScope("/users")), Yes},
		{"some people and resources apart", resources(queryScope("/users?$filter=department eq 'IT'")), Unknown},
		{"as ConvertTo-Json writes what the SDK has no type for", reviewOf(`{"additionalProperties":{"query":"/groups/` + own + `/members"}}`), Yes},
		{"a review that is over", `{"status":"Completed","scope":{"query":"/groups"}}`, No},
		{"one whose decisions were applied", `{"status":"Applied","scope":{"query":"/groups"}}`, No},
		{"without a status", `{"scope":{"query":"/groups"}}`, Unknown},
		{"a recurring one without end", recurring("InProgress", `{"type":"noEnd"}`), Yes},
		{"whose last occurrence is over may have been stopped", recurring("Completed", `{"type":"noEnd"}`), Unknown},
		{"that ended yesterday", recurring("InProgress", until("2026-11-19")), No},
		{"that ends today", recurring("InProgress", until("2026-11-20")), Yes},
		{"whose end is no date", recurring("InProgress", until("never")), Unknown},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			id := s.cloud(1, security, enabled(""))
			s.document(snapshot.StreamAccessReviews, c.body)
			want := Review{Current: c.want, Definition: c.want}
			if d := cmp.Diff(want, s.subject(ofCloud(id)).Governance.Review); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestReviewsThatWereNotReadWholly(t *testing.T) {
	for claim, c := range map[string]struct {
		change func(*scene)
		read   Answer
		want   Answer
	}{
		"not asked for":               {func(*scene) {}, No, Unknown},
		"read, and there are none":    {func(s *scene) { s.document(snapshot.StreamAccessReviews) }, Yes, No},
		"cut, so others may cover it": {func(s *scene) { cutReviews(s, "/groups/"+guid(2).String()) }, Unknown, Unknown},
		"cut, and one covers it":      {func(s *scene) { cutReviews(s, "/groups/"+guid(1).String()) }, Unknown, Yes},
	} {
		t.Run(claim, func(t *testing.T) {
			s := newScene(t)
			id := s.cloud(1, security, enabled(""))
			c.change(s)
			f := s.load()
			if got := f.TenantSubject().Tenant.Governance.Reviews; got != c.read {
				t.Errorf("reviews read: %s, want %s", got, c.read)
			}
			if got := subjectOf(t, f, ofCloud(id)).Governance.Review.Current; got != c.want {
				t.Errorf("current: %s, want %s", got, c.want)
			}
		})
	}
}

// A review of all Microsoft 365 groups covers a group of which the kind was not read, or does not.
func TestReviewOfAKindLeavesGroupsOfUnknownKindOpen(t *testing.T) {
	s := newScene(t)
	ids := map[snapshot.GUID]Answer{s.cloud(1, m365): Yes, s.cloud(2, security): No, s.cloud(3, unreadKind): Unknown}
	s.document(snapshot.StreamAccessReviews, unifiedReview)
	f := s.load()
	for id, want := range ids {
		if got := subjectOf(t, f, ofCloud(id)).Governance.Review.Definition; got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

func cutReviews(s *scene, query string) {
	s.document(snapshot.StreamAccessReviews, reviewOf(queryScope(query)))
	s.end(snapshot.StreamAccessReviews, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
}

func TestReviewsOfTheRegister(t *testing.T) {
	now := sceneStart
	for _, c := range []struct {
		claim string
		days  int
		dated bool
		want  Review
	}{
		{"a review of this year", 100, true, Review{Yes, No, new(100)}},
		{"of the last day that counts", 365, true, Review{Yes, No, new(365)}},
		{"of the day before", 366, true, Review{No, No, new(366)}},
		{"tomorrow is a matter of time zones", -1, true, Review{Yes, No, new(-1)}},
		{"the day after has not been", -2, true, Review{No, No, new(-2)}},
		{"without a time that ages count to", 100, false, Review{Unknown, No, nil}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			id := s.cloud(1, security, enabled(""))
			s.document(snapshot.StreamAccessReviews)
			reviewed := now.AddDate(0, 0, -c.days)
			s.choices.Governance.Register = &Register{Rows: []RegisterRow{{ID: id, Reviewed: &reviewed}}}
			if !c.dated {
				s.describe = func(m *snapshot.Manifest) { m.CollectedAt = nil }
			}
			if d := cmp.Diff(c.want, s.subject(ofCloud(id)).Governance.Review); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// FuzzReview holds that no body of a definition breaks reading, that what is not understood is never
// an active review of one group, and that a review that is over covers nothing.
func FuzzReview(f *testing.F) {
	f.Add([]byte(unifiedReview))
	f.Add([]byte(reviewOf(queryScope("/groups/" + guid(1).String() + "/members"))))
	f.Add([]byte(`{"status":"InProgress","scope":{"additionalProperties":{"additionalProperties":{"query":"/users"}},"principalScopes":[{}]}}`))
	f.Add([]byte(`{"settings":{"recurrence":{"range":{"type":"endDate","endDate":"2026-11-20"}}}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		v := reviews{groups: map[snapshot.GUID]Answer{}, m365: No, all: No}
		v.add(body, sceneStart.UnixMicro())
		later := reviews{groups: map[snapshot.GUID]Answer{}, m365: No, all: No}
		later.add(body, sceneStart.Add(100*365*24*time.Hour).UnixMicro())
		for id, now := range v.groups {
			if then, found := later.groups[id]; found && then == Yes && now == No {
				t.Errorf("a review begins to cover %s by growing old", id)
			}
			if now == Yes && !strings.Contains(strings.ToLower(string(body)), "roups") {
				t.Errorf("%s is reviewed by %q", id, body)
			}
		}
	})
}
