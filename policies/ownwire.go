package policies

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"time"
)

// What the two processes say to each other, as gob messages: one request has one reply with its
// number, in any order. Both are the same program, which shapeDigest holds them to.
type (
	// ownRequest has one part set.
	ownRequest struct {
		ID    uint64
		Load  *loadRequest
		Test  *TestOptions
		Begin *beginRequest
		// Judge is a batch.
		Judge []question
	}

	// ownReply answers; Error is "" unless the request itself was refused.
	ownReply struct {
		ID    uint64
		Error string
		// Exceeded says that a control exceeded a limit instead of answering.
		Exceeded *LimitError
		// Blame answers nothing: it tells who would be to blame if the process ended now.
		Blame *blame
		Load  *loadReply
		Test  *TestResults
		// Verdicts has one for each check of each question, in their order.
		Verdicts []ownVerdict
	}

	// loadRequest is the first.
	loadRequest struct {
		Dir string
		// Shape is shapeDigest of the asking process.
		Shape   string
		Memory  int64
		Subject time.Duration
	}

	// blame is who takes the time of the process.
	blame struct {
		// Current is the control whose evaluation runs longest, Costliest the one that took most so far.
		Current, Costliest culprit
	}

	loadReply struct {
		// Controls is JSON: gob has no pointer to zero.
		Controls []byte
		// Readings are those of all checks of all controls in a row.
		Readings []ownReading
		Digest   string
	}

	ownReading struct {
		Places []ownPlace
		Now    bool
	}

	ownPlace struct {
		Name   string
		Steps  []int
		Exists bool
	}

	// beginRequest starts a run.
	beginRequest struct {
		// Tenant is the facts that its subjects have in common, by appendValue.
		Tenant []byte
		// Now is RFC 3339 or "".
		Now string
		// Parameters are those of each check.
		Parameters []map[string]any
	}

	// question asks several checks about one subject.
	question struct {
		// Subject is by packSubject.
		Subject []byte
		Checks  []int
	}

	ownVerdict struct {
		Applies        bool
		Undecided, Err string
		Findings       []ownFinding
	}

	ownFinding struct {
		Severity, Cause, Part string
		Evidence              map[string]any
	}
)

// shapeDigest identifies the facts as this program knows them.
func shapeDigest() string {
	text := fmt.Sprint(objectSchema(subjectType(KindGroup)), objectSchema(subjectType(KindTenant)))
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// packControls describes loaded controls.
func packControls(c *Catalogue) (*loadReply, error) {
	text, err := json.Marshal(c.controls)
	if err != nil {
		return nil, fmt.Errorf("describing own controls: %w", err)
	}
	r := &loadReply{Controls: text, Digest: c.digest}
	for _, check := range checksOf(c.controls) {
		read := readingOf(c.compiler.Modules[check.File].Rules, subjectType(check.Kind))
		wire := ownReading{Now: read.now}
		for _, p := range read.places {
			wire.Places = append(wire.Places, ownPlace{Name: p.name, Steps: p.steps, Exists: p.exists})
		}
		r.Readings = append(r.Readings, wire)
	}
	return r, nil
}

// checksOf lists the checks of all controls; their places in it are the numbers of the protocol.
func checksOf(controls []Control) []*Check {
	var all []*Check
	for i := range controls {
		for k := range controls[i].Checks {
			all = append(all, &controls[i].Checks[k])
		}
	}
	return all
}

// unpack is the reverse of packControls.
func (r *loadReply) unpack() ([]Control, error) {
	var controls []Control
	if err := json.Unmarshal(r.Controls, &controls); err != nil {
		return nil, fmt.Errorf("reading the description of own controls: %w", err)
	}
	for _, c := range controls {
		for i := range c.Parameters {
			p := &c.Parameters[i]
			var err error
			if p.Default, err = p.accept(p.Default); err != nil {
				return nil, fmt.Errorf("reading the description of own controls: %s: %w", c.ID, err)
			}
		}
	}
	checks := checksOf(controls)
	if len(checks) != len(r.Readings) {
		return nil, fmt.Errorf("reading the description of own controls: %d checks and %d readings", len(checks), len(r.Readings))
	}
	for n, check := range checks {
		read := reading{now: r.Readings[n].Now}
		for _, p := range r.Readings[n].Places {
			if !leads(subjectType(check.Kind), p.Steps) {
				return nil, fmt.Errorf("reading the description of own controls: no facts at %s", p.Name)
			}
			read.places = append(read.places, readAt(p))
		}
		check.own = &ownCheck{number: n, reading: read}
	}
	return controls, nil
}

func readAt(p ownPlace) read { return read{name: p.Name, steps: p.Steps, exists: p.Exists} }

// leads says whether field indexes lead from a struct to a fact.
func leads(t reflect.Type, steps []int) bool {
	for _, i := range steps {
		if t == nil || base(t).Kind() != reflect.Struct || i < 0 || i >= base(t).NumField() {
			return false
		}
		t = base(t).Field(i).Type
	}
	return t != nil
}

func packVerdict(v *verdict) ownVerdict {
	w := ownVerdict{Applies: v.applies, Undecided: v.undecided, Err: v.err}
	for _, f := range v.findings {
		w.Findings = append(w.Findings, ownFinding{Severity: f.severity, Cause: f.cause, Part: f.part, Evidence: f.evidence})
	}
	return w
}

func (w ownVerdict) unpack() *verdict {
	v := &verdict{applies: w.Applies, undecided: w.Undecided, err: w.Err}
	for _, f := range w.Findings {
		evidence := f.Evidence
		if evidence == nil {
			evidence = map[string]any{}
		}
		v.findings = append(v.findings, rawFinding{severity: f.Severity, cause: f.Cause, part: f.Part, evidence: evidence})
	}
	return v
}
