//go:build linux

package ldap

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/directory/adtest"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// load is what a domain holds: groups of 18 users, and of all of them the first.
type load struct{ users, groups int }

// BenchmarkReadOU reads a container of 10,000 groups with 185,000 memberships into a snapshot. The
// metric "ratio" is the time over that of ldapsearch with the same controls on the same server, each
// the best of its runs, taken in turn; "cpu-ratio" compares processor time of the two clients.
func BenchmarkReadOU(b *testing.B) { benchBeside(b, load{5000, 10_000}) }

// BenchmarkReadLargeGroup does the same with one group of 20,000 members, or as many as
// WBAUDIT_BENCH_MEMBERS says: the 250,000 of the budget take minutes to load.
func BenchmarkReadLargeGroup(b *testing.B) {
	members := 20_000
	if text := os.Getenv("WBAUDIT_BENCH_MEMBERS"); text != "" {
		var err error
		members, err = strconv.Atoi(text)
		must(b, err)
	}
	benchBeside(b, load{members, 1})
}

func benchBeside(b *testing.B, l load) {
	b.Helper()
	c := benchDomain(b, l)
	ou := "OU=Writeback," + c.Base
	o := &Options{
		Domains: []Domain{{Server: c.Host, Address: c.Address + ":636"}}, OUs: []string{ou},
		Credential: Simple{Name: "administrator@" + c.Realm, Password: c.Password}, TLS: TLS{Roots: c.Authority.Roots()},
	}
	var ours, theirs, oursCPU, theirsCPU time.Duration
	best := func(into *time.Duration, d time.Duration) {
		if *into == 0 || d < *into {
			*into = d
		}
	}
	for b.Loop() {
		cpu, began := processorTime(b), time.Now()
		benchRead(b, o, ou, l.groups)
		best(&ours, time.Since(began))
		best(&oursCPU, processorTime(b)-cpu)
		b.StopTimer()
		began = time.Now()
		best(&theirsCPU, ldapsearch(b, c, ou, l.groups))
		best(&theirs, time.Since(began))
		b.StartTimer()
	}
	b.ReportMetric(float64(ours)/float64(theirs), "ratio")
	b.ReportMetric(float64(oursCPU)/float64(theirsCPU), "cpu-ratio")
}

// benchRead reads the groups of the container, and nothing else, into a snapshot.
func benchRead(b *testing.B, o *Options, ou string, groups int) {
	b.Helper()
	w, err := snapshot.Create(filepath.Join(b.TempDir(), "snapshot"))
	must(b, err)
	r := newRun(o, w, directory.NewRecorder(w, nil))
	defer r.close()
	ctx := context.Background()
	must(b, r.connect(ctx))
	must(b, r.assign(ctx))
	must(b, r.readers[0].groupsOf(ctx, ou, allGroups, true))
	t, err := r.rec.Finish()
	must(b, err)
	if t.Groups != groups {
		b.Fatalf("%d groups, want %d: %v", t.Groups, groups, r.streams[snapshot.StreamDirectoryGroups].problems)
	}
	must(b, w.Abort())
}

// ldapsearch reads the same with the same controls and returns the processor time it took.
func ldapsearch(b *testing.B, c *adtest.Controller, ou string, groups int) time.Duration {
	b.Helper()
	authority := filepath.Join(b.TempDir(), "ca.pem")
	must(b, os.WriteFile(authority, c.Authority.PEM, 0o600))
	cmd := exec.Command("ldapsearch", append([]string{"-x", "-o", "ldif-wrap=no", "-H", "ldaps://" + c.Address, "-D", "administrator@" + c.Realm, "-w", c.Password,
		"-E", "pr=1000/noprompt", "-E", "1.2.840.113556.1.4.529=::MAMCAQE=", "-b", ou, allGroups}, directory.GroupAttributes()...)...)
	cmd.Env = append(os.Environ(), "LDAPTLS_CACERT="+authority)
	out, err := cmd.Output()
	must(b, err)
	// An extended name begins with <, so LDIF has it in base64.
	if n := strings.Count(string(out), "\ndn:: "); n != groups {
		b.Fatalf("ldapsearch read %d groups", n)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	must(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// benchDomain provisions a domain of the size.
func benchDomain(b *testing.B, l load) *adtest.Controller {
	b.Helper()
	if err := adtest.Missing(); err != nil {
		b.Skip(err)
	}
	path := filepath.Join(b.TempDir(), "load.ldif")
	must(b, os.WriteFile(path, []byte(l.ldif()), 0o600))
	c, err := adtest.Start(context.Background(), adtest.Options{Realm: "corp.example.com", LDIF: []string{path}})
	must(b, err)
	b.Cleanup(func() { must(b, c.Close()) })
	return c
}

func (l load) ldif() string {
	var text strings.Builder
	const base = "DC=corp,DC=example,DC=com"
	for i := range l.users {
		fmt.Fprintf(&text, "dn: CN=user%05[1]d,OU=People,%[2]s\nobjectClass: user\nsAMAccountName: user%05[1]d\n\n", i, base)
	}
	for i := range l.groups {
		fmt.Fprintf(&text, "dn: CN=Group_%08[1]d-b5ec-4f15-960f-865c28c015fa,OU=Writeback,%[2]s\nobjectClass: group\ngroupType: -2147483640\nsAMAccountName: group%05[1]d\n"+
			"adminDescription: Group_%08[1]d-b5ec-4f15-960f-865c28c015fa\ndisplayName: Group %[1]d\n", i, base)
		members := 18
		if i == 0 {
			members = l.users
		}
		for m := range members {
			fmt.Fprintf(&text, "member: CN=user%05d,OU=People,%s\n", (i*7+m)%l.users, base)
		}
		text.WriteString("\n")
	}
	return text.String()
}
