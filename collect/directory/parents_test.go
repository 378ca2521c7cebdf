package directory

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhetherMemberOfWasRead(t *testing.T) {
	const (
		head    = "# extended LDIF\n#\n# LDAPv3\n# filter: (objectClass=group)\n# requesting: "
		foot    = "# search result\nsearch: 2\nresult: 0 Success\n"
		contain = "memberOf: CN=All,OU=Groups,DC=contoso,DC=com"
	)
	for _, row := range []struct {
		claim, ldif string
		want        *bool
	}{
		{"values were read", record("G", alice, contain), new(true)},
		{"another group of the search had some", record("G", alice) + record("H", contain), new(true)},
		{"the search asked", head + "objectClass objectGUID memberOf member\n#\n\n" + record("G", alice) + foot, new(true)},
		{"the search asked for all", head + "ALL\n#\n\n" + record("G", alice) + foot, new(true)},
		{"the search did not ask", head + "objectClass objectGUID member\n#\n\n" + record("G", alice) + foot, new(false)},
		{"nothing says what the search asked", record("G", alice), nil},
		{"values were cut off", record("G", alice, "memberOf;range=0-1499: CN=All,OU=Groups,DC=contoso,DC=com"), new(false)},
		{"the last range was read", record("G", alice, "memberOf;range=0-*: CN=All,OU=Groups,DC=contoso,DC=com"), new(true)},
		{"one of two searches asked", head + "objectClass objectGUID member\n#\n\n" + record("G", alice) + foot + "\n" +
			head + "objectClass objectGUID memberOf\n#\n\n" + record("G") + foot, new(true)},
	} {
		t.Run(row.claim, func(t *testing.T) {
			if d := cmp.Diff(row.want, imported(t, row.ldif).group("G").MemberOfRead); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}
