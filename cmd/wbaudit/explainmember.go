package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// explainMember answers "why is this person not in the AD group?" from the snapshot beside the
// findings.
func explainMember(ctx context.Context, t terminal, cfg *config, dir, id string) (err error) {
	path := filepath.Join(dir, snapshotName)
	if _, err := os.Stat(path); err != nil {
		return usage("%s holds no snapshot; name the folder of an audit with --in, or run \"wbaudit demo\" first", dir)
	}
	r, err := snapshot.OpenPath(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	choices, err := cfg.choices()
	if err != nil {
		return err
	}
	facts, err := diff.Load(ctx, r, choices)
	if err != nil {
		return err
	}
	views := facts.Member(id)
	if len(views) == 0 {
		return usage("no member %q in %s; give a cloud id, a user principal name or a DN", id, dir)
	}
	p := &printer{out: t.out}
	for _, v := range views {
		p.member(v)
	}
	return p.err
}

func (p *printer) member(v diff.MemberView) {
	p.print("%s  %s\n", v.Name, v.UserPrincipalName)
	p.print("  cloud id   %s\n  account    %s\n  class      %s\n", orNone(v.CloudID), orNone(v.DN), string(v.Class))
	p.print("\nIn %s groups:\n", fmt.Sprint(len(v.Edges)))
	for _, e := range v.Edges {
		p.print("  %-40s cloud %-3s  AD %-3s  %s\n", e.Name, yesNo(e.InCloud), yesNo(e.InDirectory), verdict(e))
	}
}

// verdict says in words what one edge came to.
func verdict(e diff.MemberEdge) string {
	switch {
	case e.Difference != "" && e.Reason != "":
		return e.Difference + ": " + e.Reason
	case e.Difference != "":
		return e.Difference
	case e.InCloud && e.InDirectory:
		return "as it should be"
	case e.DN == "":
		return "the group has no copy"
	}
	return "not compared: " + e.Members.CloudReason + e.Members.DirectoryReason
}

func orNone(text string) string {
	if text == "" {
		return "none known"
	}
	return text
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
