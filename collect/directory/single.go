package directory

import (
	"fmt"
	"slices"
)

// several are the attributes that may have more than one value.
//
// Source: isSingleValued in MS-ADA1 to MS-ADA3 and MS-ADSC.
const several attributeSet = 1<<objectClass | 1<<description | 1<<proxyAddresses | 1<<showInAddressBook | 1<<memberOf |
	1<<enabledFeature | 1<<dnsRoot | 1<<member

// settleSingle looks at the attributes that can have one value only. One that a record gives twice is damaged
// where the values differ: nobody can say which is right, so that none counts.
func (o *object) settleSingle() {
	for a := range o.values {
		values := o.values[a]
		if len(values) < 2 || several.has(attribute(a)) {
			continue
		}
		if slices.ContainsFunc(values[1:], func(v string) bool { return v != values[0] }) {
			o.damaged.add(attribute(a))
			o.notef("%s%s has %d different values where one is possible, so none counts", o.place(), ldapNames[a], len(values))
			values = values[:0]
		}
		o.values[a] = values[:min(1, len(values))]
	}
}

// place is where the record begins, for a note; "" for a source that is no file.
func (o *object) place() string {
	if o.file == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d: ", o.file, o.line)
}
