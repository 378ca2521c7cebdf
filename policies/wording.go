package policies

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// plain are the words a sentence uses for facts whose spelling says little to a reader. Types keep
// Microsoft's spelling, since that is what has to be typed.
var plain = map[reflect.Type]map[string]string{
	reflect.TypeFor[diff.Category](): {
		"security": "security group", "distribution": "distribution group", "unknown": "group of unknown category",
	},
	reflect.TypeFor[diff.Scope](): {
		"domainLocal": "domain-local", "builtinLocal": "built-in local",
	},
	reflect.TypeFor[diff.GroupKind](): {
		"synced": "synced group", "m365": "Microsoft 365 group", "security": "security group",
		"mailEnabledSecurity": "mail-enabled security group", "distribution": "distribution list",
		"other": "group of another kind", "unknown": "group of unknown kind",
	},
	// As places that lack a copy.
	reflect.TypeFor[diff.Spread](): {
		"no": "Active Directory", "yes": "Active Directory", "unread": "Active Directory", "unknown": "Active Directory",
		"lacking": "one of the domains that engines write it into",
	},
	reflect.TypeFor[diff.Engine](): {
		"v1": "Connect group writeback V1", "v2": "Connect group writeback V2", "cloudsync": "cloud sync", "": "no engine",
	},
}

// phrase is the text of one placeholder: the fact as spelled, and the words of a sentence for it.
type phrase struct {
	spelled, worded string
	// one is true for the number one.
	one bool
}

func (p phrase) in(sentence bool) (string, bool) {
	if sentence {
		return p.worded, p.one
	}
	return p.spelled, p.one
}

func same(s string) phrase { return phrase{spelled: s, worded: s, one: s == "1"} }

// phraseAt is the fact at a path of a subject.
func phraseAt(subject reflect.Value, path string) phrase {
	indexes, _, _ := steps(subject.Type(), strings.Split(path, "."))
	v := subject
	for _, i := range indexes {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return same("absent")
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return same("not set")
		}
		v = v.Elem()
	}
	return phraseOf(v)
}

func phraseOf(v reflect.Value) phrase {
	switch v.Kind() {
	case reflect.String:
		p := same(v.String())
		if p.spelled == "" {
			p = same("not set")
		}
		if word, ok := plain[v.Type()][v.String()]; ok {
			p.worded = word
		}
		return p
	case reflect.Bool:
		return same(strconv.FormatBool(v.Bool()))
	case reflect.Slice:
		return same(strconv.Itoa(v.Len()))
	default:
		return same(strconv.FormatInt(v.Int(), 10))
	}
}

// phraseOfValue is a parameter or a piece of evidence.
func phraseOfValue(x any) phrase {
	if f, ok := x.(float64); ok {
		return same(strconv.FormatFloat(f, 'f', -1, 64))
	}
	if n, ok := report.LeastOf(x); ok {
		text := report.AtLeast(n)
		return phrase{spelled: text, worded: text, one: n == 1}
	}
	return same(fmt.Sprint(x))
}
