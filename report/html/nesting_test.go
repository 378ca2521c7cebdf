package html_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// nested is a stream in which group 0 is in 1, which is in 2 but not written, 3 and 4 contain each other, 5
// contains itself, and 6 contains a group that the stream does not show.
func nested() []report.Record {
	records := reporttest.Demo(60)
	var groups []*report.Group
	for _, r := range records {
		if r.Group != nil {
			groups = append(groups, r.Group)
		}
	}
	edge := func(parent, child int, problem string) {
		c := report.Child{ID: groups[child].Target.ID, Name: groups[child].Target.Name, Kind: "security", Problem: problem}
		if problem == "" {
			groups[parent].ChildrenArriving = append(groups[parent].ChildrenArriving, c)
		} else {
			groups[parent].Children = append(groups[parent].Children, c)
		}
	}
	edge(1, 0, "")
	edge(2, 1, "not_written")
	edge(3, 4, "cycle")
	edge(4, 3, "cycle")
	edge(5, 5, "cycle")
	for child := 20; child < 40; child++ {
		edge(2, child, "")
	}
	groups[6].Children = append(groups[6].Children, report.Child{ID: "elsewhere", Name: "Elsewhere <b>", Kind: "unknown", Problem: "undecided"})
	groups[0].Members.Differences = []report.MemberDifference{
		{Difference: "missing", Class: "synced_user", ID: "a", DN: "CN=Ann,DC=contoso,DC=com", Name: "Ann", Reason: "must be a member of the copy and is not"},
		{Difference: "excluded", Class: "guest", ID: "b", Name: "Bob", Reason: "a guest is never written"},
		{Difference: "foreign", Class: "foreign_ad", DN: "CN=Cleo,DC=contoso,DC=com", Name: "Cleo", Reason: "no cloud object exists for it"},
	}
	groups[1].Members.Differences = []report.MemberDifference{
		{Difference: "missing", Class: "cloud_group_written", ID: groups[0].Target.ID, Name: groups[0].Target.Name, Reason: "must be a member of the copy and is not"}}
	return records
}

// edgesOf returns the titles of the edges drawn in the nth picture of the detail, by their state.
func edgesOf(n, state string) string {
	return `[...document.querySelectorAll("#detail .picture")[` + n + `].querySelectorAll(".edge.` + state + ` title")].map(e => e.textContent).join("|")`
}

func TestAGroupShowsWhereAMembershipBreaks(t *testing.T) {
	records := nested()
	b := open(t, records, "#group/"+keyOf(records, 0))
	const choose = `((name, text) => { const s = document.querySelector("#detail select[name=" + name + "]"); s.value = [...s.options].find(o => o.text.startsWith(text)).value; s.dispatchEvent(new Event("change")); return s.selectedOptions[0].text; })`
	for _, c := range []struct{ claim, person, breaks, ends string }{
		{"a missing member breaks in the directory", "Ann", "must be a member of the copy and is not", ""},
		{"a guest has no account, and ends by design", "Bob", "", "no account in the directory|a guest is never written"},
		{"a foreign member is no member in the cloud", "Cleo", "no cloud object|is no member", ""},
		{"any other member arrives", "Any other member", "", ""},
	} {
		b.eventually(t, choose+`("person", "`+c.person+`").startsWith("`+c.person+`")`, "true")
		b.eventually(t, edgesOf("0", "breaks"), c.breaks)
		if got := b.text(t, edgesOf("0", "ends")); got != c.ends {
			t.Errorf("%s: the path ends with %q, want %q", c.claim, got, c.ends)
		}
	}
	// The way up: 0 is missing in the copy of 1, which 2 contains and which is not written.
	top := records[indexOfGroup(records, 2)].Group.Target.Name
	b.eventually(t, choose+`("to", "`+top+`").includes("2 levels up")`, "true")
	b.eventually(t, edgesOf("0", "breaks"), "is missing in the copy: must be a member of the copy and is not")
	b.eventually(t, edgesOf("0", "ends"), "is not written back")
	b.quiet(t)
}

func TestAGroupShowsItsNesting(t *testing.T) {
	records := nested()
	b := open(t, records, "#group/"+keyOf(records, 2))
	titles := `[...document.querySelectorAll("#detail .picture")[1].querySelectorAll(".title")].map(e => e.textContent)`
	b.eventually(t, titles+`.includes("`+records[indexOfGroup(records, 1)].Group.Target.Name+`")`, "true")
	b.eventually(t, `document.querySelectorAll("#detail .picture")[1].querySelector(".more").textContent`, "and 14 more")
	b.eventually(t, edgesOf("1", "ends")+`.split("|")[0]`, "is not written back")
	// The picture's words are those of its table and of the legend of every picture.
	b.eventually(t, `[...document.querySelectorAll("#detail td")].filter(c => c.textContent === "ends by design: is not written back").length`, "1")
	b.eventually(t, `[...document.querySelectorAll("#detail .legend")].map(l => l.textContent.replace(/[—✕–?↻]/g, "").trim().split(/\s{2,}| (?=breaks|ends|not|part)/).join()).join("|")`,
		"holds,breaks,ends by design,not known|holds,breaks,ends by design,not known,part of a loop")
	// A link in the picture leads on, Back returns, closing leads to the list.
	b.text(t, `document.querySelectorAll("#detail .picture")[1].querySelector("a.jump").dispatchEvent(new MouseEvent("click", {bubbles: true}))`)
	b.eventually(t, `document.querySelector("#detail-title").textContent`, records[indexOfGroup(records, 1)].Group.Target.Name)
	b.text(t, `history.back()`)
	b.eventually(t, `document.querySelector("#detail-title").textContent`, records[indexOfGroup(records, 2)].Group.Target.Name)

	b.visit(t, "group/"+keyOf(records, 4))
	b.eventually(t, `document.querySelector("#detail .warn").textContent.includes("leads back to this group")`, "true")
	b.eventually(t, `document.querySelectorAll("#detail .edge.loop path").length > 1`, "true")
	b.visit(t, "group/"+keyOf(records, 6))
	b.eventually(t, `document.querySelector("#detail .sheet").textContent.includes("Elsewhere <b>")`, "true")
	b.eventually(t, `document.querySelectorAll("#detail .sheet b b").length`, "0")
	b.quiet(t)
}

// A window that is not laid out yet has hardly a width; no picture is drawn with one below zero, which is an error.
func TestPicturesKeepAWidthInAWindowThatHasNone(t *testing.T) {
	records := nested()
	b := startBrowser(t)
	b.emulate(t, 2, 900, "light")
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, render(t, records), 0o600); err != nil {
		t.Fatal(err)
	}
	b.openPage(t, file, "#group/"+keyOf(records, 2))
	b.eventually(t, `document.querySelectorAll("#detail .picture").length`, "2")
	b.eventually(t, `[...document.querySelectorAll("#detail .picture *")].filter(e => ["width", "height"].some(n => Number(e.getAttribute(n)) < 0)).length`, "0")
	b.quiet(t)
}

// In a narrow window the pictures go downwards, and nothing of them lies outside.
func TestPicturesFitANarrowWindow(t *testing.T) {
	records := nested()
	b := startBrowser(t)
	b.emulate(t, 400, 900, "light")
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, render(t, records), 0o600); err != nil {
		t.Fatal(err)
	}
	b.openPage(t, file, "#group/"+keyOf(records, 2))
	b.eventually(t, `document.querySelectorAll("#detail .picture").length`, "2")
	b.eventually(t, `[...document.querySelectorAll("#detail .picture")].every(p => p.scrollWidth <= p.clientWidth)`, "true")
	b.eventually(t, `[...document.querySelectorAll("#detail .picture .box")].every(e => e.getBoundingClientRect().right <= 400)`, "true")
	// No two boxes of a picture lie on one another.
	b.eventually(t, `[...document.querySelectorAll("#detail .picture")].every(p => { const all = [...p.querySelectorAll(".box")].map(e => e.getBoundingClientRect()); return all.every((a, i) => all.every((b, k) => i === k || a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top)); })`, "true")
	b.eventually(t, edgesOf("1", "ends")+`.split("|")[0]`, "is not written back")
	b.emulate(t, 1400, 900, "light")
	b.eventually(t, `document.querySelectorAll("#detail .picture svg")[0].getBoundingClientRect().width > 400`, "true")
	b.quiet(t)
}

func indexOfGroup(records []report.Record, n int) int {
	for i, r := range records {
		if r.Group == nil {
			continue
		}
		if n == 0 {
			return i
		}
		n--
	}
	return -1
}

// What was not read is drawn as not known: never as if it held.
func TestWhatWasNotReadIsNotDrawnAsIfItHeld(t *testing.T) {
	records := nested()
	run := *records[0].Run
	run.Streams = nil
	records[0] = report.Record{Run: &run}
	for _, r := range records {
		if r.Group != nil {
			r.Group.Directory = nil
			r.Group.Members = report.Members{Cloud: "complete", Directory: "absent", DirectoryReason: "not read"}
		}
	}
	b := open(t, records, "#group/"+keyOf(records, 0))
	b.eventually(t, `document.querySelectorAll("#detail .picture .edge.holds title").length`, "1") // in the cloud it is a member
	b.eventually(t, edgesOf("0", "unknown"), "members were not compared|the directory was not read|the directory was not read")
	b.eventually(t, `document.querySelector("#detail .sheet").textContent.includes("no copy found")`, "false")
	b.quiet(t)
}
