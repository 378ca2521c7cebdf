package diff

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// reviewDefinition is the part of an access review that says what it reviews, and until when.
//
// Source: https://learn.microsoft.com/graph/api/resources/accessreviewscheduledefinition
type reviewDefinition struct {
	Status                   string       `json:"status"`
	Scope                    reviewScope  `json:"scope"`
	InstanceEnumerationScope *reviewScope `json:"instanceEnumerationScope"`
	Settings                 struct {
		Recurrence *struct {
			Range struct {
				Type    string `json:"type"`
				EndDate string `json:"endDate"`
			} `json:"range"`
		} `json:"recurrence"`
	} `json:"settings"`
}

// reviewScope is any of the scopes. ConvertTo-Json puts what a typed object of the PowerShell SDK
// does not know into AdditionalProperties.
type reviewScope struct {
	Type                 string        `json:"@odata.type"`
	Query                string        `json:"query"`
	PrincipalScopes      []reviewScope `json:"principalScopes"`
	ResourceScopes       []reviewScope `json:"resourceScopes"`
	AdditionalProperties *reviewScope  `json:"additionalProperties"`
}

// own is the scope with what stands in AdditionalProperties.
func (s reviewScope) own() reviewScope {
	for s.AdditionalProperties != nil {
		more := *s.AdditionalProperties
		s.AdditionalProperties = nil
		if s.Type == "" {
			s.Type = more.Type
		}
		if s.Query == "" {
			s.Query = more.Query
		}
		s.PrincipalScopes = append(s.PrincipalScopes, more.PrincipalScopes...)
		s.ResourceScopes = append(s.ResourceScopes, more.ResourceScopes...)
	}
	return s
}

// reviews says which groups active access reviews cover: yes, or unknown where it is not known
// whether a review goes on or what it covers.
type reviews struct {
	groups map[snapshot.GUID]Answer
	// m365 is for all Microsoft 365 groups, all for all groups.
	m365, all Answer
}

// readReviews reads the definitions; now is in microseconds since 1970, noTime when not known.
func (f *Facts) readReviews(r *snapshot.Reader, now int64) error {
	f.governed.reviews = reviews{groups: map[snapshot.GUID]Answer{}, m365: No, all: No}
	for d, err := range r.Documents(snapshot.StreamAccessReviews) {
		if err != nil {
			return err
		}
		f.governed.reviews.add(d.Body, now)
	}
	if !f.complete(snapshot.StreamAccessReviews) {
		f.governed.reviews.cover(&f.governed.reviews.all, Unknown)
	}
	return nil
}

// add takes one definition; one that is not understood may cover every group.
func (v *reviews) add(body []byte, now int64) {
	var d reviewDefinition
	if json.Unmarshal(body, &d) != nil {
		v.cover(&v.all, Unknown)
		return
	}
	active := d.active(now)
	scope := d.Scope.own()
	if active == No || !scope.everyone() {
		return
	}
	if d.InstanceEnumerationScope != nil {
		v.query(d.InstanceEnumerationScope.own().Query, active)
		return
	}
	if len(scope.ResourceScopes) == 0 {
		v.query(scope.Query, active)
		return
	}
	for _, resource := range scope.ResourceScopes {
		v.query(resource.own().Query, active)
	}
}

// reviewOver are the states of a review, or of its last occurrence, that is over.
var reviewOver = map[string]bool{"completed": true, "autoreviewed": true, "applied": true}

// active says whether the review goes on. A recurring one whose last occurrence is over goes on
// unless it was stopped, which no property tells apart.
func (d *reviewDefinition) active(now int64) Answer {
	status := strings.ToLower(d.Status)
	if d.Settings.Recurrence == nil || d.Settings.Recurrence.Range.Type == "" {
		if status == "" {
			return Unknown
		}
		return answer(!reviewOver[status])
	}
	if strings.EqualFold(d.Settings.Recurrence.Range.Type, "endDate") {
		until, err := time.Parse(time.DateOnly, d.Settings.Recurrence.Range.EndDate)
		switch {
		case err != nil || now == noTime:
			return Unknown
		case until.AddDate(0, 0, 1).UnixMicro() <= now:
			return No
		}
	}
	if status == "" || reviewOver[status] {
		return Unknown
	}
	return Yes
}

// everyone reports whether the review looks at all members: one of guests, or of people who did
// not sign in, reviews the others never.
func (s *reviewScope) everyone() bool {
	if len(s.PrincipalScopes) == 0 {
		return !s.some()
	}
	for _, p := range s.PrincipalScopes {
		if p = p.own(); !p.some() {
			return true
		}
	}
	return false
}

func (s *reviewScope) some() bool {
	return strings.Contains(strings.ToLower(s.Type), "inactiveusers") || strings.Contains(plainQuery(s.Query), "usertype eq 'guest'")
}

// plainQuery is a query in lower case, with blanks as such.
func plainQuery(query string) string {
	return strings.ToLower(strings.TrimSpace(strings.NewReplacer("+", " ", "%20", " ", "%27", "'", "%24", "$").Replace(query)))
}

// unifiedFilter asks for all Microsoft 365 groups, as the portal writes it.
const unifiedFilter = "grouptypes/any(c:c eq 'unified')"

// query takes one query over resources. Those over people, roles and applications concern no group.
func (v *reviews) query(query string, active Answer) {
	path, options, _ := strings.Cut(plainQuery(query), "?")
	path = strings.TrimPrefix(path, "https://graph.microsoft.com")
	path = strings.TrimLeft(path, "/")
	path = strings.TrimPrefix(strings.TrimPrefix(path, "v1.0/"), "beta/")
	first, rest, _ := strings.Cut(path, "/")
	if id, ok := strings.CutPrefix(first, "groups('"); ok {
		first, rest = "groups", strings.TrimSuffix(id, "')")
	}
	switch first {
	case "users", "me", "identitygovernance", "rolemanagement", "serviceprincipals", "applications", "directory", "devicemanagement":
	case "groups":
		v.groupQuery(rest, options, active)
	default:
		v.cover(&v.all, Unknown)
	}
}

func (v *reviews) groupQuery(rest, options string, active Answer) {
	id, _, _ := strings.Cut(rest, "/")
	if id != "" {
		group, err := snapshot.ParseGUID(id)
		if err != nil {
			v.cover(&v.all, Unknown)
			return
		}
		if v.groups[group] != Yes {
			v.groups[group] = active
		}
		return
	}
	filter := ""
	for option := range strings.SplitSeq(options, "&") {
		if text, ok := strings.CutPrefix(option, "$filter="); ok {
			filter = strings.TrimSpace(text)
		}
	}
	switch strings.TrimSuffix(strings.TrimPrefix(filter, "("), ")") {
	case "":
		v.cover(&v.all, active)
	case unifiedFilter, strings.TrimSuffix(unifiedFilter, ")"):
		v.cover(&v.m365, active)
	default:
		v.cover(&v.all, Unknown)
	}
}

func (v *reviews) cover(what *Answer, active Answer) {
	if *what != Yes {
		*what = active
	}
}

// of says whether an active review covers a group.
func (v *reviews) of(id snapshot.GUID, kind GroupKind) Answer {
	found := []Answer{v.all, v.groups[id], No}
	if kind == KindM365 || kind == KindUnknown {
		found = append(found, v.m365)
	}
	result := No
	for _, a := range found {
		switch a {
		case Yes:
			return Yes
		case Unknown:
			result = Unknown
		}
	}
	return result
}
