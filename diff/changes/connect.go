package changes

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// keyed is the key of a record of a Connect server. The name of a server is that of a folder, so it
// holds no slash.
func keyed(server, id string) string { return strings.Trim(server+"/"+id, "/") }

func orderKeyed[T any](key func(*T) (first, second string)) func(a, b *T) int {
	return func(a, b *T) int {
		x, u := key(a)
		y, v := key(b)
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(u, v))
	}
}

// connectOf compares records of Connect servers whose key is a server and an id.
func connectOf[T any](stream snapshot.Stream, key func(*T) (server, id string), name func(*T) string, left ...string) listing[T] {
	return listing[T]{
		stream: stream, attributes: attributesOf[T](nil, append(left, "server", "id")...), order: orderKeyed(key), name: name,
		id: func(r *T) string { return keyed(key(r)) },
		missed: func(r *T, by *look) string {
			server, _ := key(r)
			return missedServer(server, by)
		},
	}
}

func connectServers() listing[snapshot.ConnectServer] {
	l := connectOf(snapshot.StreamConnectSettings, func(r *snapshot.ConnectServer) (string, string) { return r.Server, "" },
		func(r *snapshot.ConnectServer) string { return r.Server }, "parameters")
	// A server tells all of its parameters: one that it does not name it does not have.
	for i := range l.attributes {
		l.attributes[i].answers = !slices.Contains([]string{"instance_id", "version", "tenant"}, l.attributes[i].name)
	}
	l.gaps = func(a, b *snapshot.ConnectServer) []Gap {
		if side, unread := oneLacks(len(a.Parameters) == 0, len(b.Parameters) == 0); unread {
			return []Gap{unreadGap(everything, side)}
		}
		return nil
	}
	l.more = func(a, b *snapshot.ConnectServer) ([]Attribute, []Gap) {
		if _, unread := oneLacks(len(a.Parameters) == 0, len(b.Parameters) == 0); unread {
			return nil, nil
		}
		return pairsDiffer(a.Parameters, b.Parameters), nil
	}
	return l
}

func connectSchedulers() listing[snapshot.ConnectScheduler] {
	moving := []string{"sync_cycle_in_progress", "next_policy", "next_start"}
	l := connectOf(snapshot.StreamConnectScheduler, func(r *snapshot.ConnectScheduler) (string, string) { return r.Server, "" },
		func(r *snapshot.ConnectScheduler) string { return r.Server }, moving...)
	l.leftOut = moving
	return l
}

func connectFeatures() listing[snapshot.ConnectFeature] {
	l := connectOf(snapshot.StreamConnectFeatures, func(r *snapshot.ConnectFeature) (string, string) { return r.Server, r.Name },
		func(r *snapshot.ConnectFeature) string { return r.Name }, "name")
	// A server tells of every feature whether it is on.
	l.missed = func(*snapshot.ConnectFeature, *look) string { return "does not name it" }
	return l
}

func connectConnectors() listing[snapshot.ConnectConnector] {
	l := connectOf(snapshot.StreamConnectConnectors, func(r *snapshot.ConnectConnector) (string, string) { return r.Server, r.ID },
		func(r *snapshot.ConnectConnector) string { return r.Name }, "partitions", "containers")
	l.more = func(a, b *snapshot.ConnectConnector) ([]Attribute, []Gap) {
		found, gaps := listDiffers("partitions", unscoped(a.Partitions), unscoped(b.Partitions))
		if side, unread := oneLacks(!scoped(a), !scoped(b)); unread {
			return found, append(gaps, unreadGap("containers", side))
		}
		more, unread := listDiffers("containers", a.Containers, b.Containers)
		return append(found, more...), append(gaps, unread...)
	}
	return l
}

// scoped reports whether a connector told of each partition what is in scope.
func scoped(c *snapshot.ConnectConnector) bool {
	return c.Partitions != nil && !slices.ContainsFunc(c.Partitions, func(p snapshot.ConnectPartition) bool { return !p.Scoped || p.DN == "" })
}

// unscoped are partitions without word of whether they told their scope, which is how they were read.
func unscoped(list []snapshot.ConnectPartition) []snapshot.ConnectPartition {
	list = slices.Clone(list)
	for i := range list {
		list[i].Scoped = false
	}
	return list
}

// listDiffers compares lists as attributes of one name.
func listDiffers(name string, a, b any) ([]Attribute, []Gap) {
	x, y := reflect.ValueOf(a), reflect.ValueOf(b)
	if sameValue(x, y) {
		return nil, nil
	}
	if side, unread := partUnread(x, y); unread {
		return nil, []Gap{unreadGap(name, side)}
	}
	return []Attribute{{name, clip(textOf(x)), clip(textOf(y))}}, nil
}

// connectRules compares the body of a rule, too: it says more than the record's own fields, and what is
// told twice is better than what is not told.
func connectRules() listing[snapshot.ConnectRule] {
	l := connectOf(snapshot.StreamConnectRules, func(r *snapshot.ConnectRule) (string, string) { return r.Server, r.ID },
		func(r *snapshot.ConnectRule) string { return r.Name }, "body")
	l.more = func(a, b *snapshot.ConnectRule) ([]Attribute, []Gap) { return documentDiffers("body", a.Body, b.Body) }
	return l
}

func connectErrors() listing[snapshot.ConnectError] {
	moving := []string{"last", "retries"}
	l := connectOf(snapshot.StreamConnectErrors, func(r *snapshot.ConnectError) (string, string) { return r.Server, r.ID },
		func(r *snapshot.ConnectError) string { return r.DN }, moving...)
	l.leftOut = moving
	return l
}

// pairsDiffer compares named values.
func pairsDiffer(a, b []snapshot.SettingPair) []Attribute {
	return mapsDiffer(pairMap(a), pairMap(b))
}

func pairMap(list []snapshot.SettingPair) map[string]*string {
	values := named{}
	for i := range list {
		values.put(list[i].Name, &list[i].Value)
	}
	return values
}

// named are values by name.
type named map[string]*string

// put adds a value; a name that comes again is told from the one before by its number.
func (n named) put(name string, value *string) {
	key := schemaName(name)
	for i := 2; ; i++ {
		if _, taken := n[key]; !taken {
			n[key] = value
			return
		}
		key = fmt.Sprintf("%s (%d)", schemaName(name), i)
	}
}
