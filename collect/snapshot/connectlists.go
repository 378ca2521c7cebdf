package snapshot

import (
	"iter"
)

// connectLists are the lists of what Connect servers say.
type connectLists struct {
	servers    *list[ConnectServer]
	schedulers *list[ConnectScheduler]
	features   *list[ConnectFeature]
	connectors *list[ConnectConnector]
	rules      *list[ConnectRule]
	errors     *list[ConnectError]
}

func newConnectLists(folder string, limit int) connectLists {
	return connectLists{
		servers: newList(byServer(StreamConnectSettings, func(r *ConnectServer) string { return r.Server }), folder, limit),
		schedulers: newList(byServer(StreamConnectScheduler, func(r *ConnectScheduler) string {
			return r.Server
		}), folder, limit),
		features: newList(byServerAnd(StreamConnectFeatures, "name", func(r *ConnectFeature) pair {
			return pair{r.Server, r.Name}
		}), folder, limit),
		connectors: newList(byServerAnd(StreamConnectConnectors, "id", func(r *ConnectConnector) pair {
			return pair{r.Server, r.ID}
		}), folder, limit),
		rules: newList(byServerAnd(StreamConnectRules, "id", func(r *ConnectRule) pair {
			return pair{r.Server, r.ID}
		}), folder, limit),
		errors: newList(byServerAnd(StreamConnectErrors, "id", func(r *ConnectError) pair {
			return pair{r.Server, r.ID}
		}), folder, limit),
	}
}

func byServer[T any](stream Stream, key func(*T) string) kind[T] {
	return byText(stream, "server", key)
}

func byServerAnd[T any](stream Stream, column string, key func(*T) pair) kind[T] {
	return byPair(stream, "server", column, key)
}

// add adds a record of a Connect stream; found is false for any other.
func (l connectLists) add(record any) (found bool, err error) {
	switch r := record.(type) {
	case ConnectServer:
		return true, l.servers.add(&r)
	case ConnectScheduler:
		return true, l.schedulers.add(&r)
	case ConnectFeature:
		return true, l.features.add(&r)
	case ConnectConnector:
		return true, l.connectors.add(&r)
	case ConnectRule:
		return true, l.rules.add(&r)
	case ConnectError:
		return true, l.errors.add(&r)
	}
	return false, nil
}

func (l connectLists) sinks() map[Stream]sink {
	return map[Stream]sink{
		StreamConnectSettings: l.servers, StreamConnectScheduler: l.schedulers, StreamConnectFeatures: l.features,
		StreamConnectConnectors: l.connectors, StreamConnectRules: l.rules, StreamConnectErrors: l.errors,
	}
}

// ConnectServers yields Connect servers.
//
//go:noinline
func (r *Reader) ConnectServers() iter.Seq2[ConnectServer, error] {
	return recordsOf[ConnectServer](r, StreamConnectSettings)
}

// ConnectSchedulers yields the schedulers of Connect servers.
//
//go:noinline
func (r *Reader) ConnectSchedulers() iter.Seq2[ConnectScheduler, error] {
	return recordsOf[ConnectScheduler](r, StreamConnectScheduler)
}

// ConnectFeatures yields features of the tenant, once for each server that reports them.
//
//go:noinline
func (r *Reader) ConnectFeatures() iter.Seq2[ConnectFeature, error] {
	return recordsOf[ConnectFeature](r, StreamConnectFeatures)
}

// ConnectConnectors yields connectors.
//
//go:noinline
func (r *Reader) ConnectConnectors() iter.Seq2[ConnectConnector, error] {
	return recordsOf[ConnectConnector](r, StreamConnectConnectors)
}

// ConnectRules yields synchronization rules.
//
//go:noinline
func (r *Reader) ConnectRules() iter.Seq2[ConnectRule, error] {
	return recordsOf[ConnectRule](r, StreamConnectRules)
}

// ConnectErrors yields objects that could not be exported or synchronized.
//
//go:noinline
func (r *Reader) ConnectErrors() iter.Seq2[ConnectError, error] {
	return recordsOf[ConnectError](r, StreamConnectErrors)
}
