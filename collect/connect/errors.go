package connect

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// readErrors reads what a server could not export: objects of the connector space with their
// errors, run history with its steps, the XML of csexport inside JSON, or plain errors.
func (v *server) readErrors(b *body) error {
	e := errorList{server: v.name, at: map[string]int{}}
	var runs []object
	for _, o := range b.objects() {
		switch {
		case o.has("csexportxml"):
			e.xml(o, o.plain("connectorname"), "csexportxml")
		case o.has("runhistoryid"), o.has("runstepresults"):
			runs = append(runs, o)
		case o.has("exporterror"), o.has("hasexporterror"), o.has("synchronizationerror"):
			e.stagedObject(o)
		case o.has("errortype"), o.has("errorcode"):
			e.add(o, o.plain("connectorname", "connector"), o.errorDetail())
		default:
			o.faults.add(o.at, "an error, an object of the connector space or a run", o.raw)
		}
	}
	for _, run := range latestRuns(runs) {
		e.run(run)
	}
	v.errors = e.list
	return nil
}

// errorList gathers errors, the latest of each object and type.
type errorList struct {
	server string
	list   []snapshot.ConnectError
	at     map[string]int
	// met counts the errors met, those included that were in the list before.
	met int
}

// stagedObject takes an object of the connector space (Get-ADSyncCSObject); one without an error
// says nothing, unless it says that it has one.
func (e *errorList) stagedObject(o object) {
	exported := e.stagedError(o, "exporterror")
	e.stagedError(o, "synchronizationerror")
	if failed := o.flag("hasexporterror"); failed != nil && *failed && !exported {
		o.faults.add(o.place("exporterror"), "the error of an object that has one", o.raw)
	}
}

// stagedError takes the error under key; false when there is none.
func (e *errorList) stagedError(o object, key string) bool {
	raw, _ := o.get(key)
	if raw == nil {
		return false
	}
	if raw[0] == '{' {
		if inner, ok := o.inner(key); ok {
			e.add(o, o.plain("connectorname"), inner.errorDetail())
		}
		return true
	}
	text, _ := textOf(raw)
	switch {
	case cutOff(raw):
		o.faults.add(o.place(key), "an error", raw)
	case strings.HasPrefix(strings.TrimSpace(text), "<"):
		e.xml(o, o.plain("connectorname"), key)
	case text != "":
		e.add(o, o.plain("connectorname"), snapshot.ConnectErrorDetail{Type: text, Code: codeIn(text)})
	}
	return text != ""
}

// errorDetail reads an error object. One that has neither type nor code is of unknown cause.
func (o object) errorDetail() snapshot.ConnectErrorDetail {
	d := snapshot.ConnectErrorDetail{
		Type: o.plain("errortype", "error-type"), Code: o.plain("errorcode", "error-code"),
		Text:  joined(o.plain("errorliteral", "error-literal", "errordescription", "errormessage", "message"), o.plain("servererrordetail", "server-error-detail", "extensionerrorinfo")),
		First: o.time("firstoccurred"), Last: o.time("dateoccurred"), Retries: o.number("retrycount"),
	}
	if raw, _ := o.get("cderror"); raw != nil {
		text, _ := textOf(raw)
		if inside := errorsInXML(text); len(inside) > 0 {
			d.Code, d.Text = cmp.Or(d.Code, inside[0].Code), cmp.Or(d.Text, inside[0].Text)
		} else {
			d.Text = cmp.Or(d.Text, text)
		}
	}
	d.Code = cmp.Or(d.Code, codeIn(d.Text), codeIn(d.Type))
	if d.Type == "" && d.Code == "" {
		o.faults.add(o.at, "an error with ErrorType or ErrorCode", o.raw)
	}
	return d
}

// joined joins two texts that say different things.
func joined(a, b string) string {
	if a == "" || b == "" || strings.Contains(a, b) {
		return cmp.Or(a, b)
	}
	return a + " " + b
}

var codePattern = regexp.MustCompile(`(?i)\b0x[0-9a-f]{4,8}\b`)

// codeIn returns the first code in hexadecimal that a text holds.
func codeIn(text string) string { return codePattern.FindString(text) }

// xml takes the errors in the XML under key, of the object o or of all objects that it names.
func (e *errorList) xml(o object, connector, key string) {
	raw, _ := o.get(key)
	text, _ := textOf(raw)
	found, err := parseErrors(text)
	if err != nil {
		o.faults.add(o.place(key), "XML", raw)
	}
	for _, x := range found {
		e.put(snapshot.ConnectError{
			Connector: connector, DN: cmp.Or(x.dn, o.plain("distinguishedname", "dn")), ObjectType: cmp.Or(x.objectType, o.plain("objecttype")),
			Anchor: anchorIn(cmp.Or(x.around, string(o.raw))), ConnectErrorDetail: x.ConnectErrorDetail,
		}, cmp.Or(x.id, o.id("objectid", "csguid")))
	}
}

// add adds the error of an object. Attributes that were cut off would have told its anchor.
func (e *errorList) add(o object, connector string, d snapshot.ConnectErrorDetail) {
	raw, _ := o.get("attributes")
	elements, _ := elementsOf(raw)
	for _, attribute := range elements {
		if cutOff(attribute) {
			o.faults.add(o.place("attributes"), "an attribute", attribute)
		}
	}
	e.put(snapshot.ConnectError{
		Connector: connector, DN: o.plain("distinguishedname", "objectdn", "dn"), ObjectType: o.plain("objecttype"),
		Anchor: anchorIn(string(o.raw)), ConnectErrorDetail: d,
	}, o.id("objectid", "csguid"))
}

// put keeps an error, or the later one of two.
func (e *errorList) put(x snapshot.ConnectError, id string) {
	e.met++
	x.Server = e.server
	x.ID = strings.Join([]string{strings.ToLower(x.Connector), cmp.Or(strings.ToLower(x.DN), id), x.Type}, "|")
	i, met := e.at[x.ID]
	if !met {
		e.at[x.ID] = len(e.list)
		e.list = append(e.list, x)
		return
	}
	if before := &e.list[i]; before.Last == nil || x.Last != nil && x.Last.After(*before.Last) {
		// The object tells of itself what the history of runs leaves out.
		x.ObjectType, x.Anchor = cmp.Or(x.ObjectType, before.ObjectType), cmp.Or(x.Anchor, before.Anchor)
		*before = x
	}
}

var anchorPattern = regexp.MustCompile(`(?i)\b(?:TakenOver_)?Group_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})`)

// anchorIn returns the cloud group that text speaks of: the only one it names.
func anchorIn(text string) *snapshot.GUID {
	var found *snapshot.GUID
	for _, m := range anchorPattern.FindAllStringSubmatch(text, -1) {
		id, err := snapshot.ParseGUID(m[1])
		if err != nil || found != nil && *found != id {
			return nil
		}
		found = &id
	}
	return found
}
