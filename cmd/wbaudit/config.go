package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"

	"github.com/wbaudit/wbaudit/policies"
)

const (
	defaultConfigFile = "wbaudit.yaml"
	envPrefix         = "WBAUDIT_"
)

// config resolves every setting: flag > WBAUDIT_* > file > default.
type config struct {
	// command is the name of the command that reads it.
	command string
	flags   *pflag.FlagSet
	// merged answers with environment, file and defaults; file holds the configuration file alone.
	merged, file *viper.Viper
	// path is the configuration file that was read; "" when there is none.
	path string
}

// loadConfig reads the configuration for c. Unknown keys and values of the wrong kind are usage
// errors that name the place.
func loadConfig(c *cobra.Command) (*config, error) {
	cfg := &config{command: c.Name(), flags: c.Flags(), merged: viper.New(), file: viper.New()}
	if err := refuseEmptyFlags(c.Flags()); err != nil {
		return nil, err
	}
	if err := cfg.readFile(c); err != nil {
		return nil, err
	}
	if err := cfg.refuseUnknown(os.Environ()); err != nil {
		return nil, err
	}
	for _, s := range settings() {
		cfg.merged.SetDefault(s.key, s.preset)
		if err := cfg.merged.BindEnv(s.key, envName(s.key)); err != nil {
			return nil, err
		}
	}
	if err := cfg.merged.MergeConfigMap(cfg.file.AllSettings()); err != nil {
		return nil, usage("reading configuration %s: %w", cfg.path, err)
	}
	return cfg, cfg.checkValues()
}

func (c *config) readFile(cmd *cobra.Command) error {
	path, _ := cmd.Flags().GetString("config")
	if path == "" {
		if _, err := os.Stat(defaultConfigFile); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		path = defaultConfigFile
	}
	if err := regularFile(path); err != nil {
		return usage("reading configuration %s: %w", path, err)
	}
	c.path = path
	text, err := readBounded(path, maxConfig)
	if err != nil {
		return usage("reading configuration %s: %w", path, err)
	}
	form := configFile{path: path, scalars: map[string]string{}}
	for _, s := range settings() {
		form.scalars[s.key] = s.meaning
	}
	if err := form.check(text); err != nil {
		return err
	}
	c.file.SetConfigType("yaml")
	if err := c.file.ReadConfig(bytes.NewReader(text)); err != nil {
		return form.syntax(err)
	}
	return nil
}

// refuseEmptyFlags refuses flags with nothing behind them: a script's variable that is not set must not
// silently leave out own controls, a comparison or a time.
func refuseEmptyFlags(flags *pflag.FlagSet) (err error) {
	flags.Visit(func(f *pflag.Flag) {
		if err == nil && f.Value.Type() == "string" && f.Value.String() == "" {
			err = usage("flag --%s: expected a value, found none; give one or leave the flag out", f.Name)
		}
	})
	return err
}

// regularFile refuses what would be waited for without end. What is not there is for the reader to say.
func regularFile(path string) error {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return errors.New("expected a regular file, found a pipe, a socket or a device")
	}
	return nil
}

// refuseUnknown refuses keys and variables that no setting has: a misspelt one must never be a
// setting that silently does not apply.
func (c *config) refuseUnknown(environment []string) error {
	var keys, variables []string
	for _, s := range settings() {
		keys = append(keys, s.key)
		variables = append(variables, envName(s.key))
	}
	for _, s := range structures() {
		keys = append(keys, s.key)
	}
	for _, key := range c.file.AllKeys() {
		if !slices.Contains(keys, key) && !structured(key) {
			return usage("file %s: unknown key %q%s", c.path, key, nearest(key, keys))
		}
	}
	for _, pair := range environment {
		name, value, _ := strings.Cut(pair, "=")
		if strings.HasPrefix(name, envPrefix) && value != "" && !slices.Contains(variables, name) {
			return usage("environment: unknown variable %s%s", name, nearest(name, variables))
		}
	}
	return nil
}

func (c *config) checkValues() error {
	for _, s := range settings() {
		if s.check == nil {
			continue
		}
		if err := s.check(c.text(s.key)); err != nil {
			return usage("%s: %s is not valid: %w", c.origin(s.key), quoted(s.key, c.text(s.key)), err)
		}
	}
	return nil
}

// quoted is a value for an error. Who writes a secret where its place belongs does not see it again.
func quoted(key, value string) string {
	if strings.HasSuffix(key, "secret") || strings.HasSuffix(key, "password") {
		return "the value"
	}
	return strconv.Quote(value)
}

func nearest(word string, known []string) string {
	return nearestOf(word, known, `; "wbaudit config view" lists all keys`)
}

// nearestOf suggests the known word nearest to word, or says otherwise.
func nearestOf(word string, known []string, otherwise string) string {
	// In a short word every letter counts: foo is not now.
	best, distance := "", min(4, (len(word)+1)/2)
	for _, k := range known {
		if d := levenshtein.ComputeDistance(word, k); d < distance {
			best, distance = k, d
		}
	}
	if best == "" {
		return otherwise
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

func envName(key string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

// flagName is the flag of a setting; those of governance and collect go without the name of their part.
func flagName(key string) string {
	key = strings.TrimPrefix(strings.TrimPrefix(key, "governance."), "collect.")
	return strings.NewReplacer("_", "-", ".", "-").Replace(key)
}

// text returns the value of a setting.
func (c *config) text(key string) string {
	if f := c.flags.Lookup(flagName(key)); f != nil && f.Changed {
		return f.Value.String()
	}
	// YAML reads a bare time stamp as a time.
	if at, ok := c.merged.Get(key).(time.Time); ok {
		return at.UTC().Format(time.RFC3339)
	}
	return c.merged.GetString(key)
}

// place returns the value of a setting that is a path. One in the configuration file is relative to
// that file's folder.
func (c *config) place(key string) string {
	return c.fromFile(key, c.text(key))
}

// fromFile returns a path in the value of a setting as this folder has it.
func (c *config) fromFile(key, path string) string {
	if path != "" && strings.HasPrefix(c.origin(key), "file ") && !filepath.IsAbs(path) {
		return filepath.Join(filepath.Dir(c.path), path)
	}
	return path
}

// origin says where the value of key came from.
func (c *config) origin(key string) string {
	if f := c.flags.Lookup(flagName(key)); f != nil && f.Changed {
		return "flag --" + f.Name
	}
	if value, ok := os.LookupEnv(envName(key)); ok && value != "" {
		return "environment " + envName(key)
	}
	if c.file.IsSet(key) {
		return "file " + c.path + ", key " + key
	}
	return "default"
}

// profiles are the chosen ones, and those that the command judges by in any case. Where none were chosen and
// an earlier snapshot is given, what changed since is judged as well.
func (c *config) profiles() []string {
	var names []string
	switch {
	case c.command == diffName:
		return []string{policies.DriftProfile}
	case c.text("previous") != "" && c.origin("profiles") == "default" && c.command != readinessName:
		names = append(names, policies.DriftProfile)
	}
	for name := range strings.SplitSeq(c.text("profiles"), ",") {
		names = append(names, strings.TrimSpace(name))
	}
	if c.command == readinessName {
		names = append(names, readinessProfiles...)
	}
	return names
}

// hasProfile reports whether a profile is among them.
func (c *config) hasProfile(name string) bool { return slices.Contains(c.profiles(), name) }
