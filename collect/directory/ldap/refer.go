package ldap

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// refer notes once that the server referred to another place. Places that belong to every domain,
// and domains that are read, are no news.
func (d *reader) refer(text string) {
	place, err := url.Parse(text)
	dn := text
	if err == nil {
		dn = strings.TrimPrefix(place.Path, "/")
	}
	folded, err := snapshot.FoldDN(dn)
	usual := err == nil && (strings.HasPrefix(folded, "cn=configuration,") || strings.HasPrefix(folded, "cn=schema,") ||
		strings.HasPrefix(folded, "dc=domaindnszones,") || strings.HasPrefix(folded, "dc=forestdnszones,") || d.readerOf(folded) != nil)
	if usual || d.referred[dn] {
		return
	}
	d.referred[dn] = true
	d.w.Note("directory: " + d.host() + " referred to " + said(fmt.Errorf("%s", dn)) + ", which was not read: name that domain too if it matters")
}
