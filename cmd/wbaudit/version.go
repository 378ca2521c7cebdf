package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
)

// buildVersion returns the module version, or "devel" for a build from a work tree.
func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "devel"
	}
	return info.Main.Version
}

// build says what this binary is and which formats it speaks.
type build struct {
	Version        string `json:"version"`
	Go             string `json:"go"`
	Platform       string `json:"platform"`
	SnapshotFormat int    `json:"snapshot_format"`
	StreamFormat   int    `json:"stream_format"`
	PolicyDigest   string `json:"policy_digest"`
}

func thisBuild() build {
	return build{
		Version: buildVersion(), Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH,
		SnapshotFormat: snapshot.Format, StreamFormat: report.Format, PolicyDigest: policies.Digest(),
	}
}

// String returns what the command version and the flag --version print.
func (b build) String() string {
	return fmt.Sprintf("wbaudit %s (%s, %s)\nsnapshot format %d, stream format %d\npolicies %s\n",
		b.Version, b.Go, b.Platform, b.SnapshotFormat, b.StreamFormat, b.PolicyDigest)
}

func versionCommand(t terminal) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "version",
		Short: "Print version, formats and policy digest",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			b := thisBuild()
			if asJSON {
				return json.NewEncoder(t.out).Encode(b)
			}
			_, err := fmt.Fprint(t.out, b)
			return err
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}
