package entra

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// decodedList is what a decoder of a small list made of a body.
type decodedList struct {
	Records []any
	Odd     []string
	Page    Page
}

// listDecoder is a decoder whose record is any.
type listDecoder func(r io.Reader, yield func(any) error, odd func(string) error) (Page, error)

func anyOf[T any](decode func(io.Reader, func(T) error, func(string) error) (Page, error)) listDecoder {
	return func(r io.Reader, yield func(any) error, odd func(string) error) (Page, error) {
		return decode(r, func(record T) error { return yield(record) }, odd)
	}
}

func TestSmallListsDecodeAlone(t *testing.T) {
	id, _ := snapshot.ParseGUID(g1)
	tests := []struct {
		name   string
		decode listDecoder
		good   string
		want   any
		bad    string
		odd    string
	}{
		{"settings", anyOf(DecodeSettings), `{"id":"s","values":[{"name":"n","value":"v"}]}`,
			snapshot.Setting{ID: "s", Values: []snapshot.SettingValue{{Name: "n", Value: of("v")}}}, `{"id":"s"}`, "values: expected a list, found none"},
		{"organization", anyOf(DecodeOrganization), `{"id":"` + g1 + `"}`, snapshot.Organization{ID: id}, `{"displayName":"x"}`, "an object without an id"},
		{"sync configuration", anyOf(DecodeSyncConfiguration), `{"id":"` + g1 + `","features":{"A":true}}`,
			snapshot.SyncConfiguration{ID: id, Features: map[string]*bool{"a": of(true)}}, `{"id":"` + g1 + `","configuration":7}`, "configuration: expected an object, found a number"},
		{"licences", anyOf(DecodeLicences), `{"skuPartNumber":"P","servicePlans":[{"servicePlanId":"x"}]}`, []snapshot.Licence{{PlanID: "x", SKU: "P"}}, `{"id":"x"}`, "a subscription without skuPartNumber and skuId"},
		{"jobs", anyOf(DecodeSyncJobs), `{"id":"j"}`, snapshot.SyncJob{ID: "j"}, `{"id":"j","status":{"code":1}}`, "status.code: expected text, found a number"},
		{"assignments", anyOf(DecodeAppRoleAssignments), `{"resourceId":"` + g1 + `","principalId":"` + g1 + `","appRoleId":"` + g1 + `"}`,
			snapshot.AppRoleAssignment{Resource: id, Principal: id, Role: id}, `{"resourceId":"r"}`, "resourceId: expected a GUID, found r"},
		{"deleted groups", anyOf(DecodeDeletedGroups), `{"id":"` + g1 + `","displayName":1}`,
			snapshot.CloudDeletedGroup{ID: id, Unreadable: "displayName: expected text, found a number"}, `{"id":"x"}`, "id: expected a GUID, found x"},
		{"documents", anyOf(DecodeDocuments), `{"id":"d", "x": [ 1 ]}`, snapshot.Document{ID: "d", Body: []byte(`{"id":"d","x":[1]}`)}, `{"x":1}`, "an object without an id"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got decodedList
			page, err := test.decode(strings.NewReader(`{"@odata.count":3,"value":[`+test.good+`,`+test.bad+`],"@odata.nextLink":"https://x"}`),
				func(record any) error { got.Records = append(got.Records, record); return nil },
				func(what string) error { got.Odd = append(got.Odd, what); return nil })
			if err != nil {
				t.Fatal(err)
			}
			got.Page = page
			want := decodedList{[]any{test.want}, []string{test.odd}, Page{NextLink: "https://x", Count: of(int64(3)), Elements: 2, Listed: true}}
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if _, err := test.decode(strings.NewReader(`["System.Collections.Hashtable"]`), nil, nil); err == nil || !strings.Contains(err.Error(), "-Depth 10") {
				t.Errorf("a body that was cut off: %v", err)
			}
		})
	}
}

func TestAnObjectOfAnotherTypeIsNoGroup(t *testing.T) {
	got := decodeGroups(strings.NewReader(`[{"@odata.type":"#microsoft.graph.user","id":"` + u1 + `"},{"@odata.type":"#microsoft.graph.group","id":"` + g1 + `"}]`))
	if diff := cmp.Diff([]string{"an object of the type user, expected a group"}, got.Odd); diff != "" {
		t.Errorf("odd (-want +got)\n%s", diff)
	}
	if len(got.Groups) != 1 {
		t.Errorf("%d groups, want 1", len(got.Groups))
	}
}

// TestNullsInAdditionalPropertiesAreGraphsOwn: they were asked for.
func TestNullsInAdditionalPropertiesAreGraphsOwn(t *testing.T) {
	r := collected(t, Options{}, map[string]string{
		"groups.json":             `{"Id":"` + g1 + `","WritebackConfiguration":null,"Mail":null,"Visibility":"Private","AdditionalProperties":{"writebackConfiguration":null}}`,
		"members/" + g1 + ".json": `{"Id":"` + u1 + `","DeletedDateTime":null,"AdditionalProperties":{"@odata.type":"#microsoft.graph.user","displayName":"x","onPremisesImmutableId":null}}`,
	})
	if diff := cmp.Diff([]string{"id", "visibility", "writebackConfiguration"}, r.ended[snapshot.StreamCloudGroups].Properties); diff != "" {
		t.Errorf("groups (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"displayName", "id", "onPremisesImmutableId"}, r.ended[snapshot.StreamCloudPrincipals].Properties); diff != "" {
		t.Errorf("principals (-want +got)\n%s", diff)
	}
}
