package diff

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// GovernanceChoices are what an organization decided about its groups. The zero value has no
// naming convention, no register, no groups of its own tier 0 and no administrators among owners, and calls nothing recent.
type GovernanceChoices struct {
	// ReviewMaxAge is how many days a review holds, Stale after how many days without a change a
	// copy is stale, Grace how many days an expired account may stay a member.
	ReviewMaxAge int `json:"review_max_age"`
	Stale        int `json:"stale"`
	Grace        int `json:"grace"`
	// Naming are regular expressions (RE2), one of which a display name must match; none means that
	// there is no convention.
	Naming []string `json:"naming,omitempty"`
	// Tier0Groups names further privileged groups, each by SID, DN, common name or sAMAccountName.
	Tier0Groups []string `json:"tier0_groups,omitempty"`
	// Admins are the object ids of people who are meant to decide as owners who gets access on-premises.
	Admins []snapshot.GUID `json:"admins,omitempty"`
	// Register is the organization's list of groups; nil without one.
	Register *Register `json:"register,omitempty"`
	// Now is the time that ages are counted to; nil takes the end of collection. The run record has
	// it already.
	Now *time.Time `json:"-"`
}

// Register is the list in which an organization keeps what its groups are for. The run record has
// what identifies it, not its rows.
type Register struct {
	// File is the base name of the file, Digest its SHA-256 in lower-case hex.
	File   string `json:"file"`
	Digest string `json:"digest"`
	// Count is the number of rows.
	Count int `json:"rows"`
	// Rows are in the order of the file; no two have the same ID.
	Rows []RegisterRow `json:"-"`
}

// RegisterRow is one group of the register. The texts are the operator's; "" where the field is
// empty.
type RegisterRow struct {
	// Line is where the row begins in the file, from 1.
	Line                     int
	ID                       snapshot.GUID
	Purpose, Owner, Approver string
	// Reviewed is the date of the last review, midnight UTC; nil when the field is empty.
	Reviewed *time.Time
}

// CheckTier0Groups refuses an entry with an equals sign that is no DN: it would name no group, and be
// missed without a word. An error names the entry, counted from 1.
func CheckTier0Groups(names []string) error {
	for i, name := range names {
		if !strings.Contains(name, "=") {
			continue
		}
		if _, err := snapshot.FoldDN(strings.TrimSpace(name)); err != nil {
			return fmt.Errorf("entry %d: %q is no DN: expected a SID, a DN such as CN=Vault,OU=Tier 0,DC=contoso,DC=com, or a name", i+1, name)
		}
	}
	return nil
}

// maxNaming bounds one expression, since every name is matched against all of them.
const maxNaming = 1000

// CompileNaming compiles naming expressions as they are matched: anywhere in a name unless anchored
// by ^ and $. An error names the entry, counted from 1, and what is wrong with it.
func CompileNaming(expressions []string) ([]*regexp.Regexp, error) {
	list := make([]*regexp.Regexp, 0, len(expressions))
	for i, text := range expressions {
		if text == "" || len(text) > maxNaming {
			return nil, fmt.Errorf("entry %d: expected a regular expression of 1 to %d characters", i+1, maxNaming)
		}
		e, err := regexp.Compile(text)
		if err != nil {
			return nil, fmt.Errorf("entry %d: expected a regular expression (RE2): %w", i+1, err)
		}
		list = append(list, e)
	}
	return list, nil
}
