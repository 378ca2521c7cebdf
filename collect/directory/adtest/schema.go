//go:build linux

package adtest

import (
	"fmt"
	"strings"
)

// extension is an attribute that a hybrid directory has and Samba's schema lacks: the first came
// with Windows Server 2016, the others with Exchange. Where the real identifier is not public, one
// of the arc for home-made ones stands in.
type extension struct{ name, oid, syntax, om string }

var extensions = []extension{
	{"msDS-ExternalDirectoryObjectId", "1.2.840.113556.1.4.2310", "2.5.5.12", "64"},
	{"msExchRecipientDisplayType", "1.2.840.113556.1.4.7000.102.50730", "2.5.5.9", "2"},
	{"msExchRecipientTypeDetails", "1.2.840.113556.1.4.7000.102.50855", "2.5.5.16", "65"},
	{"mailNickname", "1.2.840.113556.1.8000.2554.999.4", "2.5.5.12", "64"},
	{"targetAddress", "1.2.840.113556.1.8000.2554.999.5", "2.5.5.12", "64"},
}

// schemaLDIF returns the attributes, and the change that lets users, groups and contacts have them:
// they hang on the auxiliary class Mail-Recipient, as in a real forest. The class may only name
// attributes that are loaded already, so the two are loaded one after the other.
func schemaLDIF(base string) (attributes, class string) {
	schema := "CN=Schema,CN=Configuration," + base
	var a, c strings.Builder
	fmt.Fprintf(&c, "dn: CN=Mail-Recipient,%s\nchangetype: modify\nadd: mayContain\n", schema)
	for _, e := range extensions {
		fmt.Fprintf(&a, "dn: CN=%[1]s,%[2]s\nobjectClass: top\nobjectClass: attributeSchema\nattributeID: %[3]s\nlDAPDisplayName: %[1]s\n"+
			"attributeSyntax: %[4]s\noMSyntax: %[5]s\nisSingleValued: TRUE\nsearchFlags: 1\nshowInAdvancedViewOnly: TRUE\n\n", e.name, schema, e.oid, e.syntax, e.om)
		fmt.Fprintf(&c, "mayContain: %s\n", e.name)
	}
	return a.String(), c.String()
}
