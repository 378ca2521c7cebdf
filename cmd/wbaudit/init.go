package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/collect/connect"
)

// initKeys are the settings that init takes from wherever settings come, and writes: the tenant, and whatever says how
// to reach either side. What it holds together is of these alone, so that no file lacks what was counted.
func initKeys() []string {
	keys := []string{"tenant.id"}
	for _, s := range settings() {
		if part, _, _ := strings.Cut(s.key, "."); part == "cloud" || part == "directory" {
			keys = append(keys, s.key)
		}
	}
	return keys
}

func initCommand(t terminal) *cobra.Command {
	var form string
	c := &cobra.Command{
		Use:   "init",
		Short: "Write a configuration, or print a script that makes an export",
		Long: `Ask for what a live collection needs and write a configuration with every setting, its default and its meaning. What
flags, environment or --config give is not asked, but written; without a terminal nothing is asked. Secrets are not
asked: the configuration says where they are. An existing file is kept unless --force is given.

With --export-script, print a script instead that reads both sides and writes a complete export, ready for
"wbaudit audit --export". The script only reads. "powershell" needs the Microsoft.Graph module and ldifde, "curl"
needs curl and ldapsearch.`,
		Example: `  wbaudit init
  wbaudit init --tenant-id 12cce4b4-4ab8-40b7-be4d-f5d7742ec185 --cloud-sign-in device
  wbaudit init --tenant-id 12cce4b4-4ab8-40b7-be4d-f5d7742ec185 --cloud-sign-in cli --directory-domains corp.contoso.com \
    --directory-sign-in kerberos --directory-user audit@corp.contoso.com --directory-keytab audit.keytab --directory-ca-file ca.pem
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
	given := cfg.given(initKeys())
	if isTerminal(t.in) {
		if err := (asker{t.in, t.talk}).fill(given); err != nil {
			return err
		}
	}
	if given["tenant.id"] == "" {
		return usage("init asks on a terminal only: without one it needs --tenant-id")
	}
	if err := cfg.together(given); err != nil {
		return err
	}
	if err := besideFile(path, given); err != nil {
		return err
	}
	if err := replaceFile(path, commented(given)); err != nil {
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
func (c *config) together(given answers) error {
	for key, value := range given {
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

// given returns the settings that somebody made, of those named, with files as this folder has them.
func (c *config) given(keys []string) answers {
	given := answers{}
	for _, key := range keys {
		if c.origin(key) == "default" {
			continue
		}
		given[key] = c.text(key)
		if prefix, file := fileIn(key, given[key]); file != "" {
			given[key] = prefix + c.fromFile(key, file)
		}
	}
	return given
}

// besideFile names the files in answers as a configuration at path has them: relative to its folder. Those who gave
// them meant this folder.
func besideFile(path string, given answers) error {
	folder, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("finding the folder of the configuration: %w", err)
	}
	for key, value := range given {
		prefix, file := fileIn(key, value)
		if file == "" || filepath.IsAbs(file) {
			continue
		}
		if file, err = filepath.Abs(file); err != nil {
			return fmt.Errorf("finding the file of %s: %w", key, err)
		}
		// Without a way from one to the other, as between drives, the whole path stands.
		if way, err := filepath.Rel(folder, file); err == nil {
			file = way
		}
		given[key] = prefix + file
	}
	return nil
}

// fileIn returns the file that a setting of init names, and what stands before it; "" for one that names none.
func fileIn(key, value string) (prefix, file string) {
	switch key {
	case "cloud.ca_file", "cloud.certificate", "cloud.token_file",
		"directory.ca_file", "directory.certificate", "directory.keytab", "directory.ccache", "directory.krb5_conf":
		return "", value
	case "cloud.secret", "cloud.certificate_password", "directory.password":
		if file, found := strings.CutPrefix(value, "file:"); found {
			return "file:", file
		}
	}
	return "", ""
}
