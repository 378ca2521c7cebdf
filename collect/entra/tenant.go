package entra

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// tenant reads what there is one of.
func (r *run) tenant(ctx context.Context) error {
	if err := r.settings(ctx); err != nil {
		return err
	}
	if err := r.organization(ctx); err != nil {
		return err
	}
	return r.synchronization(ctx)
}

var (
	settingTable = newTable("id", "displayName", "templateId", "settingTemplateId", "values")
	pairTable    = newTable("name", "value")
)

// settings reads directory settings: all of them, since a setting that is not in the list has its
// default, and an empty list is an answer.
func (r *run) settings(ctx context.Context) error {
	list := []snapshot.Setting{}
	var t tally
	var seen []string
	pair := newObject(pairTable)
	err := r.read(ctx, settingsSpec, r.export.files[settingsSpec.stem], settingTable, &t, func(o *object) error {
		if err := settingsSpec.full(len(list)); err != nil {
			return err
		}
		s := readSetting(o, pair)
		t.fault(o, "setting "+s.ID)
		seen = append(seen, o.names()...)
		list = append(list, s)
		return nil
	})
	if err != nil {
		return err
	}
	if len(r.export.files[settingsSpec.stem]) > 0 {
		if err := r.sink.Put(settingsSpec.stream, list); err != nil {
			return err
		}
	}
	slices.Sort(seen)
	return r.end(settingsSpec, &t, int64(len(list)), slices.Compact(seen))
}

func readSetting(o, pair *object) snapshot.Setting {
	s := snapshot.Setting{
		ID:          orEmpty(o.text(0)),
		DisplayName: o.text(1),
		TemplateID:  o.text(2),
		Values:      []snapshot.SettingValue{},
	}
	if s.TemplateID == nil {
		s.TemplateID = o.text(3) // as Graph's reference calls it in one place
	}
	if o.null(4) {
		o.blame(4, "a list", "none")
	}
	o.objects(4, pair, func() {
		s.Values = append(s.Values, snapshot.SettingValue{Name: orEmpty(pair.text(0)), Value: pair.text(1)})
	})
	return s
}

// Tenant is what identifies the tenant whose organization was read.
type Tenant struct {
	// ID is that of the organization, else of the sync configuration; zero when neither was read.
	ID snapshot.GUID
	// Domains are its verified domains in lower case, in no order; nil when they were not read.
	Domains []string
}

var (
	organizationTable = newTable("id", "displayName", "onPremisesSyncEnabled", "onPremisesLastSyncDateTime", "tenantType", "verifiedDomains")
	domainTable       = newTable("name")
)

func (r *run) organization(ctx context.Context) error {
	return r.single(ctx, organizationSpec, organizationTable, func(o *object) any {
		read := readOrganization(o)
		r.tenantRead = Tenant{ID: read.ID, Domains: readDomains(o)}
		return read
	})
}

func readDomains(o *object) []string {
	var list []string
	domain := newObject(domainTable)
	o.objects(5, domain, func() {
		if name := domain.text(0); name != nil {
			list = append(list, strings.ToLower(*name))
		}
	})
	return list
}

func readOrganization(o *object) snapshot.Organization {
	id, _ := o.id()
	return snapshot.Organization{
		ID: id, DisplayName: o.text(1), SyncEnabled: o.flag(2), LastSync: o.time(3), TenantType: o.text(4),
	}
}

// single reads the one object of a stream. A second one is an error. None at all leaves the stream absent,
// since nothing is known then; a file that could not be read, or an object without an id, leaves it partial
// and without an object: something was exported, and what is wrong with it must be seen.
func (r *run) single(ctx context.Context, s spec, table *table, read func(*object) any) error {
	var t tally
	var found any
	var seen []string
	met := newUnique()
	err := r.read(ctx, s, r.export.files[s.stem], table, &t, func(o *object) error {
		id, problem := o.id()
		if problem != "" {
			t.oddOne(problem)
			return nil
		}
		if again, err := met.again(id.String(), o, &t); again || err != nil {
			return err
		}
		if found != nil {
			return fmt.Errorf("expected one object, found a second one with the id %s; export one tenant", id)
		}
		found = read(o)
		seen = o.names()
		t.fault(o, id.String())
		return nil
	})
	if err != nil {
		return err
	}
	if found == nil {
		return r.endNone(s, &t)
	}
	if err := r.sink.Put(s.stream, found); err != nil {
		return err
	}
	slices.Sort(seen)
	return r.end(s, &t, 1, seen)
}

// endNone ends a stream of one object of which none was found.
func (r *run) endNone(s spec, t *tally) error {
	files := r.export.files[s.stem]
	if len(files) == 0 {
		return r.end(s, t, 0, nil)
	}
	ended := snapshot.Ended{Status: snapshot.Partial, Reason: t.verdict(0).reason, Query: described(files)}
	if ended.Reason == "" {
		ended.Status, ended.Reason = snapshot.Absent, "the list is empty, expected one object; export it again"
	}
	r.note("%s: %s", s.stream, ended.Reason)
	return r.sink.End(s.stream, ended)
}
