package entra

// texts returns a list of text: nil when absent, null or a defect, empty for an empty list.
func (o *object) texts(p property) []string {
	if o.null(p) {
		return nil
	}
	list := []string{}
	ok := o.items(p, func(raw []byte) bool {
		if raw[0] != '"' {
			o.blame(p, "a list of text", kind(raw)+" in it")
			return false
		}
		text := unquote(raw, nil)
		if !o.sane(p, text) {
			return false
		}
		list = append(list, string(text))
		return true
	})
	if !ok {
		return nil
	}
	return list
}

// items calls yield with each element of a list until it returns false, and reports whether all
// were read.
func (o *object) items(p property, yield func(raw []byte) bool) bool {
	if o.null(p) {
		return true
	}
	raw := o.raw[p]
	if raw[0] == '{' {
		// Windows PowerShell writes some lists as {"value":[…],"Count":2}.
		wrapper := newObject(wrapperTable)
		if _, err := wrapper.index(raw, 0); err == nil && wrapper.has(wrapperValue) && wrapper.has(wrapperCount) {
			raw = wrapper.raw[wrapperValue]
		}
	}
	if raw[0] != '[' {
		o.strange(p, "a list", raw)
		return false
	}
	return elements(raw, yield)
}

// elements walks the elements of a valid JSON array.
func elements(raw []byte, yield func(raw []byte) bool) bool {
	i := skipSpace(raw, 1)
	for more := raw[i] != ']'; more; {
		end, err := skipValue(raw, i, 1)
		if err != nil || !yield(raw[i:end]) {
			return false
		}
		if i, more, err = skipComma(raw, end, ']'); err != nil {
			return false
		}
	}
	return true
}

// inner reads the object in p into to; false when absent, null or a defect.
func (o *object) inner(p property, to *object) bool {
	if o.null(p) {
		return false
	}
	if o.raw[p][0] != '{' {
		o.strange(p, "an object", o.raw[p])
		return false
	}
	_, err := to.index(o.raw[p], 0)
	return err == nil
}

// absorb takes over what was wrong with an object inside p.
func (o *object) absorb(p property, inner *object) {
	if inner.defect != "" && o.defect == "" {
		o.defect = o.table.names[p] + "." + inner.defect
	}
	if o.cut == nil {
		o.cut = inner.cut.within(o.table.names[p])
	}
}

// strange blames a value that is neither the list nor the object it should be. Text there may be
// what ConvertTo-Json wrote for an object below its -Depth.
func (o *object) strange(p property, want string, raw []byte) {
	if raw[0] == '"' && (o.pascal || cutOff(raw)) && o.cut == nil {
		o.cut = &cutError{value: raw, property: o.table.names[p]}
	}
	o.blame(p, want, kind(raw))
}

const (
	_ property = iota
	wrapperValue
	wrapperCount
)

var wrapperTable = newTable("id", "value", "count")

// objects reads each object of a list into inner and calls read.
func (o *object) objects(p property, inner *object, read func()) {
	o.items(p, func(raw []byte) bool {
		if raw[0] != '{' {
			o.strange(p, "a list of objects", raw)
			return false
		}
		if _, err := inner.index(raw, 0); err != nil {
			return false
		}
		read()
		o.absorb(p, inner)
		return o.defect == ""
	})
}
