package main

import (
	"strings"
	"testing"
)

func TestTheHelpOfReportNamesEveryFormatOfAWhatIf(t *testing.T) {
	_, after, _ := strings.Cut(reportCommand(terminal{}).Long, "The stream of a what-if ")
	sentence, _, _ := strings.Cut(after, "\n\n")
	for _, name := range namesOf(effectFormats()) {
		if !strings.Contains(strings.NewReplacer(",", " ", ".", " ", "\n", " ").Replace(sentence)+" ", " "+name+" ") {
			t.Errorf("the sentence does not name %s: %s", name, sentence)
		}
	}
}
