package report_test

import (
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

func TestWhatIsNeverComparedIsSaid(t *testing.T) {
	c := report.Comparison{Streams: []report.ComparedStream{
		{Name: "organization", Compared: report.ComparedYes, LeftOut: []string{"onPremisesLastSyncDateTime"}},
		{Name: "licences", Compared: report.ComparedYes},
		{Name: "directory_groups", Compared: report.ComparedPartly, Reason: "in part", LeftOut: []string{"whenChanged", "uSNChanged"}},
	}}
	const want = "left out, as it moves by itself: organization: onPremisesLastSyncDateTime; directory_groups: whenChanged, uSNChanged"
	if got := c.LeftOut(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := (&report.Comparison{Streams: c.Streams[1:2]}).LeftOut(); got != "" {
		t.Errorf("%q of what is compared in full", got)
	}
}

func TestAHeadlineTellsOfListsThatWereNotCompared(t *testing.T) {
	list := func(name, compared string) report.ComparedStream {
		return report.ComparedStream{Name: name, Compared: compared}
	}
	const yes, partly, no = report.ComparedYes, report.ComparedPartly, "no"
	for _, c := range []struct {
		name    string
		streams []report.ComparedStream
		want    string
	}{
		{"all of all", []report.ComparedStream{list("cloud_groups", yes)}, "0 differences in 30 compared objects"},
		{"a list that one side lacks", []report.ComparedStream{list("cloud_groups", yes), list("directory_groups", no)},
			"0 differences in 30 compared objects; 1 list not compared (directory_groups)"},
		{"a list of which a page is missing", []report.ComparedStream{list("cloud_groups", partly)}, "0 differences in 30 compared objects; 1 list compared in part (cloud_groups)"},
		{"groups before what is asked for less", []report.ComparedStream{list("licences", no), list("sync_jobs", no), list("access_reviews", no), list("directory_groups", no), list("directory_memberships", no)},
			"0 differences in 30 compared objects; 5 lists not compared (directory_groups, directory_memberships, licences, sync_jobs, …)"},
		{"a name that is none", []report.ComparedStream{list("**x**", no), list("", "maybe")}, "0 differences in 30 compared objects; 2 lists not compared (another, another)"},
	} {
		if got := (&report.Comparison{Objects: 30, Streams: c.streams}).Headline(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestGroupTypeIsToldInWords(t *testing.T) {
	for value, want := range map[string]string{
		"-2147483640": "universal security (-2147483640)", "8": "universal distribution (8)", "-2147483646": "global security (-2147483646)",
		"-2147483643": "domain-local security, built in (-2147483643)", "4": "domain-local distribution (4)",
		"0": "0", "12": "12", "": "", "security": "security", "99999999999": "99999999999",
	} {
		from, to := report.AttributeChange{Attribute: "groupType", From: &value}.Words()
		if *from != want || to != nil {
			t.Errorf("%q becomes %q and %v, want %q and nil", value, *from, to, want)
		}
		if from, _ = (report.AttributeChange{Attribute: "description", From: &value}).Words(); *from != value {
			t.Errorf("a description of %q becomes %q", value, *from)
		}
	}
}
