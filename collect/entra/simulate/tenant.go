package simulate

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// tenant is what an export says of one tenant, each list in the export's order.
type tenant struct {
	lists map[snapshot.Stream][]*object
	// absent lists have no file in the export: asking for them is refused as if the permission
	// were missing, since the truth is not known.
	groups          map[string]*object
	members, owners map[string][]*object
	// principals are all users, groups, devices seen, by id; bySID finds synced ones.
	principals, bySID map[string]*object
	// jobs and assignments are by service principal.
	jobs, assignments map[string][]*object
	schemas           map[string]*object
}

// loadTenant reads the cloud folder of an export whole.
func loadTenant(fsys fs.FS) (*tenant, error) {
	files, err := entra.ListFiles(fsys)
	if err != nil {
		return nil, err
	}
	t := &tenant{
		lists: map[snapshot.Stream][]*object{}, groups: map[string]*object{},
		members: map[string][]*object{}, owners: map[string][]*object{},
		principals: map[string]*object{}, bySID: map[string]*object{},
		jobs: map[string][]*object{}, assignments: map[string][]*object{}, schemas: map[string]*object{},
	}
	for stream, names := range files.Lists {
		t.lists[stream] = []*object{}
		for _, name := range names {
			objects, err := readObjects(fsys, name)
			if err != nil {
				return nil, err
			}
			if stream == snapshot.StreamSyncJobs {
				objects = t.addJobs(name, objects)
			}
			if stream == snapshot.StreamAppRoleAssignments {
				t.addAssignments(objects)
			}
			t.lists[stream] = append(t.lists[stream], objects...)
		}
	}
	fill(t.lists[snapshot.StreamCloudGroups])
	for _, g := range t.lists[snapshot.StreamCloudGroups] {
		t.groups[g.id()] = g
		t.meet(g)
	}
	for _, p := range t.lists[snapshot.StreamCloudPrincipals] {
		t.meet(p)
	}
	if err := t.related(fsys, files.Members, t.members); err != nil {
		return nil, err
	}
	return t, t.related(fsys, files.Owners, t.owners)
}

// fill gives every object the properties that others of its list have, as null: the exporter asked for
// them, and Graph writes what was asked for and has no value as null.
func fill(list []*object) {
	var names []string
	met := map[string]bool{}
	for _, o := range list {
		for i, key := range o.keys {
			if !met[key] && !strings.Contains(key, "@") {
				met[key] = true
				names = append(names, o.names[i])
			}
		}
	}
	for _, o := range list {
		for _, name := range names {
			if o.raw(name) == nil {
				o.names, o.keys, o.values = append(o.names, name), append(o.keys, strings.ToLower(name)), append(o.values, json.RawMessage("null"))
			}
		}
	}
}

// related reads members or owners of every group that has a file.
func (t *tenant) related(fsys fs.FS, files map[snapshot.GUID][]string, into map[string][]*object) error {
	for group, names := range files {
		all := []*object{}
		for _, name := range names {
			objects, err := readObjects(fsys, name)
			if err != nil {
				return err
			}
			for _, o := range objects {
				t.meet(o)
			}
			all = append(all, objects...)
		}
		into[group.String()] = all
	}
	return nil
}

// meet remembers a principal; the one with more properties wins.
func (t *tenant) meet(o *object) {
	if known := t.principals[o.id()]; known != nil && len(known.names) >= len(o.names) {
		return
	}
	t.principals[o.id()] = o
	if sid := o.text("onPremisesSecurityIdentifier"); sid != "" {
		t.bySID[strings.ToUpper(sid)] = o
	}
}

// unknownPrincipal owns the jobs of an export that does not say whose they are.
const unknownPrincipal = "00000000-0000-0000-0000-000000000000"

// addJobs keeps jobs and schemas by service principal and returns the jobs as Graph lists them:
// without the schema, which is a resource of its own, and without whose they are, which an
// exporter added or wrote into the file's name, as collect/entra reads it.
func (t *tenant) addJobs(name string, objects []*object) (jobs []*object) {
	stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
	fromName := unknownPrincipal
	if len(stem) > 36 && strings.Count(stem[len(stem)-36:], "-") == 4 {
		fromName = strings.ToLower(stem[len(stem)-36:])
	}
	var schema *object
	for _, o := range objects {
		if o.raw("synchronizationRules") != nil && o.raw("templateId") == nil {
			schema = o
			continue
		}
		owner := strings.ToLower(o.text("servicePrincipalId"))
		if owner == "" {
			owner = fromName
		}
		if inner := o.raw("schema"); len(inner) > 0 && inner[0] == '{' {
			t.schemas[o.text("id")], _ = parseObject(inner)
		}
		job := o.without("schema", "servicePrincipalId")
		t.jobs[owner] = append(t.jobs[owner], job)
		jobs = append(jobs, job)
	}
	if schema != nil && len(jobs) == 1 {
		t.schemas[jobs[0].text("id")] = schema
	}
	return jobs
}

func (t *tenant) addAssignments(objects []*object) {
	for _, o := range objects {
		owner := strings.ToLower(o.text("resourceId"))
		t.assignments[owner] = append(t.assignments[owner], o)
	}
}

// servicePrincipals returns those that own a job, sorted by id, as Graph lists the applications of
// cloud sync.
func (t *tenant) servicePrincipals() []*object {
	all := []*object{}
	for _, id := range slices.Sorted(maps.Keys(t.jobs)) {
		all = append(all, &object{
			names:  []string{"id", "displayName"},
			keys:   []string{"id", "displayname"},
			values: []json.RawMessage{quote(id), json.RawMessage(`"Cloud sync"`)},
		})
	}
	return all
}

func readObjects(fsys fs.FS, name string) ([]*object, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", name, err)
	}
	defer f.Close()
	all := []*object{}
	_, err = entra.DecodeObjects(f, func(text json.RawMessage) error {
		o, err := parseObject(text)
		if err != nil {
			return err
		}
		all = append(all, o)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return all, nil
}

// unknownTenant is the id of a tenant whose export does not say.
const unknownTenant = "00000000-0000-4000-8000-000000000000"

// TenantID is the id of the tenant in the export; a made-up one when the export does not say.
func (s *Server) TenantID() string {
	for _, stream := range []snapshot.Stream{snapshot.StreamOrganization, snapshot.StreamSyncConfiguration} {
		if list := s.tenant.lists[stream]; len(list) > 0 && list[0].id() != "" {
			return list[0].id()
		}
	}
	return unknownTenant
}
