package main

import (
	"strings"

	"github.com/wbaudit/wbaudit/policies"
)

// acceptance is a gap in what was evaluated that the operator knows of: it does not lead to exit
// code 4. Control and reason must both be equal.
type acceptance struct {
	Control string `mapstructure:"control"`
	Reason  string `mapstructure:"reason"`
}

func (c *config) acceptances() ([]acceptance, error) {
	var list []acceptance
	if err := c.file.UnmarshalKey("accept", &list, strictKeys); err != nil {
		return nil, usage("file %s: accept: expected a list of {control, reason}: %s", c.path, decodeFault(err))
	}
	for i, a := range list {
		if a.Control == "" || a.Reason == "" {
			return nil, usage("file %s: accept, entry %d: control and reason are both needed", c.path, i+1)
		}
	}
	return list, nil
}

// override is what the file says of one control.
type override struct {
	Severity   string         `mapstructure:"severity"`
	Parameters map[string]any `mapstructure:"parameters"`
}

// controlSettings returns the overrides by control id. Whether ids, severities and parameters exist
// is checked by the catalogue.
func (c *config) controlSettings() (map[string]policies.Setting, error) {
	var byID map[string]override
	if err := c.file.UnmarshalKey("controls", &byID, strictKeys); err != nil {
		return nil, usage("file %s: controls: expected ID: {severity, parameters}: %s", c.path, decodeFault(err))
	}
	// viper folds keys; control ids are upper case.
	settings := make(map[string]policies.Setting, len(byID))
	for id, o := range byID {
		settings[strings.ToUpper(id)] = policies.Setting{Severity: o.Severity, Parameters: o.Parameters}
	}
	return settings, nil
}
