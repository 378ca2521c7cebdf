package changes_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff/changes"
)

// world is one object of every list, with a value in every field.
type world struct {
	records map[snapshot.Stream]any
	// members and owners of the group, and members of its copy.
	members, owners []snapshot.GUID
	accounts        []string
	// ended says how lists ended that are not complete.
	ended map[snapshot.Stream]snapshot.Ended
}

// without takes away the members of groups that are not there.
func (w *world) without(stream snapshot.Stream) {
	switch stream {
	case snapshot.StreamCloudGroups:
		w.members, w.owners = nil, nil
	case snapshot.StreamDirectoryGroups:
		w.accounts = nil
	}
}

// nilOf is nil of a record's type.
func nilOf(record any) any { return reflect.Zero(reflect.TypeOf(record)).Interface() }

var filledAt = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func guid(n byte) snapshot.GUID { return snapshot.GUID{0: n, 6: 0x40, 8: 0x80, 15: n} }

func newWorld() *world {
	w := &world{records: map[snapshot.Stream]any{}, members: []snapshot.GUID{guid(2), guid(3)}, owners: []snapshot.GUID{guid(2)},
		accounts: []string{"cn=ada,dc=contoso,dc=com", "cn=ben,dc=contoso,dc=com"}}
	for stream, record := range map[snapshot.Stream]any{
		snapshot.StreamCloudGroups: &snapshot.CloudGroup{}, snapshot.StreamCloudPrincipals: &snapshot.CloudPrincipal{},
		snapshot.StreamCloudDeletedGroups: &snapshot.CloudDeletedGroup{}, snapshot.StreamTenantSettings: &snapshot.Setting{},
		snapshot.StreamOrganization: &snapshot.Organization{}, snapshot.StreamSyncConfiguration: &snapshot.SyncConfiguration{},
		snapshot.StreamLicences: &snapshot.Licence{}, snapshot.StreamSyncJobs: &snapshot.SyncJob{},
		snapshot.StreamAppRoleAssignments: &snapshot.AppRoleAssignment{}, snapshot.StreamAccessReviews: &snapshot.Document{},
		snapshot.StreamPrivilegedAssignments: &snapshot.Document{},
		snapshot.StreamDirectoryGroups:       &snapshot.DirectoryGroup{}, snapshot.StreamDirectoryPrincipals: &snapshot.DirectoryPrincipal{},
		snapshot.StreamDirectoryDeleted: &snapshot.DirectoryDeletedGroup{}, snapshot.StreamDirectoryFacts: &snapshot.DirectoryFacts{},
		snapshot.StreamConnectSettings: &snapshot.ConnectServer{}, snapshot.StreamConnectScheduler: &snapshot.ConnectScheduler{},
		snapshot.StreamConnectConnectors: &snapshot.ConnectConnector{}, snapshot.StreamConnectRules: &snapshot.ConnectRule{},
		snapshot.StreamConnectFeatures: &snapshot.ConnectFeature{}, snapshot.StreamConnectErrors: &snapshot.ConnectError{},
	} {
		fill(reflect.ValueOf(record).Elem())
		w.records[stream] = record
	}
	g := w.records[snapshot.StreamCloudGroups].(*snapshot.CloudGroup)
	g.Unreadable, g.WritebackMissing = "", false
	whole := snapshot.Coverage{Status: snapshot.Complete}
	g.Members, g.Owners = whole, whole
	p := w.records[snapshot.StreamCloudPrincipals].(*snapshot.CloudPrincipal)
	p.ID, p.Unreadable, p.Limited = guid(2), "", false
	w.records[snapshot.StreamCloudDeletedGroups].(*snapshot.CloudDeletedGroup).Unreadable = ""
	d := w.records[snapshot.StreamDirectoryGroups].(*snapshot.DirectoryGroup)
	d.Unreadable, d.DN, d.Members = "", "CN=Sales,OU=Writeback,DC=contoso,DC=com", whole
	a := w.records[snapshot.StreamDirectoryPrincipals].(*snapshot.DirectoryPrincipal)
	a.Unreadable, a.DN, a.FoldedDN, a.GUID = "", "CN=Ada,DC=contoso,DC=com", "cn=ada,dc=contoso,dc=com", ptr(guid(6))
	gone := w.records[snapshot.StreamDirectoryDeleted].(*snapshot.DirectoryDeletedGroup)
	gone.Unreadable, gone.DN = "", "CN=Gone,CN=Deleted Objects,DC=contoso,DC=com"
	facts := w.records[snapshot.StreamDirectoryFacts].(*snapshot.DirectoryFacts)
	facts.PrimaryGroupDomains, facts.DeletedDomains = []string{"contoso.com"}, []string{"contoso.com"}
	facts.Containers = []string{"ou=empty,dc=contoso,dc=com"}
	return w
}

// fill sets every field below v.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("text")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int32, reflect.Int64:
		v.SetInt(7)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Array:
		v.Set(reflect.ValueOf(guid(1)))
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[json.RawMessage]() {
			v.SetBytes([]byte(`{"key":{"list":[1,2]}}`))
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		if v.Type().Elem().Kind() == reflect.Uint8 {
			v.SetBytes([]byte("octets"))
			return
		}
		fill(v.Index(0))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		value := reflect.New(v.Type().Elem()).Elem()
		fill(value)
		v.SetMapIndex(reflect.ValueOf("key"), value)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(filledAt))
			return
		}
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	}
}

// mutation changes one field of one record.
type mutation struct {
	name   string
	stream snapshot.Stream
	apply  func(record reflect.Value)
}

// leftOut are the fields that are never compared, by what the comparison calls them.
var leftOut = map[string]string{
	"cloud_groups.on_premises_last_sync": "onPremisesLastSyncDateTime", "organization.on_premises_last_sync": "onPremisesLastSyncDateTime",
	"directory_groups.when_changed": "whenChanged", "directory_groups.usn_changed": "uSNChanged", "directory_deleted.when_changed": "whenChanged",
	"sync_jobs.last_success": "last_success", "connect_scheduler.sync_cycle_in_progress": "sync_cycle_in_progress",
	"connect_scheduler.next_start": "next_start", "connect_scheduler.next_policy": "next_policy",
	"connect_errors.last": "last", "connect_errors.retries": "retries",
}

// silent are the changes of a record that are none of what it tells.
var silent = map[string]bool{
	// It is made of the DN, which is compared, and holds the members of groups together.
	"directory_principals.folded_dn": true,
	// A source that does not say is believed, as package diff does.
	"directory_groups.member_of_read unset": true,
	// It names one property twice.
	"cloud_groups.missing longer": true, "directory_groups.missing longer": true, "directory_principals.missing longer": true,
	"directory_deleted.missing longer": true, "directory_facts.domains longer": true, "directory_facts.containers longer": true,
	// They tell what was searched.
	"directory_facts.primary_group_domains": true, "directory_facts.primary_group_domains unset": true, "directory_facts.primary_group_domains longer": true,
	"directory_facts.deleted_domains": true, "directory_facts.deleted_domains unset": true, "directory_facts.deleted_domains longer": true,
}

// ofReading are the fields that say how a list of members was read. That it was not read to its end shows; the
// members themselves are compared.
var ofReading = regexp.MustCompile(`\.(members|owners)\.(reason|source_count|received)( unset)?$`)

// mutations change each value of a record once, however deep it lies, unset it where it can be, and add to its
// lists and maps.
func mutations(stream snapshot.Stream, t reflect.Type) []mutation {
	var list []mutation
	collect(&list, t, func(r reflect.Value) reflect.Value { return r }, string(stream))
	for i := range list {
		list[i].stream = stream
	}
	return list
}

// collect adds the mutations of what at finds in a record.
func collect(list *[]mutation, t reflect.Type, at func(reflect.Value) reflect.Value, name string) {
	add := func(name string, apply func(v reflect.Value)) {
		*list = append(*list, mutation{name: name, apply: func(r reflect.Value) { apply(at(r)) }})
	}
	document := t == reflect.TypeFor[json.RawMessage]()
	switch {
	case t.Kind() == reflect.Struct && t != reflect.TypeFor[time.Time]():
		for i := range t.NumField() {
			below := name
			if !t.Field(i).Anonymous {
				key, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
				below += "." + key
			}
			collect(list, t.Field(i).Type, func(r reflect.Value) reflect.Value { return at(r).Field(i) }, below)
		}
	case t.Kind() == reflect.Pointer:
		collect(list, t.Elem(), func(r reflect.Value) reflect.Value { return at(r).Elem() }, name)
		add(name+" unset", reflect.Value.SetZero)
	case t.Kind() == reflect.Slice && !document && t.Elem().Kind() != reflect.Uint8:
		collect(list, t.Elem(), func(r reflect.Value) reflect.Value { return at(r).Index(0) }, name)
		add(name+" unset", reflect.Value.SetZero)
		add(name+" longer", func(v reflect.Value) { v.Set(reflect.Append(v, v.Index(0))) })
	default:
		add(name, alter)
		if t.Kind() == reflect.Map || t.Kind() == reflect.Slice && !document {
			add(name+" unset", reflect.Value.SetZero)
		}
		if t.Kind() == reflect.Map {
			add(name+" longer", func(v reflect.Value) {
				v.SetMapIndex(reflect.ValueOf("other"), v.MapIndex(reflect.ValueOf("key")))
			})
		}
		if document {
			add(name+" as a text", func(v reflect.Value) { v.SetBytes([]byte(`{"key":{"list":[1,"2"]}}`)) })
			add(name+" as a key with a dot", func(v reflect.Value) { v.SetBytes([]byte(`{"key.list":[1,2]}`)) })
		}
	}
}

// alter gives v another value.
func alter(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + " changed")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int32, reflect.Int64:
		v.SetInt(v.Int() + 1)
	case reflect.Pointer:
		alter(v.Elem())
	case reflect.Array:
		v.Set(reflect.ValueOf(guid(9)))
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[json.RawMessage]() {
			v.SetBytes([]byte(`{"key":{"list":[1,3]}}`))
			return
		}
		v.SetBytes([]byte("others"))
	case reflect.Map:
		value := reflect.New(v.Type().Elem()).Elem()
		value.Set(v.MapIndex(reflect.ValueOf("key")))
		fill(value)
		alter(value)
		v.SetMapIndex(reflect.ValueOf("key"), value)
	case reflect.Struct:
		v.Set(reflect.ValueOf(v.Interface().(time.Time).Add(time.Hour)))
	}
}

// stored writes the world and opens what was written.
func (w *world) stored(t *testing.T) *snapshot.Reader {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "snapshot")
	writer, err := snapshot.Create(dir)
	must(t, err)
	for stream, record := range w.records {
		value := reflect.ValueOf(record)
		if value.IsNil() {
			continue
		}
		switch record := record.(type) {
		case *snapshot.Setting:
			must(t, writer.Put(stream, []snapshot.Setting{*record}))
		case *snapshot.Organization, *snapshot.SyncConfiguration, *snapshot.DirectoryFacts:
			must(t, writer.Put(stream, value.Elem().Interface()))
		case *snapshot.Document:
			must(t, writer.Document(stream, *record))
		default:
			must(t, writer.Add(value.Elem().Interface()))
		}
	}
	group, copied := guid(1), guid(1)
	if g := w.records[snapshot.StreamCloudGroups].(*snapshot.CloudGroup); g != nil {
		group = g.ID
	}
	for _, m := range w.members {
		must(t, writer.CloudMembership(group, m))
	}
	for _, m := range w.owners {
		must(t, writer.CloudOwner(group, m))
	}
	for _, dn := range w.accounts {
		must(t, writer.DirectoryMembership(copied, dn))
	}
	at := filledAt
	writer.Describe(func(m *snapshot.Manifest) { m.CollectedAt = &at })
	for _, stream := range snapshot.Streams() {
		ended, ok := w.ended[stream]
		if !ok {
			ended = snapshot.Ended{Status: snapshot.Complete, Properties: everyProperty}
		}
		if stream == snapshot.StreamDirectoryFacts && !ok {
			ended.Searched = []snapshot.Searched{{Base: "dc=contoso,dc=com", Subtree: true}}
		}
		must(t, writer.End(stream, ended))
	}
	must(t, writer.Close())
	r, err := snapshot.OpenPath(dir)
	must(t, err)
	t.Cleanup(func() { _ = r.Close() })
	return r
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func compared(t *testing.T, before, after *snapshot.Reader) *changes.Comparison {
	t.Helper()
	c, err := changes.Compare(context.Background(), before, after)
	must(t, err)
	return c
}

// TestEveryFieldOfEveryListShows changes one value of every list at a time. What does not show is what the
// comparison says it leaves out.
func TestEveryFieldOfEveryListShows(t *testing.T) {
	base := newWorld().stored(t)
	for round, done := 0, false; !done; round++ {
		done = true
		w, applied := newWorld(), []mutation{}
		for stream, record := range w.records {
			if all := mutations(stream, reflect.TypeOf(record).Elem()); round < len(all) {
				all[round].apply(reflect.ValueOf(record).Elem())
				applied, done = append(applied, all[round]), false
			}
		}
		c := compared(t, base, w.stored(t))
		for _, m := range applied {
			name, _, _ := strings.Cut(m.name, " ")
			shows := slices.ContainsFunc(c.Changes, func(x changes.Change) bool { return x.Stream == m.stream })
			told := slices.Contains(streamOf(t, c, m.stream).LeftOut, leftOut[name])
			if told != (leftOut[name] != "") || shows == (told || silent[m.name] || ofReading.MatchString(m.name)) {
				t.Errorf("%s shows: %v, is told to be left out: %v", m.name, shows, told)
			}
		}
	}
}

// TestWhatIsLeftOutIsToldOfNothingElse holds the lists of what is left out to fields that there are.
func TestWhatIsLeftOutIsToldOfNothingElse(t *testing.T) {
	want := map[snapshot.Stream][]string{}
	for stream, record := range newWorld().records {
		for _, m := range mutations(stream, reflect.TypeOf(record).Elem()) {
			if left := leftOut[m.name]; left != "" {
				want[stream] = append(want[stream], left)
			}
		}
	}
	got := map[snapshot.Stream][]string{}
	for _, s := range compared(t, newWorld().stored(t), newWorld().stored(t)).Streams {
		if s.LeftOut != nil {
			got[s.Name] = s.LeftOut
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("left out (-fields +told):\n%s", diff)
	}
}

func TestEqualSnapshotsHaveNoDifferences(t *testing.T) {
	c := compared(t, newWorld().stored(t), newWorld().stored(t))
	if c.Differences() != 0 || len(c.Changes) != 0 || c.NotCompared() != 0 {
		t.Errorf("%d differences: %+v", c.Differences(), c.Changes)
	}
	// Every record of the world; an account without a record is none.
	if got, want := c.Objects(), len(newWorld().records); got != want {
		t.Errorf("%d objects compared, want %d: %+v", got, want, c.Streams)
	}
	for _, s := range c.Streams {
		if s.Compared != changes.Whole && s.Name != snapshot.StreamDirectoryAudits {
			t.Errorf("%s: %s: %s", s.Name, s.Compared, s.Reason)
		}
	}
	if len(c.Streams) != len(snapshot.Streams()) {
		t.Errorf("%d of %d lists are told of", len(c.Streams), len(snapshot.Streams()))
	}
}

func TestWhatComesAndGoesShows(t *testing.T) {
	for stream := range newWorld().records {
		if stream == snapshot.StreamConnectFeatures {
			continue // a server names each feature, so that one it does not name was not read
		}
		t.Run(string(stream), func(t *testing.T) {
			w := newWorld()
			w.records[stream] = nilOf(w.records[stream])
			w.without(stream)
			whole, without := newWorld().stored(t), w.stored(t)
			for want, c := range map[changes.Kind]*changes.Comparison{changes.Removed: compared(t, whole, without), changes.Added: compared(t, without, whole)} {
				if !slices.ContainsFunc(c.Changes, func(x changes.Change) bool { return x.Stream == stream && x.Kind == want }) {
					t.Errorf("not %s: %+v", want, c.Changes)
				}
			}
		})
	}
}

func TestMembersAndOwnersShow(t *testing.T) {
	base := newWorld().stored(t)
	for name, m := range map[string]struct {
		change func(*world)
		want   []string
	}{
		"a member came":      {func(w *world) { w.members = append(w.members, guid(4)) }, []string{"+ " + guid(4).String()}},
		"a member went":      {func(w *world) { w.members = w.members[1:] }, []string{"- " + guid(2).String()}},
		"all members went":   {func(w *world) { w.members = nil }, []string{"- " + guid(2).String(), "- " + guid(3).String()}},
		"an owner came":      {func(w *world) { w.owners = append(w.owners, guid(3)) }, []string{"+ " + guid(3).String()}},
		"an owner went":      {func(w *world) { w.owners = nil }, []string{"- " + guid(2).String()}},
		"an account came":    {func(w *world) { w.accounts = append(w.accounts, "cn=eve,dc=contoso,dc=com") }, []string{"+ cn=eve,dc=contoso,dc=com"}},
		"an account went":    {func(w *world) { w.accounts = w.accounts[:1] }, []string{"- cn=ben,dc=contoso,dc=com"}},
		"an account changed": {func(w *world) { w.accounts[1] = "cn=bob,dc=contoso,dc=com" }, []string{"+ cn=bob,dc=contoso,dc=com", "- cn=ben,dc=contoso,dc=com"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld()
			m.change(w)
			c := compared(t, base, w.stored(t))
			if diff := cmp.Diff(m.want, memberLines(c)); diff != "" {
				t.Errorf("members (-want +got):\n%s", diff)
			}
		})
	}
}

func memberLines(c *changes.Comparison) []string {
	var lines []string
	for _, x := range c.Changes {
		for _, m := range append(x.Members.List(), x.Owners.List()...) {
			sign, id := "-", m.ID
			if m.Added {
				sign = "+"
			}
			if id == "" {
				id = m.DN
			}
			lines = append(lines, sign+" "+id)
		}
	}
	return lines
}

// TestAMovedAccountStaysAMember holds the correlation by id: whoever is renamed or moved is one change,
// in no group at all.
func TestAMovedAccountStaysAMember(t *testing.T) {
	w := newWorld()
	a := w.records[snapshot.StreamDirectoryPrincipals].(*snapshot.DirectoryPrincipal)
	a.DN, a.FoldedDN = "CN=Ada,OU=Left,DC=contoso,DC=com", "cn=ada,ou=left,dc=contoso,dc=com"
	w.accounts[0] = a.FoldedDN
	c := compared(t, newWorld().stored(t), w.stored(t))
	if len(c.Changes) != 1 || c.Changes[0].Stream != snapshot.StreamDirectoryPrincipals || !c.Changes[0].Has("dn") {
		t.Errorf("changes: %+v", c.Changes)
	}
}

// TestANamesakeIsAnotherMember holds the reverse: an account that was deleted and made again with the
// same DN is another one.
func TestANamesakeIsAnotherMember(t *testing.T) {
	w := newWorld()
	other := guid(8)
	w.records[snapshot.StreamDirectoryPrincipals].(*snapshot.DirectoryPrincipal).GUID = &other
	c := compared(t, newWorld().stored(t), w.stored(t))
	want := []string{"+ " + other.String(), "- " + guid(6).String()}
	if diff := cmp.Diff(want, memberLines(c)); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
}

// TestAGroupThatIsAMemberIsOneObject makes the groups of a world members of others, by their ids.
func TestAGroupThatIsAMemberIsOneObject(t *testing.T) {
	// records are the groups and what is known of them as members.
	type records struct {
		group   *snapshot.DirectoryGroup
		account *snapshot.DirectoryPrincipal
		cloud   *snapshot.CloudGroup
		member  *snapshot.CloudPrincipal
	}
	nested := func(change func(r records)) *world {
		w := newWorld()
		r := records{record[snapshot.DirectoryGroup](w, snapshot.StreamDirectoryGroups), record[snapshot.DirectoryPrincipal](w, snapshot.StreamDirectoryPrincipals),
			record[snapshot.CloudGroup](w, snapshot.StreamCloudGroups), record[snapshot.CloudPrincipal](w, snapshot.StreamCloudPrincipals)}
		r.account.GUID, r.account.DN, r.account.FoldedDN, r.member.ID = &r.group.GUID, r.group.DN, strings.ToLower(r.group.DN), r.cloud.ID
		change(r)
		return w
	}
	same := func(records) {}
	for claim, row := range map[string]struct {
		change func(records)
		stream snapshot.Stream
		names  []string
	}{
		"a copy that was renamed": {func(r records) {
			r.group.DN, r.group.DisplayName = "CN=Trade,OU=Writeback,DC=contoso,DC=com", ptr("Trade")
			r.account.DN, r.account.FoldedDN, r.account.DisplayName = r.group.DN, strings.ToLower(r.group.DN), r.group.DisplayName
		}, snapshot.StreamDirectoryGroups, []string{"dn", "displayName"}},
		"what the record as a member alone tells": {func(r records) { r.account.ConsistencyGUID = []byte("others") },
			snapshot.StreamDirectoryGroups, []string{"mS-DS-ConsistencyGuid"}},
		"a cloud group that was renamed": {func(r records) { r.cloud.DisplayName, r.member.DisplayName = ptr("Trade"), ptr("Trade") },
			snapshot.StreamCloudGroups, []string{"displayName"}},
	} {
		t.Run(claim, func(t *testing.T) {
			c := compared(t, nested(same).stored(t), nested(row.change).stored(t))
			if len(c.Changes) != 1 || c.Changes[0].Stream != row.stream || c.Changes[0].Kind != changes.Changed {
				t.Fatalf("changes: %+v", c.Changes)
			}
			var names []string
			for _, a := range c.Changes[0].Attributes {
				names = append(names, a.Name)
			}
			if !slices.Equal(names, row.names) {
				t.Errorf("changed are %q, want %q", names, row.names)
			}
			if got, want := c.Objects(), len(newWorld().records)-2; got != want {
				t.Errorf("%d objects compared, want %d", got, want)
			}
		})
	}
	gone := nested(same)
	gone.without(snapshot.StreamDirectoryGroups)
	gone.drop(snapshot.StreamDirectoryGroups)
	gone.drop(snapshot.StreamDirectoryPrincipals)
	if c := compared(t, nested(same).stored(t), gone.stored(t)); c.Differences() != 1 || c.Changes[0].Kind != changes.Removed {
		t.Errorf("a group that is gone: %+v", c.Changes)
	}
}

// TestTheMirroredComparisonIsTheReverse compares both ways after every mutation.
func TestTheMirroredComparisonIsTheReverse(t *testing.T) {
	base := newWorld().stored(t)
	w := newWorld()
	for stream, record := range w.records {
		for i, m := range mutations(stream, reflect.TypeOf(record).Elem()) {
			// One that unsets comes last, so that nothing is looked for in what is not there.
			if i%3 == 0 && !strings.Contains(m.name, " ") && !strings.HasSuffix(m.name, "id") && !strings.HasSuffix(m.name, "unreadable") && !silent[m.name] {
				m.apply(reflect.ValueOf(record).Elem())
			}
		}
	}
	w.members, w.owners, w.accounts = append(w.members, guid(5)), nil, w.accounts[1:]
	other := w.stored(t)
	forth, back := compared(t, base, other), compared(t, other, base)
	if diff := cmp.Diff(lines(forth, false), lines(back, true)); diff != "" {
		t.Errorf("changes (-forth +back reversed):\n%s", diff)
	}
	if len(forth.Changes) < 15 {
		t.Errorf("only %d changes", len(forth.Changes))
	}
}

// lines tells every change; reversed tells it the other way.
func lines(c *changes.Comparison, reversed bool) []string {
	var list []string
	show := func(s *string) string {
		if s == nil {
			return "unset"
		}
		return *s
	}
	for _, x := range c.Changes {
		kind := x.Kind
		if reversed {
			kind = map[changes.Kind]changes.Kind{changes.Added: changes.Removed, changes.Removed: changes.Added}[kind]
			if kind == "" {
				kind = x.Kind
			}
		}
		list = append(list, fmt.Sprint(x.Stream, " ", kind, " ", x.ID))
		for _, a := range x.Attributes {
			if reversed {
				a.From, a.To = a.To, a.From
			}
			list = append(list, fmt.Sprint(x.Stream, " ", a.Name, " ", show(a.From), " ", show(a.To)))
		}
		for _, m := range append(x.Members.List(), x.Owners.List()...) {
			list = append(list, fmt.Sprint(x.Stream, " ", m.Added != reversed, " ", m.ID, m.DN))
		}
	}
	slices.Sort(list)
	return list
}

// everyProperty is all that the sources of a snapshot can collect.
var everyProperty = strings.Fields(`displayName description mail mailNickname proxyAddresses groupTypes mailEnabled securityEnabled visibility
	isAssignableToRole isManagementRestricted membershipRule membershipRuleProcessingState onPremisesSyncBehavior resourceProvisioningOptions
	assignedLabels onPremisesSyncEnabled onPremisesDomainName onPremisesNetBiosName onPremisesSamAccountName onPremisesSecurityIdentifier
	onPremisesProvisioningErrors createdDateTime deletedDateTime renewedDateTime expirationDateTime writebackConfiguration
	userPrincipalName userType accountEnabled onPremisesImmutableId onPremisesDistinguishedName onPremisesObjectIdentifier
	objectsid grouptype cn samaccountname info admindescription msds-externaldirectoryobjectid msds-objectsoa msexchrecipientdisplaytype
	msexchrecipienttypedetails showinaddressbook admincount iscriticalsystemobject managedby memberof whencreated
	id values skuPartNumber servicePlans tenantType ms-ds-consistencyguid msds-cloudanchor useraccountcontrol accountexpires primarygroupid msds-lastknownrdn lastknownparent`)
