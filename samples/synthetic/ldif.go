package synthetic

import (
	"bufio"
	"cmp"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// lineWidth is where ldapsearch folds.
const lineWidth = 76

// ldif writes entries as ldapsearch does, with the head and the end that the export script puts around those of ldifde;
// the first error stays.
type ldif struct {
	w   *bufio.Writer
	err error
	// ended counts the entries.
	ended int
}

// writeLDIF writes the whole directory.
func (m *Model) writeLDIF(w io.Writer) error {
	l := &ldif{w: bufio.NewWriterSize(w, 1<<16)}
	m.entries(l)
	return errors.Join(l.err, l.w.Flush())
}

// filter is the search that the head names.
const filter = "(|(objectClass=organizationalUnit)(objectClass=group)(objectClass=user)(objectClass=crossRef))"

// requested are the attributes that the search names in its head, as ldapsearch -L writes it, so
// that an attribute no entry has is known to be unset rather than not asked for.
const requested = "objectClass cn objectGUID objectSid groupType adminDescription msDS-ExternalDirectoryObjectId displayName description " +
	"mail sAMAccountName msExchRecipientDisplayType msExchRecipientTypeDetails adminCount whenCreated whenChanged memberOf member"

func (m *Model) entries(l *ldif) {
	if !m.Bare {
		l.line("# base <DC=corp,DC=contoso,DC=com> with scope subtree")
		l.line("# filter: " + cmp.Or(m.Filter, filter))
		l.write("# requesting: " + strings.Join(append([]string{requested}, m.Requested...), " ") + "\n#\n\n")
	}
	for _, dn := range m.Containers {
		l.attribute("dn", dn)
		l.attribute("objectClass", "top")
		l.attribute("objectClass", "organizationalUnit")
		l.end()
	}
	if m.SchemaVersion > 0 {
		m.forest(l)
	}
	for _, a := range m.accounts() {
		l.account(a)
	}
	for _, c := range m.Copies {
		l.copy(c)
	}
	for _, e := range m.Entries {
		l.attribute("dn", e.DN)
		l.also(e.Attributes)
		l.end()
	}
	switch {
	case m.Counted:
		l.write(fmt.Sprintf("# search result\nsearch: 2\nresult: 0 Success\n\n# numResponses: %d\n# numEntries: %d\n", l.ended+1, l.ended))
	case !m.Bare:
		l.write("# search result\n")
	}
}

// emptySearch writes what ldapsearch says of a search of the schema without a result.
func emptySearch(w io.Writer) error {
	_, err := io.WriteString(w, "# extended LDIF\n#\n# LDAPv3\n# base <CN=Schema,CN=Configuration,DC=corp,DC=contoso,DC=com> with scope oneLevel\n"+
		"# filter: (lDAPDisplayName=msExchRecipientDisplayType)\n# requesting: objectClass lDAPDisplayName \n#\n\n"+
		"# search result\nsearch: 2\nresult: 0 Success\n\n# numResponses: 1\n")
	return err
}

// also writes attributes as they are, in their order.
func (l *ldif) also(attributes []Attribute) {
	for _, a := range attributes {
		l.attribute(a.Name, a.Value)
	}
}

// forest writes what is known of schema, partitions and optional features.
func (m *Model) forest(l *ldif) {
	const configuration = "CN=Configuration,DC=corp,DC=contoso,DC=com"
	l.attribute("dn", "CN=Schema,"+configuration)
	l.attribute("objectClass", "dMD")
	l.attribute("objectVersion", strconv.Itoa(m.SchemaVersion))
	l.end()
	if m.Exchange {
		l.attribute("dn", "CN=ms-Exch-Recipient-Display-Type,CN=Schema,"+configuration)
		l.attribute("objectClass", "attributeSchema")
		l.attribute("lDAPDisplayName", "msExchRecipientDisplayType")
		l.end()
	}
	l.attribute("dn", "CN=Partitions,"+configuration)
	l.attribute("objectClass", "crossRefContainer")
	if m.RecycleBin {
		l.attribute("msDS-EnabledFeature", "CN=Recycle Bin Feature,CN=Optional Features,CN=Directory Service,CN=Windows NT,CN=Services,"+configuration)
	} else {
		// That it is off shows only in a record with all attributes.
		l.also([]Attribute{{"instanceType", "4"}, {"name", "Partitions"}, {"objectCategory", "CN=Cross-Ref-Container,CN=Schema," + configuration},
			{"uSNCreated", "4118"}})
	}
	l.end()
	l.attribute("dn", "CN=CORP,CN=Partitions,"+configuration)
	l.attribute("objectClass", "crossRef")
	l.attribute("nCName", "DC=corp,DC=contoso,DC=com")
	l.attribute("dnsRoot", "corp.contoso.com")
	l.attribute("nETBIOSName", "CORP")
	l.attribute("systemFlags", "3")
	l.end()
}

// accounts lists every directory object that people, groups and copies name, once, in order.
func (m *Model) accounts() []*Account {
	seen := map[*Account]bool{}
	var list []*Account
	add := func(a *Account) {
		if a != nil && !seen[a] {
			seen[a] = true
			list = append(list, a)
		}
	}
	for _, p := range m.People {
		add(p.Account)
	}
	for _, g := range m.Groups {
		add(g.SyncedFrom)
	}
	for _, c := range m.Copies {
		for _, a := range c.Members {
			if !m.isCopy(a) {
				add(a)
			}
		}
	}
	for _, a := range m.Accounts {
		add(a)
	}
	return list
}

// isCopy reports whether a stands for one of the copies, which are written as groups.
func (m *Model) isCopy(a *Account) bool { return a.Class == "copy" }

func (l *ldif) account(a *Account) {
	l.attribute("dn", a.DN)
	l.attribute("objectClass", "top")
	switch a.Class {
	case "group", "contact", "foreignSecurityPrincipal":
		l.attribute("objectClass", a.Class)
	case "computer":
		l.attribute("objectClass", "user")
		l.attribute("objectClass", "computer")
	default:
		l.attribute("objectClass", "person")
		l.attribute("objectClass", "user")
	}
	l.octets("objectGUID", directoryOctets(a.GUID))
	if a.SID != "" {
		l.octets("objectSid", sidOctets(a.SID))
	}
	if a.SAM != "" {
		l.attribute("sAMAccountName", a.SAM)
	}
	if a.GroupType != 0 {
		l.attribute("groupType", strconv.Itoa(int(a.GroupType)))
	}
	if a.AdminCount != 0 {
		l.attribute("adminCount", strconv.Itoa(a.AdminCount))
	}
	l.also(a.Also)
	l.end()
}

func (l *ldif) copy(c *Copy) {
	l.attribute("dn", c.DN())
	l.attribute("objectClass", "top")
	l.attribute("objectClass", "group")
	l.attribute("cn", c.CN)
	l.octets("objectGUID", directoryOctets(c.GUID))
	l.octets("objectSid", sidOctets(c.SID))
	l.attribute("groupType", strconv.Itoa(int(c.GroupType)))
	for _, pair := range [][2]string{
		{"adminDescription", c.AdminDescription}, {"msDS-ExternalDirectoryObjectId", c.ExternalID},
		{"displayName", c.DisplayName}, {"description", c.Description}, {"mail", c.Mail}, {"sAMAccountName", c.SAM},
	} {
		if pair[1] != "" {
			l.attribute(pair[0], pair[1])
		}
	}
	if c.RecipientDisplayType != 0 {
		l.attribute("msExchRecipientDisplayType", strconv.FormatInt(c.RecipientDisplayType, 10))
		l.attribute("msExchRecipientTypeDetails", "8796093022208")
	}
	if c.AdminCount != 0 {
		l.attribute("adminCount", strconv.Itoa(c.AdminCount))
	}
	l.time("whenCreated", c.WhenCreated)
	l.time("whenChanged", c.WhenChanged)
	for _, dn := range c.MemberOf {
		l.attribute("memberOf", dn)
	}
	l.also(c.Also)
	l.members(c)
	l.end()
}

func (l *ldif) members(c *Copy) {
	if c.NoMembers {
		return
	}
	name := "member"
	if c.MembersCut {
		name = fmt.Sprintf("member;range=0-%d", len(c.Members)+len(c.MemberDNs)-1)
	}
	for _, a := range c.Members {
		l.attribute(name, a.DN)
	}
	for _, dn := range c.MemberDNs {
		l.attribute(name, dn)
	}
}

func (l *ldif) time(name string, t time.Time) {
	if !t.IsZero() {
		l.attribute(name, t.UTC().Format("20060102150405.0Z"))
	}
}

// attribute writes one value, as base64 where RFC 2849 asks for it.
func (l *ldif) attribute(name, value string) {
	if safe(value) {
		l.line(name + ": " + value)
		return
	}
	l.octets(name, []byte(value))
}

func (l *ldif) octets(name string, value []byte) {
	l.line(name + ":: " + base64.StdEncoding.EncodeToString(value))
}

func (l *ldif) end() {
	l.ended++
	l.line("")
}

func (l *ldif) line(text string) {
	for len(text) > lineWidth {
		l.write(text[:lineWidth] + "\n ")
		text = text[lineWidth:]
	}
	l.write(text + "\n")
}

func (l *ldif) write(text string) {
	if l.err == nil {
		_, l.err = l.w.WriteString(text)
	}
}

// safe reports whether value is a SAFE-STRING that does not end in a blank.
//
// Source: RFC 2849.
func safe(value string) bool {
	if value == "" {
		return true
	}
	if strings.ContainsRune(" :<", rune(value[0])) || strings.HasSuffix(value, " ") {
		return false
	}
	for i := range len(value) {
		if c := value[i]; c == 0 || c == '\n' || c == '\r' || c >= 0x80 {
			return false
		}
	}
	return true
}

// directoryOctets returns a GUID as Active Directory stores it.
func directoryOctets(guid string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(guid, "-", ""))
	if err != nil || len(b) != 16 {
		return nil
	}
	b[0], b[1], b[2], b[3] = b[3], b[2], b[1], b[0]
	b[4], b[5] = b[5], b[4]
	b[6], b[7] = b[7], b[6]
	return b
}

// sidOctets encodes S-1-5-… .
//
// Source: MS-DTYP 2.4.2.2.
func sidOctets(sid string) []byte {
	parts := strings.Split(sid, "-")
	if len(parts) < 4 {
		return nil
	}
	authority, _ := strconv.ParseUint(parts[2], 10, 48)
	b := []byte{1, byte(len(parts) - 3)}
	for shift := 40; shift >= 0; shift -= 8 {
		b = append(b, byte(authority>>shift))
	}
	for _, part := range parts[3:] {
		n, _ := strconv.ParseUint(part, 10, 32)
		b = append(b, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
	}
	return b
}
