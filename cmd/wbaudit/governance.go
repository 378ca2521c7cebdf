package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/register"
)

// governanceLists are the lists of the configuration file's part governance; the scalar keys of
// that part are settings.
var governanceLists = []struct{ key, meaning string }{
	{"governance.naming", "regular expressions (RE2), one of which the name of a written group must match"},
	{"governance.tier0_groups", "further privileged directory groups, by SID, DN or name"},
	{"governance.admins", "object ids of administrators who may own groups that give access on-premises"},
}

// governance turns settings into what the organization decided about its groups. The register is
// read here, before anything else is done.
func (c *config) governance() (diff.GovernanceChoices, error) {
	g := diff.GovernanceChoices{
		ReviewMaxAge: int(c.count("governance.review_max_age")), Stale: int(c.count("governance.stale")),
		Grace: int(c.count("governance.grace")), Now: c.moment("now"),
	}
	var err error
	if g.Naming, err = c.list("governance.naming"); err != nil {
		return g, err
	}
	if _, err := diff.CompileNaming(g.Naming); err != nil {
		return g, usage("file %s: governance.naming, %w", c.path, err)
	}
	if g.Tier0Groups, err = c.list("governance.tier0_groups"); err != nil {
		return g, err
	}
	if err := diff.CheckTier0Groups(g.Tier0Groups); err != nil {
		return g, usage("file %s: governance.tier0_groups, %w", c.path, err)
	}
	if g.Admins, err = c.ids("governance.admins"); err != nil {
		return g, err
	}
	g.Register, err = c.register()
	return g, err
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

// governanceLines are the lists of the part as config view prints them.
func (c *config) governanceLines() []line {
	var lines []line
	for _, l := range governanceLists {
		if value := c.file.Get(l.key); value != nil {
			lines = append(lines, line{l.key, fmt.Sprint(value), l.meaning})
		}
	}
	return lines
}
