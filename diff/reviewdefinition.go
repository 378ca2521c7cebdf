package diff

import (
	"strings"
	"time"
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

// everyone says whether the review looks at all members. Beside several scopes of people one that
// does is enough.
func (s *reviewScope) everyone() Answer {
	if len(s.PrincipalScopes) == 0 {
		return s.allPeople()
	}
	result := No
	for _, p := range s.PrincipalScopes {
		p = p.own()
		result = either(result, p.allPeople())
	}
	return result
}

// allPeople says whether a scope leaves nobody out: one of guests, or of people who did not sign in,
// never reviews the others, and whom another filter leaves out is not known.
func (s *reviewScope) allPeople() Answer {
	query := plainQuery(s.Query)
	path, options, _ := strings.Cut(query, "?")
	switch {
	case strings.Contains(strings.ToLower(s.Type), "inactiveusers"), strings.Contains(query, "usertype eq 'guest'"):
		return No
	case strings.Contains(options, "$filter=") && (strings.Contains(path, "members") || strings.Contains(path, "users")):
		return Unknown
	}
	return Yes
}
