package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// setting is one key of the configuration: its default, how a value is checked, and what it means.
type setting struct {
	key     string
	preset  string
	check   func(string) error
	meaning string
}

// settings lists every scalar key; structures lists the others.
func settings() []setting { return slices.Concat(auditSettings(), liveSettings(), directorySettings()) }

// auditSettings are those of everything but live collection.
func auditSettings() []setting {
	defaults := diff.DefaultChoices()
	limits := defaults.MemberLimits
	return []setting{
		{"export", "", nil, "folder or zip of exported files to audit"},
		{"snapshot", "", nil, "stored snapshot to audit"},
		{"previous", "", nil, "earlier stored snapshot of the same tenant to compare with (folder or zip)"},
		{"waivers", "", nil, "YAML file of accepted risks; what it covers stays visible and does not count for fail_on"},
		{"triage", "", nil, "JSON Lines file of decisions that were taken on findings; the workbook shows them and marks those whose evidence changed"},
		{"baseline", "", nil, "stream of an earlier audit of the same tenant; findings are marked new or persisting, and what is resolved is listed"},
		{"fail_on_new", "false", isBool, "only findings that are new since the baseline, or have grown since, decide exit code 3"},
		{"out", "wbaudit-report", nil, "folder for snapshot, findings, workbook and page"},
		{"fail_on", "high", oneOf("critical", "high", "medium", "low", "info", "none"), "lowest severity that ends with exit code 3 or 4"},
		{"profiles", "audit", nil, "profiles to judge by, separated by commas; where none are chosen and an earlier snapshot is given, audit,drift"},
		{"policies", "", nil, "folder of your own controls, judged beside the built-in ones; controls test runs the tests of these alone"},
		{"policy_limits.memory", "512", isPositive, "MiB of memory that own controls may use"},
		{"policy_limits.subject", "5", isPositive, "seconds that own controls may take for one group, or for the tenant"},
		{"policy_limits.total", "600", isPositive, "seconds that own controls may take in all"},
		{"now", "", isTime, "time to judge by, RFC 3339 (default: the snapshot's end; for the end of waivers and the age of what is to move, the clock)"},
		{"collected_at", "", isTime, "end of collection of an export without export.json, RFC 3339"},
		{"allow_partial", "false", isBool, "audit what can be read of a broken file; its list becomes partial"},
		{"trust_nulls", "false", isBool, "believe the nulls of an export by PowerShell, in which a property that no object has a value of counts as not asked for"},
		{"engines.v1", "", isSwitch, "Connect Sync V1 is on or off, where the sync configuration was not read"},
		{"engines.v2", "", isSwitch, "Connect Sync V2 is on or off, likewise"},
		{"engines.cloudsync", "", isSwitch, "Cloud Sync provisioning to AD is on or off, likewise"},
		{"directory.writeback_ou", "", isDN, "DN of the writeback OU, where the sync configuration does not name it"},
		{"directory.sync_ous", "", isDNs, "DNs of the OUs that Connect reads, separated by semicolons (default: those of its exported connectors)"},
		{"tenant.id", "", isGUID, "tenant id: whom to collect from; for exports, where neither organization nor sync configuration was read"},
		{"security_null", string(defaults.SecurityNull), isAnswer, "is a security group without isEnabled written? (conflict C1)"},
		{"m365_null_setting_false", string(defaults.M365NullSettingFalse), isAnswer, "is a Microsoft 365 group without isEnabled written while the default is false? (C3)"},
		{"type_without_enable", string(defaults.TypeWithoutEnable), isAnswer, "does a type count where isEnabled is not set? (rows 7, 8 and 16)"},
		{"cloudsync.scope", string(defaults.CloudSyncScope), oneOf("", "selected", "all"), "mode of the Cloud Sync jobs, which Graph does not tell"},
		{"cloudsync.onpremises_users", "", isSwitch, "\"Provision membership to on-premises users\" of the Cloud Sync jobs is on or off, likewise"},
		{"cloudsync.domain", "", isDomain, "DNS name of the domain that the Cloud Sync job writes to, where its schema does not tell, or the one to audit of several"},
		{"cloudsync.container", "", isDN, "DN that the job's mapping of parentDistinguishedName gives, likewise"},
		{"cloudsync.common_name", "", oneOf("", "displayName", "groupId", "other"), "form of the names that the job's mapping of cn gives, likewise"},
		{"cloudsync.agent", "", isSID, "SID of the provisioning agent's account (default: known by the name that setup gives it)"},
		{"member_limit.v1", number(limits.V1), isCount, "largest group V1 writes, in direct members (C6); 0 follows the server's version"},
		{"member_limit.v2_m365", number(limits.V2M365), isCount, "largest Microsoft 365 group V2 writes (C6); 0 says that it is not known: larger ones than the smallest documented, 50000, are undecided"},
		{"member_limit.v2_security", number(limits.V2Security), isCount, "largest security group V2 writes (C6); 0 likewise, above 250000"},
		{"member_limit.cloudsync", number(limits.CloudSync), isCount, "largest group Cloud Sync writes (C6); 0 likewise, above 50000"},
		{"min_versions.v2", defaults.V2Floor, isVersion, "oldest Connect version that understands V2"},
		{"takenover_prefix", defaults.TakenOverPrefix, nil, "anchor prefix of groups adopted by a source-of-authority change"},
		{"governance.register", "", nil, "CSV register of groups: id, purpose, owner, approver, reviewed"},
		{"governance.review_max_age", strconv.Itoa(defaults.Governance.ReviewMaxAge), isDays, "days for which a review in the register holds"},
		{"governance.stale", strconv.Itoa(defaults.Governance.Stale), isDays, "days without a change after which a copy is stale"},
		{"governance.grace", strconv.Itoa(defaults.Governance.Grace), isDays, "days for which an expired account may stay a member"},
		{"cycle_minutes", strconv.Itoa(defaults.CycleMinutes), isCycle, "length of a sync cycle where it was not read"},
	}
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

func oneOf(allowed ...string) func(string) error {
	return func(value string) error {
		if slices.Contains(allowed, value) {
			return nil
		}
		words := slices.DeleteFunc(slices.Clone(allowed), func(a string) bool { return a == "" })
		unset := ""
		if len(words) < len(allowed) {
			unset = "; left out, it is unset"
		}
		return fmt.Errorf("expected one of %s%s", strings.Join(words, ", "), unset)
	}
}

func isAnswer(value string) error { return oneOf("yes", "no", "unknown")(value) }

func isSwitch(value string) error { return oneOf("", "on", "off")(value) }

func isTime(value string) error {
	if value == "" {
		return nil
	}
	if _, err := time.Parse(time.RFC3339, value); err != nil {
		return fmt.Errorf("expected a time such as 2026-11-20T23:55:00Z")
	}
	return nil
}

func isBool(value string) error {
	if _, err := strconv.ParseBool(value); err != nil {
		return fmt.Errorf("expected true or false")
	}
	return nil
}

func isCount(value string) error {
	if n, err := strconv.ParseInt(value, 10, 64); err != nil || n < 0 {
		return fmt.Errorf("expected a whole number from 0")
	}
	return nil
}

func isCycle(value string) error {
	const longest = int(diff.LongestCycle / time.Minute)
	if n, err := strconv.Atoi(value); err != nil || n < 0 || n > longest {
		return fmt.Errorf("expected a number of minutes from 0 to %d, the 7 days that Microsoft allows", longest)
	}
	return nil
}

// maxDays keeps the counting of days within the range of a time.
const maxDays = 36_500

func isDays(value string) error {
	if n, err := strconv.Atoi(value); err != nil || n < 0 || n > maxDays {
		return fmt.Errorf("expected a number of days from 0 to %d", maxDays)
	}
	return nil
}

func isVersion(value string) error {
	parts := strings.Split(value, ".")
	if len(parts) < 2 || len(parts) > 4 {
		return fmt.Errorf("expected a version such as 2.0.89.0")
	}
	for _, part := range parts {
		if isCount(part) != nil {
			return fmt.Errorf("expected a version such as 2.0.89.0")
		}
	}
	return nil
}

func isDN(value string) error {
	if value == "" {
		return nil
	}
	folded, err := snapshot.FoldDN(value)
	if err != nil {
		return fmt.Errorf("expected a distinguished name such as OU=Writeback,DC=example,DC=com: %w", err)
	}
	domain := false
	for dn := folded; dn != ""; dn = snapshot.ParentDN(dn) {
		if domain && !strings.HasPrefix(dn, "dc=") {
			return fmt.Errorf("expected a distinguished name that ends with its domain; behind the domain stands %s: separate several by semicolons where the setting takes several", dn)
		}
		domain = strings.HasPrefix(dn, "dc=")
	}
	return nil
}

func isDNs(value string) error {
	for _, dn := range diff.SplitDNs(value) {
		if err := isDN(dn); err != nil {
			return err
		}
	}
	return nil
}

// isDomain accepts a DNS name of at least one label, such as contoso.com.
func isDomain(value string) error {
	if value == "" {
		return nil
	}
	for label := range strings.SplitSeq(value, ".") {
		if label == "" || len(label) > 63 || strings.Trim(strings.ToLower(label), "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
			return fmt.Errorf("expected a DNS name such as corp.contoso.com")
		}
	}
	return nil
}

func isSID(value string) error {
	if value == "" {
		return nil
	}
	if !diff.IsAccountSID(value) {
		return fmt.Errorf("expected the SID of an account such as S-1-5-21-1004336348-1177238915-682003330-1142")
	}
	return nil
}

func isGUID(value string) error {
	if value == "" {
		return nil
	}
	if _, err := snapshot.ParseGUID(value); err != nil {
		return fmt.Errorf("expected a GUID such as 12cce4b4-4ab8-40b7-be4d-f5d7742ec185")
	}
	return nil
}
