package xlsx

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// why returns the last consideration of the engine that decides, else the last of all.
func why(w report.Writeback) string {
	text := ""
	decided := false
	for _, s := range w.Trace {
		if own := s.Engine == w.Engine && w.Engine != ""; own || !decided {
			text, decided = s.Text, own
		}
	}
	return text
}

func engineLines(answers []report.EngineAnswer) lines {
	var l lines
	for _, a := range answers {
		line := fmt.Sprintf("%s is %s: %s", a.Engine, a.State, a.Expected)
		if a.Type != "" {
			line += ", " + a.Type
		}
		l = append(l, line+" ("+nonEmpty(a.Confidence, "confidence", a.Row, "row")+")")
	}
	return l
}

func traceLines(steps []report.Step) lines {
	var l lines
	for _, s := range steps {
		line := fmt.Sprintf("%s (%s)", s.Text, nonEmpty(s.Confidence, "confidence", s.Row, "row"))
		if who := strings.TrimSpace(s.Engine + " " + s.Answer); who != "" { // what concerns all engines has neither
			line = who + ": " + line
		}
		if s.Source != "" {
			line += " " + s.Source
		}
		l = append(l, line)
	}
	return l
}

// nonEmpty joins pairs of a value and what it is, leaving out those without a value.
func nonEmpty(pairs ...string) string {
	var parts []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] != "" {
			parts = append(parts, pairs[i+1]+" "+pairs[i])
		}
	}
	return strings.Join(parts, ", ")
}

func driftLines(drift []report.Drift) lines {
	var l lines
	for _, d := range drift {
		l = append(l, d.Attribute+" "+d.Kind)
	}
	return l
}

func candidateLines(sides []report.DirectorySide) lines {
	var l lines
	for _, s := range sides {
		l = append(l, s.DN)
	}
	return l
}

func childLines(children []report.Child) lines {
	var l lines
	for _, c := range children {
		l = append(l, fmt.Sprintf("%s (%s): %s", c.Name, c.Kind, c.Problem))
	}
	return l
}

func changeLines(changes []report.Change) lines {
	var l lines
	for _, c := range changes {
		l = append(l, c.Sentence())
	}
	return l
}
