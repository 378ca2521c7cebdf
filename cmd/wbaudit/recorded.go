package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/go-viper/mapstructure/v2"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// recordedChoices are the choices that a run was judged by, as its record has them. Of the register the record tells
// which it was, not its rows: those are of the configuration, as far as it names the same file.
func recordedChoices(run *report.Run, now *diff.Choices) (diff.Choices, error) {
	tree := map[string]any{}
	for _, c := range run.Choices {
		path := strings.Split(c.Key, ".")
		branch := tree
		for _, name := range path[:len(path)-1] {
			deeper, ok := branch[name].(map[string]any)
			if !ok {
				deeper = map[string]any{}
				branch[name] = deeper
			}
			branch = deeper
		}
		branch[path[len(path)-1]] = c.Value
	}
	var choices diff.Choices
	decoder, err := mapstructure.NewDecoder(&mapstructure.DecoderConfig{
		TagName: "json", WeaklyTypedInput: true, Result: &choices,
		DecodeHook: mapstructure.ComposeDecodeHookFunc(listOfText, mapstructure.TextUnmarshallerHookFunc()),
	})
	if err == nil {
		err = decoder.Decode(tree)
	}
	if err != nil {
		return diff.Choices{}, fmt.Errorf("reading the choices of the run: %w", err)
	}
	if r := choices.Governance.Register; r != nil && now.Governance.Register != nil && now.Governance.Register.Digest == r.Digest {
		choices.Governance.Register = now.Governance.Register
	}
	choices.Governance.Now = run.Now
	return choices, nil
}

// listOfText reads a list, which the record has as JSON.
func listOfText(from, to reflect.Type, value any) (any, error) {
	text, ok := value.(string)
	if !ok || from.Kind() != reflect.String || to.Kind() != reflect.Slice {
		return value, nil
	}
	var list []string
	err := json.Unmarshal([]byte(text), &list)
	return list, err
}
