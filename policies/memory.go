package policies

import (
	"hash/maphash"
	"sync"
	"sync/atomic"
)

// memoryShards keeps workers from waiting for one another.
const memoryShards = 16

// memoryLimit bounds the verdicts remembered in a run over all controls: about 150 MB.
const memoryLimit = 1 << 20

// memory remembers verdicts of one check by the values of what it reads. It is safe for several
// workers; two that miss at once both evaluate, and get equal verdicts.
type memory struct {
	seed   maphash.Seed
	shards [memoryShards]shard
	// room counts down over all memories of a run.
	room *atomic.Int64
}

type shard struct {
	sync.RWMutex
	verdicts map[string]*verdict
}

func newMemory(seed maphash.Seed, room *atomic.Int64) *memory {
	m := &memory{seed: seed, room: room}
	for i := range m.shards {
		m.shards[i].verdicts = map[string]*verdict{}
	}
	return m
}

func (m *memory) shard(key []byte) *shard {
	return &m.shards[maphash.Bytes(m.seed, key)%memoryShards]
}

// get returns nil for a key not seen yet.
func (m *memory) get(key []byte) *verdict {
	s := m.shard(key)
	s.RLock()
	v := s.verdicts[string(key)]
	s.RUnlock()
	return v
}

// put remembers a verdict while there is room.
func (m *memory) put(key []byte, v *verdict) {
	if m.room.Add(-1) < 0 {
		return
	}
	s := m.shard(key)
	s.Lock()
	s.verdicts[string(key)] = v
	s.Unlock()
}
