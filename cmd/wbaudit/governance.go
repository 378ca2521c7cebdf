package main

import (
	"errors"
	"os"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/register"
)

// The lists of the part governance; its other keys are settings.
const (
	namingKey = "governance.naming"
	tier0Key  = "governance.tier0_groups"
	adminsKey = "governance.admins"
)

// governance turns settings into what the organization decided about its groups. The register is
// read here, before anything else is done.
func (c *config) governance() (diff.GovernanceChoices, error) {
	g := diff.GovernanceChoices{
		ReviewMaxAge: int(c.count("governance.review_max_age")), Stale: int(c.count("governance.stale")),
		Grace: int(c.count("governance.grace")), Now: c.moment("now"),
	}
	err := c.governanceLists(&g)
	if err != nil {
		return g, err
	}
	g.Register, err = c.register()
	return g, err
}

// governanceLists reads the lists of governance.
func (c *config) governanceLists(g *diff.GovernanceChoices) (err error) {
	if g.Naming, err = c.list(namingKey); err != nil {
		return err
	}
	if _, err := diff.CompileNaming(g.Naming); err != nil {
		return usage("file %s: %s, %w", c.path, namingKey, err)
	}
	if g.Tier0Groups, err = c.list(tier0Key); err != nil {
		return err
	}
	if err := diff.CheckTier0Groups(g.Tier0Groups); err != nil {
		return usage("file %s: %s, %w", c.path, tier0Key, err)
	}
	g.Admins, err = c.ids(adminsKey)
	return err
}

// ids reads a list of object ids.
func (c *config) ids(key string) ([]snapshot.GUID, error) {
	texts, err := c.list(key)
	if err != nil {
		return nil, err
	}
	var list []snapshot.GUID
	for i, text := range texts {
		id, err := snapshot.ParseGUID(text)
		if err != nil {
			return nil, usage("file %s: %s, entry %d: %q is no object id: expected one such as 12cce4b4-4ab8-40b7-be4d-f5d7742ec185", c.path, key, i+1, text)
		}
		list = append(list, id)
	}
	return list, nil
}

// list reads a list of texts, which only the file can give.
func (c *config) list(key string) ([]string, error) {
	value := c.file.Get(key)
	if value == nil {
		return nil, nil
	}
	items, ok := value.([]any)
	if !ok {
		return nil, usage("file %s: %s: expected a list of texts in brackets, such as [\"one\", \"two\"]", c.path, key)
	}
	list := make([]string, 0, len(items))
	for i, item := range items {
		text, ok := item.(string)
		if !ok || strings.TrimSpace(text) == "" {
			return nil, usage("file %s: %s, entry %d: expected a text in quotes", c.path, key, i+1)
		}
		list = append(list, text)
	}
	return list, nil
}

const registerKey = "governance.register"

// register reads the register; nil without one.
func (c *config) register() (*diff.Register, error) {
	path := c.place(registerKey)
	if path == "" {
		return nil, nil
	}
	if err := regularFile(path); err != nil {
		return nil, usage("%s: opening the register %s: %w", c.origin(registerKey), path, err)
	}
	file, err := os.Open(path)
	if err != nil {
		var reason *os.PathError
		if errors.As(err, &reason) {
			err = reason.Err
		}
		return nil, usage("%s: opening the register %s: %w: expected a CSV file with the columns id,purpose,owner,approver,reviewed", c.origin(registerKey), path, err)
	}
	defer file.Close()
	list, err := register.Read(file, path)
	if err != nil {
		return nil, usage("%w", err)
	}
	return list, nil
}
