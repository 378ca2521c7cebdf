#!/usr/bin/env bash
# Writes an export for wbaudit with curl and ldapsearch. It only reads: every request to Graph is a
# GET, every LDAP operation is a search.
#
#   GRAPH_TOKEN=... LDAP_URL=ldaps://dc1.contoso.com LDAP_BASE=DC=contoso,DC=com \
#   LDAP_BIND_DN=... LDAP_PASSWORD=... WRITEBACK_OU=OU=Writeback,DC=contoso,DC=com ./export.sh ./export
#
# A part without its settings is left out: without GRAPH_TOKEN the cloud, without LDAP_URL the
# directory. Parts that are made one after the other add up in one folder. Servers of Connect are
# exported by the PowerShell form of this script, on each of them, into the same folder.
#
# GRAPH_TOKEN    access token for Graph with Directory.Read.All (settings, groups, members),
#                Group.Read.All (deleted groups), Member.Read.Hidden (hidden memberships),
#                OnPremDirectorySynchronization.Read.All and Synchronization.Read.All; for what only the
#                profile governance reads AccessReview.Read.All, AuditLog.Read.All and
#                PrivilegedAssignmentSchedule.Read.AzureADGroup
# SKIP_GOVERNANCE  1 leaves out what only the profile governance reads of the cloud
# GRAPH          Graph of the cloud, https://graph.microsoft.com
# LDAP_URL       ldaps://host, or ldap://host, which is used with StartTLS only
# LDAP_BASE      DN of the domain
# LDAP_BIND_DN   and LDAP_PASSWORD for a simple bind; without them Kerberos is used
# WRITEBACK_OU   DN of the writeback OU; without it only groups with an anchor are found
#
# Secrets are taken from the environment and never stand on a command line. jq is needed.
set -uo pipefail
umask 077

target=${1:-${EXPORT_PATH:-./export}}
graph=${GRAPH:-https://graph.microsoft.com}
graph=${graph%/}
missing=0

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

say() { printf '%s\n' "$*" >&2; }
fail() { say "export.sh: $*"; exit 2; }
lacks() { say "export.sh: $*"; missing=$((missing + 1)); }
now() { date -u +%Y-%m-%dT%H:%M:%SZ; }

need() { command -v "$1" >/dev/null || fail "$1 is not installed: install it and run this again"; }

# ---------------------------------------------------------------- cloud

group_properties=id,displayName,description,mail,mailNickname,proxyAddresses,groupTypes,mailEnabled,securityEnabled,securityIdentifier,visibility,isAssignableToRole,membershipRule,membershipRuleProcessingState,onPremisesSyncEnabled,onPremisesDomainName,onPremisesNetBiosName,onPremisesSamAccountName,onPremisesSecurityIdentifier,onPremisesLastSyncDateTime,onPremisesProvisioningErrors,createdDateTime,deletedDateTime,renewedDateTime,writebackConfiguration
group_extras=expirationDateTime,isManagementRestricted,resourceProvisioningOptions,assignedLabels
member_properties=id,displayName,userPrincipalName,userType,accountEnabled,onPremisesSyncEnabled,onPremisesImmutableId,onPremisesDistinguishedName,onPremisesSamAccountName,onPremisesDomainName,onPremisesSecurityIdentifier,onPremisesObjectIdentifier
# The gallery application that every cloud sync configuration is made from.
template=1a4721b3-e57f-4451-ae87-ef078703ec94

# get URL FILE: one answer of Graph, as it is, or no file. A token must not leave for another host.
get() {
	case $1 in
	"$graph"/*) ;;
	*) lacks "an answer of Graph points to another host ($1): not followed"; return 1 ;;
	esac
	local status
	status=$(curl --config "$work/curl" --get --output "$2.part" --write-out '%{http_code}' "$1") || status=${status:-000}
	if [ "$status" != 200 ]; then
		rm -f "$2.part"
		[ "$status" != 401 ] || fail "Graph answered 401: the token is missing, wrong or expired: get a new one and run this again"
		return 1
	fi
	mv -f "$2.part" "$2"
}

# pages STEM URL: every page of a list in a file of its own, STEM-0001.json and so on.
pages() {
	local stem=$1 url=$2 page=1 file
	rm -f "$stem"-[0-9][0-9][0-9][0-9].json
	while [ -n "$url" ]; do
		file=$(printf '%s-%04d.json' "$stem" "$page")
		get "$url" "$file" || return 1
		url=$(jq -r '."@odata.nextLink" // empty' "$file") || return 1
		page=$((page + 1))
	done
}

# list NAME URL: a list of the tenant; without permission the others still go on.
list() { pages "$target/cloud/$1" "$graph/$2" || lacks "$1 was not exported whole: it needs a permission, see above"; }

# ids STEM: the ids in the pages of a list.
ids() { cat "$1"-[0-9][0-9][0-9][0-9].json | jq -r '.value[].id | @uri'; }

cloud_groups() {
	local stem=$target/cloud/groups query='$top=999&$count=true'
	# What an earlier run wrote of groups that are no more.
	find "$target/cloud/members" "$target/cloud/owners" -name '*-[0-9][0-9][0-9][0-9].json' -delete
	pages "$stem" "$graph/beta/groups?\$select=$group_properties,$group_extras&$query" ||
		pages "$stem" "$graph/beta/groups?\$select=$group_properties&$query" ||
		{ lacks 'groups were not exported whole'; return; }
	local id
	for id in $(ids "$stem"); do
		pages "$target/cloud/members/$id" "$graph/beta/groups/$id/members?\$select=$member_properties&$query" || lacks "members of $id were not exported whole"
		pages "$target/cloud/owners/$id" "$graph/beta/groups/$id/owners?\$select=$member_properties&$query" || lacks "owners of $id were not exported whole"
	done
}

# cloud_jobs: each job of cloud sync with its schema behind it in one file, and what is in its scope.
cloud_jobs() {
	local cloud=$target/cloud principal job n=0
	rm -f "$cloud"/synchronizationJobs*.json "$cloud"/appRoleAssignedTo*.json
	if ! pages "$work/principals" "$graph/beta/servicePrincipals?\$filter=applicationTemplateId%20eq%20'$template'&\$select=id,displayName&\$top=999&\$count=true"; then
		lacks 'synchronization jobs were not exported: their service principals could not be read'
		return
	fi
	for principal in $(ids "$work/principals"); do
		pages "$cloud/appRoleAssignedTo-$principal" "$graph/beta/servicePrincipals/$principal/appRoleAssignedTo?\$top=999" || lacks "the scope of $principal was not exported whole"
		if ! pages "$work/jobs" "$graph/beta/servicePrincipals/$principal/synchronization/jobs"; then
			lacks "the jobs of $principal were not exported"
			continue
		fi
		while IFS= read -r job; do
			n=$((n + 1))
			get "$graph/beta/servicePrincipals/$principal/synchronization/jobs/$job" "$work/job" &&
				get "$graph/beta/servicePrincipals/$principal/synchronization/jobs/$job/schema" "$work/schema" &&
				{ cat "$work/job"; echo; cat "$work/schema"; } >"$cloud/synchronizationJobs-$n-$principal.json" ||
				lacks "job $job was not exported"
		done < <(ids "$work/jobs")
	done
	# No job is an answer too: the empty list as Graph gave it.
	[ -n "$(ids "$work/principals")" ] || cp "$work/principals-0001.json" "$cloud/appRoleAssignedTo-0001.json"
	[ "$n" -gt 0 ] || cp "$work/principals-0001.json" "$work/none"
	[ "$n" -gt 0 ] || jq -c '.value = [] | ."@odata.count" = 0' "$work/none" >"$cloud/synchronizationJobs-0001.json"
}

# governance: access reviews, who changed groups, and what privileged identity management gives each
# group that can have it. Graph wants each group named, so a group that was asked for has a file.
governance() {
	list accessReviews beta/identityGovernance/accessReviews/definitions
	list directoryAudits "beta/auditLogs/directoryAudits?\$filter=category%20eq%20'GroupManagement'"
	local id asked=0
	rm -f "$target/cloud"/privilegedAssignments-*.json
	for id in $(cat "$target/cloud/groups"-[0-9][0-9][0-9][0-9].json | jq -r '.value[] | select(.onPremisesSyncEnabled != true) | .id | @uri'); do
		if pages "$target/cloud/privilegedAssignments-$id" "$graph/beta/identityGovernance/privilegedAccess/group/assignmentScheduleInstances?\$filter=groupId%20eq%20'$id'"; then
			asked=$((asked + 1))
			continue
		fi
		lacks "what privileged identity management gives $id was not exported: it needs a permission, see above"
		# Where nothing could be read yet the permission is missing, and every group would say so.
		[ "$asked" -gt 0 ] || break
	done
}

cloud() {
	need curl
	need jq
	case $graph in
	https://*) ;;
	http://127.0.0.1:* | http://localhost:* | http://\[::1\]:*) ;;
	*) fail "GRAPH is $graph: expected https, since the token goes there" ;;
	esac
	mkdir -p "$target/cloud/members" "$target/cloud/owners" || exit 1
	case $GRAPH_TOKEN in
	*[!A-Za-z0-9._~+/=-]*) fail 'GRAPH_TOKEN is no access token: expected one without spaces and quotes' ;;
	esac
	# printf is part of the shell, so the token stands in no list of processes.
	{
		printf 'header = "Authorization: Bearer %s"\n' "$GRAPH_TOKEN"
		printf 'header = "ConsistencyLevel: eventual"\n'
		printf 'header = "Accept: application/json"\n'
		printf 'silent\nshow-error\ngloboff\nretry = 8\nproto = "=https,http"\nmax-redirs = 0\n'
	} >"$work/curl"
	list organization 'beta/organization?$select=id,displayName,onPremisesSyncEnabled,onPremisesLastSyncDateTime,tenantType,verifiedDomains'
	list settings beta/settings
	list onPremisesSynchronization beta/directory/onPremisesSynchronization
	list subscribedSkus beta/subscribedSkus
	list deletedGroups 'beta/directory/deletedItems/microsoft.graph.group?$select=id,displayName,deletedDateTime,groupTypes&$top=999&$count=true'
	cloud_jobs
	cloud_groups
	[ "${SKIP_GOVERNANCE:-}" = 1 ] || governance
}

# ------------------------------------------------------------ directory

group_attributes='objectClass objectCategory objectGUID objectSid groupType cn sAMAccountName displayName description info mail mailNickname proxyAddresses adminDescription msDS-ExternalDirectoryObjectId msDS-ObjectSoa msExchRecipientDisplayType msExchRecipientTypeDetails showInAddressBook adminCount isCriticalSystemObject managedBy memberOf whenCreated whenChanged uSNChanged'
principal_attributes='objectClass objectCategory objectGUID objectSid groupType sAMAccountName displayName adminDescription msDS-ExternalDirectoryObjectId msExchRecipientTypeDetails adminCount userPrincipalName mS-DS-ConsistencyGuid msDS-CloudAnchor userAccountControl accountExpires primaryGroupID'
# Which groups hold which, for paths into privileged groups, whatever holds a copy.
nesting_attributes='objectClass objectCategory objectGUID objectSid groupType cn sAMAccountName adminCount isCriticalSystemObject memberOf'
anchored='(&(objectCategory=group)(|(msDS-ExternalDirectoryObjectId=Group_*)(adminDescription=Group_*)(adminDescription=TakenOver_Group_*)))'

# search FILE BASE SCOPE FILTER [OPTION | ATTRIBUTE]...: one search with its head and result, which
# tell whether it is whole. Without a result there is no file.
search() {
	local file=$target/directory/$1.ldif base=$2 scope=$3 filter=$4 options=()
	shift 4
	while [ "${1:-}" = -E ]; do
		options+=(-E "$2")
		shift 2
	done
	rm -f "$file"
	ldapsearch "${bind[@]}" -o ldif-wrap=no -E pr=1000/noprompt ${options[@]+"${options[@]}"} -b "$base" -s "$scope" "$filter" "$@" >"$file.part"
	local status=$?
	if ! grep -q '^# search result' "$file.part" || [ "$status" = 32 ]; then
		rm -f "$file.part"
		return 1
	fi
	mv -f "$file.part" "$file"
	return "$status"
}

# ranges FILE: next member and DN of every group of which the server returned a range that is not
# the last one; the DN as LDIF has it, with one colon before it or two.
ranges() {
	awk '
		/^dn:: / { dn = "::" substr($0, 6); next }
		/^dn: / { dn = ":" substr($0, 5); next }
		/^member;range=[0-9]+-[0-9]+:/ { split($1, part, /[-:]/); if (dn != last) { print part[2] + 1 "\t" dn; last = dn } }
	' "$1"
}

# rest FILE: the members that the first answer left out.
rest() {
	local next dn n=0 file more
	[ -f "$target/directory/$1.ldif" ] || return
	while IFS=$'\t' read -r next dn; do
		case $dn in
		::*) dn=$(printf %s "${dn#::}" | base64 -d) ;;
		*) dn=${dn#:} ;;
		esac
		while [ -n "$next" ]; do
			n=$((n + 1))
			file=$1-range-$n
			search "$file" "$dn" base '(objectClass=*)' objectClass objectGUID "member;range=$next-*" || { lacks "members of $dn from $next on were not exported"; break; }
			more=$(ranges "$target/directory/$file.ldif")
			next=${more%%$'\t'*}
		done
	done < <(ranges "$target/directory/$1.ldif")
}

directory() {
	need ldapsearch
	[ -n "${LDAP_BASE:-}" ] || fail 'LDAP_BASE is not set: expected the DN of the domain'
	bind=(-H "$LDAP_URL")
	case $LDAP_URL in
	ldaps://*) ;;
	ldap://*) bind+=(-ZZ) ;;
	*) fail "LDAP_URL is $LDAP_URL: expected ldaps://host, or ldap://host for StartTLS" ;;
	esac
	if [ -n "${LDAP_PASSWORD:-}" ]; then
		printf %s "$LDAP_PASSWORD" >"$work/password"
		bind+=(-x -D "${LDAP_BIND_DN:-}" -y "$work/password")
	else
		bind+=(-Y GSSAPI -Q)
	fi
	mkdir -p "$target/directory" || exit 1
	rm -f "$target/directory"/*-range-*.ldif
	search rootdse '' base '(objectClass=*)' defaultNamingContext dnsHostName highestCommittedUSN configurationNamingContext schemaNamingContext ||
		fail "the directory at $LDAP_URL could not be read"
	local configuration schema
	configuration=$(sed -n 's/^configurationNamingContext: //p' "$target/directory/rootdse.ldif")
	schema=$(sed -n 's/^schemaNamingContext: //p' "$target/directory/rootdse.ldif")
	search schema "$schema" base '(objectClass=*)' objectClass objectVersion || lacks 'the version of the schema was not exported'
	search exchange "$schema" one '(lDAPDisplayName=msExchRecipientDisplayType)' objectClass lDAPDisplayName || lacks 'whether the schema has Exchange was not exported'
	search partitions "CN=Partitions,$configuration" base '(objectClass=*)' objectClass msDS-EnabledFeature || lacks 'whether the Recycle Bin is on was not exported'
	search crossrefs "CN=Partitions,$configuration" one '(&(objectClass=crossRef)(systemFlags:1.2.840.113556.1.4.803:=2))' objectClass nCName dnsRoot nETBIOSName systemFlags || lacks 'the domains were not exported'
	search domain "$LDAP_BASE" base '(objectClass=*)' -E '!1.2.840.113556.1.4.801=::MAMCAQc=' objectClass objectGUID nTSecurityDescriptor || lacks 'the head of the domain was not exported'
	search containers "$LDAP_BASE" sub '(objectClass=organizationalUnit)' objectClass || lacks 'the organizational units were not exported'
	# shellcheck disable=SC2086 # lists of attributes are split on purpose
	{
		search anchored "$LDAP_BASE" sub "$anchored" $group_attributes member || lacks 'groups with an anchor were not exported whole'
		search principals "$LDAP_BASE" sub '(|(objectCategory=person)(objectCategory=computer)(objectCategory=group)(objectClass=foreignSecurityPrincipal)(objectClass=msDS-GroupManagedServiceAccount))' $principal_attributes || lacks 'objects of members were not exported whole'
		search nesting "$LDAP_BASE" sub '(objectCategory=group)' $nesting_attributes || lacks 'the groups that hold other groups were not exported whole'
		# Account Operators may create and delete groups by default, which matters while there are any.
		search operators "CN=Builtin,$LDAP_BASE" one '(objectSid=S-1-5-32-548)' $group_attributes member || lacks 'the members of Account Operators were not exported'
		if [ -n "${WRITEBACK_OU:-}" ]; then
			search ou "$WRITEBACK_OU" base '(objectClass=*)' -E '!1.2.840.113556.1.4.801=::MAMCAQc=' objectClass objectGUID nTSecurityDescriptor || lacks 'the writeback OU was not exported'
			search groups "$WRITEBACK_OU" sub '(objectCategory=group)' $group_attributes member || lacks 'groups of the writeback OU were not exported whole'
		else
			lacks 'WRITEBACK_OU is not set: groups without an anchor are not in the export'
		fi
	}
	# The container itself comes too where the account may read it: without it, no deleted group is no answer.
	search deleted "CN=Deleted Objects,$LDAP_BASE" sub '(|(cn=Deleted Objects)(&(objectClass=group)(isDeleted=TRUE)))' -E '!1.2.840.113556.1.4.417' objectClass objectGUID isDeleted msDS-LastKnownRDN lastKnownParent whenChanged msDS-ExternalDirectoryObjectId adminDescription ||
		lacks 'deleted groups were not exported: the account may not read them'
	rest anchored
	rest operators
	rest groups
}

# ---------------------------------------------------------------- times

# stamp KEY TIME: keeps the other times of an export that is made in parts.
stamp() {
	local times=$target/export.json
	[ -s "$times" ] || echo '{}' >"$times"
	jq --arg key "$1" --arg at "$2" '.[$key] = $at' "$times" >"$times.part" && mv -f "$times.part" "$times"
}

[ -n "${GRAPH_TOKEN:-}${LDAP_URL:-}" ] || fail 'nothing to export: set GRAPH_TOKEN for the cloud, LDAP_URL for the directory'
need jq
mkdir -p "$target" || exit 1
if [ -n "${LDAP_URL:-}" ]; then
	at=$(now)
	directory
	stamp directory_started_at "$at"
fi
if [ -n "${GRAPH_TOKEN:-}" ]; then
	at=$(now)
	cloud
	stamp cloud_started_at "$at"
fi
stamp collected_at "$(now)"

if [ "$missing" -gt 0 ]; then
	say "export.sh: $target lacks $missing lists, named above; wbaudit will say what cannot be judged without them"
	exit 1
fi
say "export.sh: wrote $target; audit it with: wbaudit audit --export $target"
