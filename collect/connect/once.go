package connect

import "fmt"

// onlyOne returns the one object of a file. A second one is of another server.
func onlyOne(b *body) (object, bool, error) {
	all := b.objects()
	if len(all) == 0 {
		return object{}, false, nil
	}
	for _, other := range all[1:] {
		if string(other.raw) != string(all[0].raw) {
			return object{}, false, &mixedError{fmt.Sprintf("expected one object, found %d different ones", len(all))}
		}
	}
	return all[0], true, nil
}

// once returns all objects with what key says of them, each once. Two with one key and different
// content are of two servers, or of two times.
func once(b *body, key func(object) string) ([]object, []string, error) {
	var kept []object
	var keys []string
	met := map[string]string{}
	for _, o := range b.objects() {
		k := key(o)
		if k == "" {
			continue
		}
		before, again := met[k]
		if again && before != string(o.raw) {
			return nil, nil, &mixedError{fmt.Sprintf("%s occurs twice with different content", visible(k))}
		}
		if !again {
			met[k] = string(o.raw)
			kept, keys = append(kept, o), append(keys, k)
		}
	}
	return kept, keys, nil
}
