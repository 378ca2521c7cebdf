package policies

import (
	"flag"
	"hash/fnv"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/sync/errgroup"
)

// everyPair takes away two by two what failures depend on, which takes half an hour.
var everyPair = flag.Bool("every-pair", false, "take away every two things that one failure depends on, not a share of them")

// pairShare is how many pairs there are for one that is tried.
const pairShare = 4

// blindPair is two things that an export may lack at once.
type blindPair struct{ one, other loss }

func (p blindPair) what() string { return p.one.what + " and " + p.other.what }

func (p blindPair) take(files fstest.MapFS) fstest.MapFS { return p.other.take(p.one.take(files)) }

// leaning are the controls whose failures do not all stand without what was taken away: they depend on it.
func (j conclusions) leaning(less conclusions) map[string]bool {
	controls := map[string]bool{}
	for subject, outcomes := range j.outcomes {
		for id, was := range outcomes {
			if was == failed && less.outcomes[subject][id] != failed {
				controls[id] = true
			}
		}
	}
	return controls
}

// lean is one thing that was taken away, with the controls that depend on it.
type lean struct {
	loss
	controls map[string]bool
}

// pairsOf lists every two things that failures of one control depend on, and every one of them with every
// file: of what a control depends on, the second may be what it asks first.
func pairsOf(alone []lean) (pairs []blindPair) {
	for i, one := range alone {
		for _, other := range alone[i+1:] {
			if !one.some && !other.some && !within(one.what, other.what) && !within(other.what, one.what) && one.meets(other) {
				pairs = append(pairs, blindPair{one.loss, other.loss})
			}
		}
	}
	return pairs
}

// meets reports whether some control may ask for both.
func (l lean) meets(other lean) bool {
	if len(l.controls) > 0 && other.whole || len(other.controls) > 0 && l.whole {
		return true
	}
	for id := range l.controls {
		if other.controls[id] {
			return true
		}
	}
	return false
}

// within reports whether one thing is part of another.
func within(part, of string) bool {
	rest, ok := strings.CutPrefix(part, of)
	return ok && (rest == "" || strings.ContainsAny(rest[:1], "/ ."))
}

// chosen says whether a pair is tried where not every one is.
func (p blindPair) chosen() bool {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(p.what()))
	return hash.Sum32()%pairShare == 0
}

// tryPairs takes away two by two what was taken away alone. Thousands of tests that wait for their turn
// would take gigabytes, so that there are never more than run at once.
func (s *blindStory) tryPairs(t *testing.T, alone []lean, whole conclusions) {
	var workers errgroup.Group
	workers.SetLimit(runtime.GOMAXPROCS(0))
	for _, p := range s.chosenPairs(t, alone) {
		workers.Go(func() error {
			t.Run(p.what(), func(t *testing.T) { s.try(t, loss{what: p.what(), take: p.take}, whole) })
			return nil
		})
	}
	_ = workers.Wait()
}

// chosenPairs are the pairs that are tried: those that made a control green before, and of the others all, a
// share, or in short none.
func (s *blindStory) chosenPairs(t *testing.T, alone []lean) (chosen []blindPair) {
	t.Helper()
	for _, named := range onceGreenPairs {
		story, what, _ := strings.Cut(named, "/")
		if story != s.name {
			continue
		}
		p, ok := readPair(s, what)
		if !ok {
			t.Errorf("%s: no such losses", named)
			continue
		}
		chosen = append(chosen, p)
	}
	for _, p := range pairsOf(alone) {
		again := slices.ContainsFunc(chosen, func(other blindPair) bool { return other.what() == p.what() })
		if !again && (*everyPair || !testing.Short() && p.chosen()) {
			chosen = append(chosen, p)
		}
	}
	return chosen
}

// onceGreenPairs are pairs that made a control green before.
var onceGreenPairs = []string{
	"contoso/cloud/groups.json value.mailEnabled and cloud/onPremisesSynchronization.json",
	"contoso/cloud/groups.json value.writebackConfiguration.isEnabled and cloud/groups.json value.writebackConfiguration.onPremisesGroupType",
	"contoso/cloud/onPremisesSynchronization.json value.configuration and directory/ou.ldif adminDescription",
	"fineart/cloud/groups.json value.displayName and cloud/onPremisesSynchronization.json",
	"fineart/cloud/groups.json value.groupTypes and cloud/groups.json value.visibility",
	"fineart/cloud/groups.json value.isAssignableToRole and cloud/onPremisesSynchronization.json",
	"fineart/cloud/groups.json value.membershipRuleProcessingState and cloud/onPremisesSynchronization.json",
	"fineart/cloud/groups.json value.onPremisesSecurityIdentifier and cloud/groups.json value.onPremisesSyncEnabled",
	"fineart/cloud/groups.json value.onPremisesSecurityIdentifier and cloud/groups.json value.writebackConfiguration",
	"fineart/cloud/groups.json value.proxyAddresses and cloud/onPremisesSynchronization.json",
	"fineart/cloud/groups.json value.securityEnabled and cloud/onPremisesSynchronization.json",
	"fineart/cloud/groups.json value.visibility and cloud/onPremisesSynchronization.json",
	"fineart/cloud/groups.json value.writebackConfiguration and cloud/members",
	"fineart/cloud/onPremisesSynchronization.json and directory/ou.ldif adminDescription",
	"litware/cloud/groups.json value.groupTypes and cloud/groups.json value.membershipRule",
	"litware/cloud/onPremisesSynchronization.json and cloud/owners",
	"relecloud/cloud and directory/ou.ldif adminDescription",
}

// readPair finds the two losses of a story that a pair names.
func readPair(story *blindStory, what string) (blindPair, bool) {
	one, other, _ := strings.Cut(what, " and ")
	all := losses(story.export)
	i := slices.IndexFunc(all, func(l loss) bool { return l.what == one })
	j := slices.IndexFunc(all, func(l loss) bool { return l.what == other })
	if i < 0 || j < 0 {
		return blindPair{}, false
	}
	return blindPair{all[i], all[j]}, true
}
