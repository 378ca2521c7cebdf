package simulate

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Fault is something that goes wrong with certain requests.
type Fault struct {
	// On matches the path of a request without its version: "/groups", "/groups/{id}/members" for every
	// id, or with the id of one group in its place, "*" for all.
	On string
	// From is the first matching request that suffers, counted from 1, and Times how many do; 0 is
	// every one from there on.
	From, Times int
	// Do is what happens: a status such as "429", or drop, cut, drip, duplicate, loop,
	// uncounted, expired.
	Do string
	// Value belongs to it: Retry-After in seconds or as a date for a status, bytes for cut, bytes
	// a second for drip.
	Value string
}

// ParseFault reads ON[#FROM[+TIMES]]=DO[,VALUE]:
//
//	/groups#2+1=429,3          the second page of groups is throttled once, for three seconds
//	/settings=403              settings are always refused
//	/groups/{id}/members#5=cut,100   from the fifth on, members break off after 100 bytes
//
// A group's id in the place of {id} is that group alone.
//
// DO is a status from 400 to 599, drop (the connection breaks), cut,BYTES, drip,BYTES-A-SECOND,
// duplicate (the page before comes again), loop (the next link leads back), uncounted (the count that was
// asked for is left out) or expired (the token is no longer good until a new one is fetched).
func ParseFault(text string) (Fault, error) {
	const form = "expected ON[#FROM[+TIMES]]=DO[,VALUE], such as /groups#2+1=429,3"
	on, do, ok := strings.Cut(text, "=")
	if !ok || on == "" {
		return Fault{}, fmt.Errorf("reading fault %q: %s", text, form)
	}
	f := Fault{From: 1}
	f.Do, f.Value, _ = strings.Cut(do, ",")
	on, place, placed := strings.Cut(on, "#")
	if f.On = on; placed {
		from, times, bounded := strings.Cut(place, "+")
		var err error
		if f.From, err = strconv.Atoi(from); err != nil || f.From < 1 {
			return Fault{}, fmt.Errorf("reading fault %q: %s", text, form)
		}
		if bounded {
			if f.Times, err = strconv.Atoi(times); err != nil || f.Times < 1 {
				return Fault{}, fmt.Errorf("reading fault %q: %s", text, form)
			}
		}
	}
	if _, err := path.Match(f.On, "/"); err != nil {
		return Fault{}, fmt.Errorf("reading fault %q: the path %q is no pattern: %w", text, f.On, err)
	}
	if f.On = withIDs(strings.ReplaceAll(f.On, "{job}", "*"), strings.ToLower); !f.reaches() {
		return Fault{}, fmt.Errorf("reading fault %q: nothing asks for %q: expected *, or one of %s", text, on, strings.Join(paths(), " "))
	}
	return f, f.check(text)
}

// paths are those of requests, as faults name them.
func paths() (all []string) {
	for _, r := range (*Server)(nil).routes() {
		all = append(all, r.path)
	}
	return all
}

// reaches says whether a request can match, of any id.
func (f Fault) reaches() bool {
	of := Fault{On: anyID(f.On)}
	return slices.ContainsFunc(paths(), of.meets)
}

// meets says whether f is about a path.
func (f Fault) meets(asked string) bool {
	return f.On == "*" || slices.ContainsFunc([]string{asked, anyID(asked)}, func(p string) bool {
		matched, _ := path.Match(f.On, p)
		return matched || f.On == p
	})
}

// hasGroupsOf refuses a fault of one group that the tenant has not: it would never happen.
func (t *tenant) hasGroupsOf(faults []Fault) error {
	for _, f := range faults {
		rest, ofGroup := strings.CutPrefix(f.On, "/groups/")
		id, _, _ := strings.Cut(rest, "/")
		if ofGroup && anyID(id) != id && t.groups[id] == nil {
			return fmt.Errorf("the export has no group %s, of which a fault is to happen", id)
		}
	}
	return nil
}

// check says whether the fault is one that can happen.
func (f Fault) check(text string) error {
	n, err := strconv.Atoi(f.Value)
	switch f.Do {
	case "drop", "duplicate", "loop", "uncounted", "expired":
		return nil
	case "cut", "drip":
		if err != nil || n < 0 || f.Do == "drip" && n == 0 {
			return fmt.Errorf("reading fault %q: expected a number of bytes after %s", text, f.Do)
		}
		return nil
	}
	if status, err := strconv.Atoi(f.Do); err != nil || status < 400 || status > 599 {
		return fmt.Errorf("reading fault %q: expected a status from 400 to 599, drop, cut, drip, duplicate, loop, uncounted or expired, found %q", text, f.Do)
	}
	return nil
}
