package entra

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// folder is the part of an export that this package reads.
const folder = "cloud"

// spec is one list of an export: its stream, how its files are called, and the permission that
// Graph wants for it.
type spec struct {
	stream     snapshot.Stream
	stem       string
	permission string
}

// What an export may hold in the cloud folder; files are called <stem>*.json, in any case.
var (
	groupsSpec       = spec{snapshot.StreamCloudGroups, "groups", "GroupMember.Read.All or Group.Read.All"}
	membersSpec      = spec{snapshot.StreamCloudMemberships, "members", "GroupMember.Read.All with User.Read.All (and Member.Read.Hidden for hidden memberships)"}
	ownersSpec       = spec{snapshot.StreamCloudOwners, "owners", "Group.Read.All with User.Read.All"}
	principalsSpec   = spec{snapshot.StreamCloudPrincipals, "principals", "User.Read.All"}
	deletedSpec      = spec{snapshot.StreamCloudDeletedGroups, "deletedGroups", "Group.Read.All"}
	settingsSpec     = spec{snapshot.StreamTenantSettings, "settings", "Directory.Read.All"}
	organizationSpec = spec{snapshot.StreamOrganization, "organization", "Organization.Read.All"}
	syncSpec         = spec{snapshot.StreamSyncConfiguration, "onPremisesSynchronization", "OnPremDirectorySynchronization.Read.All (delegated: with the role Global Administrator)"}
	licencesSpec     = spec{snapshot.StreamLicences, "subscribedSkus", "LicenseAssignment.Read.All or Organization.Read.All"}
	jobsSpec         = spec{snapshot.StreamSyncJobs, "synchronizationJobs", "Synchronization.Read.All"}
	assignmentsSpec  = spec{snapshot.StreamAppRoleAssignments, "appRoleAssignedTo", "Application.Read.All"}
	reviewsSpec      = spec{snapshot.StreamAccessReviews, "accessReviews", "AccessReview.Read.All"}
	auditsSpec       = spec{snapshot.StreamDirectoryAudits, "directoryAudits", "AuditLog.Read.All"}
	privilegedSpec   = spec{snapshot.StreamPrivilegedAssignments, "privilegedAssignments", "PrivilegedAssignmentSchedule.Read.AzureADGroup"}
)

// maxSmall is more than any tenant has of what is kept in memory as a whole.
const maxSmall = 10_000

// full is an error where a list of what a tenant has few of has had n elements.
func (s spec) full(n int) error {
	switch s.stream {
	case snapshot.StreamTenantSettings, snapshot.StreamSyncJobs, snapshot.StreamLicences:
		if n >= maxSmall {
			return fmt.Errorf("more than %d objects of %s, which no tenant has; export it again", maxSmall, s.stem)
		}
	default:
	}
	return nil
}

// specs lists what stands in the cloud folder itself.
func specs() []spec {
	return []spec{
		groupsSpec, principalsSpec, deletedSpec, settingsSpec, organizationSpec, syncSpec, licencesSpec,
		jobsSpec, assignmentsSpec, reviewsSpec, auditsSpec, privilegedSpec,
	}
}

// export is what an export's cloud folder holds: files by stem, and those of members and owners by
// group, each in the order of their names.
type export struct {
	present         bool
	files           map[string][]string
	members, owners groupFiles
	// strange are files that nothing reads.
	strange []string
}

// groupFiles are the files of one kind for each group.
type groupFiles struct {
	groups map[snapshot.GUID][]string
	order  []snapshot.GUID
	// nameless are JSON files whose name does not start with a group's id, strange what is no such
	// file at all.
	nameless, strange []string
}

// survey lists an export's cloud folder.
func survey(fsys fs.FS) (*export, error) {
	e := &export{files: map[string][]string{}}
	entries, err := fs.ReadDir(fsys, folder)
	if errors.Is(err, fs.ErrNotExist) {
		return e, nil
	}
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", folder, err)
	}
	e.present = true
	for _, entry := range entries {
		if err := e.sort(fsys, entry); err != nil {
			return nil, err
		}
	}
	for _, files := range e.files {
		sortFiles(files)
	}
	return e, nil
}

// sort puts one entry of the folder in its place.
func (e *export) sort(fsys fs.FS, entry fs.DirEntry) (err error) {
	name := entry.Name()
	full := path.Join(folder, name)
	switch {
	case entry.IsDir() && strings.EqualFold(name, membersSpec.stem):
		e.members, err = surveyGroups(fsys, full)
		e.strange = append(e.strange, e.members.strange...)
		return err
	case entry.IsDir() && strings.EqualFold(name, ownersSpec.stem):
		e.owners, err = surveyGroups(fsys, full)
		e.strange = append(e.strange, e.owners.strange...)
		return err
	case strings.HasPrefix(name, "."):
		return nil
	}
	if !entry.IsDir() && isJSON(name) {
		for _, s := range specs() {
			if hasStem(name, s.stem) && !hasStem(name, "groupSettings") {
				e.files[s.stem] = append(e.files[s.stem], full)
				return nil
			}
		}
	}
	e.strange = append(e.strange, full)
	return nil
}

// hasStem reports whether a file is called <stem>*, in any case.
func hasStem(name, stem string) bool {
	return len(name) >= len(stem) && strings.EqualFold(name[:len(stem)], stem)
}

func surveyGroups(fsys fs.FS, dir string) (groupFiles, error) {
	g := groupFiles{groups: map[snapshot.GUID][]string{}}
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return g, fmt.Errorf("listing %s: %w", dir, err)
	}
	for _, entry := range entries {
		name := entry.Name()
		full := dir + "/" + name
		if strings.HasPrefix(name, ".") {
			continue
		}
		id, ok := parseGUID([]byte(name[:min(36, len(name))]))
		switch {
		case entry.IsDir() || !isJSON(name):
			g.strange = append(g.strange, full)
		case !ok:
			g.nameless = append(g.nameless, full)
		default:
			g.groups[id] = append(g.groups[id], full)
		}
	}
	for id, files := range g.groups {
		g.order = append(g.order, id)
		if len(files) > 1 {
			sortFiles(files)
		}
	}
	slices.SortFunc(g.order, func(a, b snapshot.GUID) int { return slices.Compare(a[:], b[:]) })
	return g, nil
}
