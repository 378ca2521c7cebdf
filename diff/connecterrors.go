package diff

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// ExportErrors counts what Connect servers that may write could not export of one copy, each error
// once and in the first class that fits.
type ExportErrors struct {
	// Count is the sum of all others.
	Count int `json:"count"`
	// Permission: the connector's account lacks rights. LocalMember: a universal group cannot have a
	// domain-local member. Duplicate: the object or a value of it exists already. Referral: the
	// object belongs to another domain controller. Phantom: its container is outside the scope
	// (0x80230218), which is DIF-30. Other: anything else.
	Permission  int `json:"permission"`
	LocalMember int `json:"local_member"`
	Duplicate   int `json:"duplicate"`
	Referral    int `json:"referral"`
	Phantom     int `json:"phantom"`
	Other       int `json:"other"`
}

// phantomCode is the engine's code for a parent that it does not know.
//
// Source: https://github.com/MicrosoftDocs/azure-docs/issues/63471
const phantomCode = "80230218"

// The classes of errors by what servers write: codes of Active Directory, decimal and hexadecimal,
// and words. Codes are bounded so that they are not found in ids.
//
// Source: [MS-ERREF] 2.2 and the run history of Connect.
var (
	permissionError  = regexp.MustCompile(`(?i)permission|insufficient access|access (?:is )?denied|\b(?:8344|0x0*2098|0x0*5)\b`)
	localMemberError = regexp.MustCompile(`(?i)local group as a member|\b(?:8519|0x0*2147)\b`)
	duplicateError   = regexp.MustCompile(`(?i)duplicate|already exists|already in use|\b(?:8305|0x0*2071|8648|0x0*21c8)\b`)
	referralError    = regexp.MustCompile(`(?i)referral|\b(?:8235|0x0*202b)\b`)
)

// class returns the count that an error belongs to.
func (e *ExportErrors) class(d *snapshot.ConnectErrorDetail) *int {
	text := d.Type + " " + d.Code + " " + d.Text
	switch {
	case strings.Contains(text, phantomCode):
		return &e.Phantom
	case localMemberError.MatchString(text):
		return &e.LocalMember
	case permissionError.MatchString(text):
		return &e.Permission
	case duplicateError.MatchString(text):
		return &e.Duplicate
	case referralError.MatchString(text):
		return &e.Referral
	}
	return &e.Other
}

func (e *ExportErrors) add(d *snapshot.ConnectErrorDetail) {
	*e.class(d)++
	e.Count++
}

// writing yields the errors of the way to a directory.
func (v *connectView) writing(each func(*snapshot.ConnectError)) {
	if !v.facts.mayWrite() {
		return
	}
	for i := range v.errors {
		if e := &v.errors[i]; !v.namesEntra(e.Connector) {
			each(e)
		}
	}
}

// namesEntra reports whether the connector of that name or id leads to the cloud.
func (v *connectView) namesEntra(name string) bool {
	for _, c := range v.connectors {
		if name != "" && c.Entra() && (strings.EqualFold(c.Name, name) || strings.EqualFold(c.ID, name)) {
			return true
		}
	}
	return strings.HasSuffix(strings.ToLower(name), " - aad")
}

// countErrors counts the errors of one server.
func (v *connectView) countErrors() (all, phantoms int) {
	var sum ExportErrors
	v.writing(func(e *snapshot.ConnectError) { sum.add(&e.ConnectErrorDetail) })
	return sum.Count, sum.Phantom
}

// placeErrors gives every error to the cloud group whose copy it is about: by the anchor, else by
// the copy's DN, else by the common name that writeback gives. It counts the errors in the writeback OU, and
// those without a DN, of which nobody can say which group they are about.
func (f *Facts) placeErrors(views []*connectView) {
	byDN := map[string][]*snapshot.ConnectError{}
	for _, v := range views {
		v.writing(func(e *snapshot.ConnectError) {
			if e.Anchor != nil {
				if row := findRow(f.cloud, *e.Anchor); row != none {
					f.placeError(row, e)
				}
				return
			}
			switch folded, err := snapshot.FoldDN(e.DN); {
			case err == nil && folded != "":
				byDN[folded] = append(byDN[folded], e)
			case mayBeOfGroup(e):
				f.tenant.Connect.Unplaced++
			}
		})
	}
	defer f.noteUnplaced()
	if len(byDN) == 0 {
		return
	}
	for i := range f.cloud {
		for _, dn := range f.CopyDNs(i) {
			folded, err := snapshot.FoldDN(dn)
			if err != nil {
				continue
			}
			for _, e := range byDN[folded] {
				f.placeError(int32(i), e)
			}
			delete(byDN, folded)
		}
	}
	f.placeByName(byDN)
}

// placeByName gives errors to the groups that their common names name: the copy does not exist yet, or has another
// name still.
func (f *Facts) placeByName(byDN map[string][]*snapshot.ConnectError) {
	suffixes := f.suffixes()
	for folded, errors := range byDN {
		row := int32(none)
		rdn, _ := splitDN(folded)
		switch format, id, suffix, _ := ParseCN(strings.TrimPrefix(rdn, "cn=")); format {
		case CNGroupID:
			row = findRow(f.cloud, id)
		case CNDisplayName:
			if named, found := suffixes[suffix]; found {
				row = named
			}
		}
		for _, e := range errors {
			switch {
			case row != none && f.cloud[row].kind.kind() != KindSynced:
				f.placeError(row, e)
			case (f.ou == "" || snapshot.ParentDN(folded) == f.ou) && mayBeOfGroup(e):
				f.tenant.Connect.Unplaced++
			}
		}
	}
}

func mayBeOfGroup(e *snapshot.ConnectError) bool {
	return e.ObjectType == "" || strings.EqualFold(e.ObjectType, "group")
}

func (f *Facts) noteUnplaced() {
	if n := f.tenant.Connect.Unplaced; n > 0 {
		f.tenant.Notes = append(f.tenant.Notes, fmt.Sprintf("%d export errors of Connect are of groups in the writeback OU, or of which no place was exported, and tell no cloud group: look at them in Synchronization Service Manager", n))
	}
}

func (f *Facts) placeError(row int32, e *snapshot.ConnectError) {
	if f.estate.exportErrors == nil {
		f.estate.exportErrors = map[int32]*ExportErrors{}
	}
	if f.estate.exportErrors[row] == nil {
		f.estate.exportErrors[row] = &ExportErrors{}
	}
	f.estate.exportErrors[row].add(&e.ConnectErrorDetail)
}

// exportErrorsOf returns the errors of a cloud group's copy.
func (f *Facts) exportErrorsOf(row int) ExportErrors {
	if e := f.estate.exportErrors[int32(row)]; e != nil {
		return *e
	}
	return ExportErrors{}
}
