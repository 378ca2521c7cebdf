package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/collect/connect"
)

// initKeys are the settings that init asks for, in this order.
func initKeys() []string {
	return []string{
		"tenant.id", "cloud.name", "cloud.graph", "cloud.login", "cloud.sign_in", "cloud.client_id", "cloud.secret", "cloud.certificate", "cloud.ca_file",
		"directory.domains", "directory.sign_in", "directory.user", "directory.password", "directory.writeback_ou",
	}
}

func initCommand(t terminal) *cobra.Command {
	var form string
	c := &cobra.Command{
		Use:   "init",
		Short: "Write a configuration, or print a script that makes an export",
		Long: `Ask for what a live collection needs and write a configuration with every setting, its default and its meaning. What
is given by flags is not asked; without a terminal nothing is. Secrets are not asked: the configuration says where
they are. An existing file is kept unless --force is given.

With --export-script, print a script instead that reads both sides and writes a complete export, ready for
"wbaudit audit --export". The script only reads. "powershell" needs the Microsoft.Graph module and ldifde, "curl"
needs curl and ldapsearch.`,
		Example: `  wbaudit init
  wbaudit init --tenant-id 12cce4b4-4ab8-40b7-be4d-f5d7742ec185 --cloud-sign-in device
  wbaudit init --export-script powershell > export.ps1`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if form != "" {
				return printExportScript(t, form)
			}
			return runInit(c, t)
		},
	}
	c.Flags().StringVar(&form, "export-script", "", "print a script that makes an export: powershell or curl")
	c.Flags().String("out", defaultConfigFile, "file to write")
	c.Flags().Bool("force", false, "replace an existing file")
	addSettingFlags(c, initKeys()...)
	return c
}

func printExportScript(t terminal, form string) error {
	script, err := connect.ExportScript(form)
	if err != nil {
		return usage("--export-script: %w", err)
	}
	_, err = io.WriteString(t.out, script)
	return err
}

func runInit(c *cobra.Command, t terminal) error {
	path, _ := c.Flags().GetString("out")
	force, _ := c.Flags().GetBool("force")
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) && !force {
		return usage("--out %s: there is such a file already; --force replaces it", path)
	}
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	answers := cfg.given(initKeys())
	if isTerminal(t.in) {
		if err := (asker{t.in, t.talk}).fill(answers); err != nil {
			return err
		}
	}
	if answers["tenant.id"] == "" {
		return usage("init asks on a terminal only: without one it needs --tenant-id")
	}
	if err := cfg.together(answers); err != nil {
		return err
	}
	if err := replaceFile(path, commented(answers)); err != nil {
		return fmt.Errorf("writing the configuration: %w", err)
	}
	next := "wbaudit doctor"
	if path != defaultConfigFile {
		next += " --config " + path
	}
	fmt.Fprintf(t.out, "Wrote %s. Next: %s\n", path, next)
	return nil
}

// together refuses answers of which a collection could not begin with all.
func (c *config) together(answers map[string]string) error {
	for key, value := range answers {
		c.merged.Set(key, value)
	}
	if _, err := c.reachable(); err != nil {
		return err
	}
	return c.directoryNeeds()
}

// replaceFile writes a file as a whole or not at all.
func replaceFile(path, text string) error {
	beside := path + ".new"
	if err := os.WriteFile(beside, []byte(text), 0o600); err != nil {
		return err
	}
	if err := os.Rename(beside, path); err != nil {
		return errors.Join(err, os.Remove(beside))
	}
	return nil
}

// given returns the settings that somebody made, of those named.
func (c *config) given(keys []string) map[string]string {
	given := map[string]string{}
	for _, key := range keys {
		if c.origin(key) != "default" {
			given[key] = c.text(key)
		}
	}
	return given
}
