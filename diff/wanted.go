package diff

import (
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// wanted finds accounts by the keys of a cloud principal that this snapshot does not hold, in the
// order of linker: User_<id>, SID, source anchor, objectGUID, DN.
type wanted struct {
	external, anchor, guid map[snapshot.GUID]uint32
	sid                    map[domainSID]uint32
	dn                     map[string]uint32
	// sids are the SIDs of the accounts in dn that have one: another SID is another object.
	sids map[uint32]domainSID
	// anchored is true when the source anchor is one of the directory's GUID attributes.
	anchored bool
}

func newWanted(anchored bool) *wanted {
	return &wanted{
		external: map[snapshot.GUID]uint32{}, anchor: map[snapshot.GUID]uint32{}, guid: map[snapshot.GUID]uint32{},
		sid: map[domainSID]uint32{}, dn: map[string]uint32{}, sids: map[uint32]domainSID{}, anchored: anchored,
	}
}

// usesGUIDAnchor reports whether immutable ids hold a GUID of the directory.
func usesGUIDAnchor(sync *snapshot.SyncConfiguration) bool {
	if sync == nil || sync.AnchorAttribute == nil {
		return true
	}
	name := anchorName(*sync.AnchorAttribute)
	return name == "" || name == "objectguid" || name == "ms-ds-consistencyguid"
}

func (w *wanted) empty() bool { return len(w.dn) == 0 }

func (w *wanted) add(f *Facts, k *directoryKeys, account uint32) {
	if id := k.external[account]; !id.IsZero() {
		w.external[id] = account
	}
	if sid := k.sid[account]; sid != (domainSID{}) {
		w.sid[sid], w.sids[account] = account, sid
	}
	guid := k.guid[account]
	if !guid.IsZero() {
		w.guid[guid] = account
	}
	if anchor := k.consistency[account]; w.anchored && !anchor.IsZero() {
		w.anchor[anchor] = account
	} else if w.anchored && !guid.IsZero() {
		w.anchor[guid] = account
	}
	_, dn := f.accountName(account)
	if folded, err := snapshot.FoldDN(dn); err == nil {
		w.dn[folded] = account
	}
}

// find returns the account that c was.
func (w *wanted) find(c *snapshot.CloudPrincipal) (uint32, bool) {
	if account, ok := w.external[c.ID]; ok {
		return account, true
	}
	sid, _ := parseSID(c.SecurityIdentifier)
	if account, ok := w.sid[sid]; ok && sid != (domainSID{}) {
		return account, true
	}
	if id := parseImmutable(c.ImmutableID); !id.IsZero() {
		if account, ok := w.anchor[id]; ok {
			return account, true
		}
	}
	if id := parseObjectID(c.ObjectIdentifier); !id.IsZero() {
		if account, ok := w.guid[id]; ok {
			return account, true
		}
	}
	if !set(c.DistinguishedName) {
		return 0, false
	}
	folded, err := snapshot.FoldDN(*c.DistinguishedName)
	if err != nil {
		return 0, false
	}
	account, ok := w.dn[folded]
	other := w.sids[account]
	return account, ok && (sid == (domainSID{}) || other == (domainSID{}) || sid == other)
}
