<#
.SYNOPSIS
    Writes an export for wbaudit. It only reads: requests to Graph are GET, ldifde exports, and of
    the ADSync module only cmdlets that begin with Get are used.
.DESCRIPTION
    Three parts, each made where it can be made, all into one folder:
    - the cloud, wherever module Microsoft.Graph.Authentication is installed;
    - the directory, on a member of the domain that has ldifde (a domain controller, or RSAT);
    - Connect, on every server of Microsoft Entra Connect, where module ADSync is.
    A part that cannot be made here is left out with a warning; run the script again elsewhere with
    the same Path. Windows PowerShell 5.1 and PowerShell 7 will do; on a Connect server take 5.1.
.EXAMPLE
    .\export.ps1 -Path C:\export -WritebackOU 'OU=Writeback,DC=contoso,DC=com'
#>
[CmdletBinding()]
param(
    # The folder of the export; it may be there already.
    [Parameter(Mandatory = $true)] [string] $Path,
    # DN of the writeback OU; without it the setting of Connect, or anchored groups only.
    [string] $WritebackOU = '',
    # Domain controller to ask; without it Windows chooses one.
    [string] $Server = '',
    # Cloud to sign in to: Global, USGov, USGovDoD or China.
    [string] $Environment = 'Global',
    # Leaves out what only the profile governance reads of the cloud, and asks for fewer permissions.
    [switch] $SkipGovernance,
    [switch] $SkipCloud,
    [switch] $SkipDirectory,
    [switch] $SkipConnect
)
Set-StrictMode -Version 1.0
$ErrorActionPreference = 'Stop'

# What each is for: settings, groups, members and service principals; deleted groups; members of
# groups with hidden membership; the switches of group writeback; jobs of cloud sync.
$scopes = 'Directory.Read.All', 'Group.Read.All', 'Member.Read.Hidden', 'OnPremDirectorySynchronization.Read.All', 'Synchronization.Read.All'
# Access reviews, who changed groups, and what privileged identity management gives them.
if (-not $SkipGovernance) { $scopes += 'AccessReview.Read.All', 'AuditLog.Read.All', 'PrivilegedAssignmentSchedule.Read.AzureADGroup' }
# The gallery application that every cloud sync configuration is made from.
$template = '1a4721b3-e57f-4451-ae87-ef078703ec94'

$groupProperties = 'id,displayName,description,mail,mailNickname,proxyAddresses,groupTypes,mailEnabled,securityEnabled,securityIdentifier,visibility,isAssignableToRole,membershipRule,membershipRuleProcessingState,onPremisesSyncEnabled,onPremisesDomainName,onPremisesNetBiosName,onPremisesSamAccountName,onPremisesSecurityIdentifier,onPremisesLastSyncDateTime,onPremisesProvisioningErrors,createdDateTime,deletedDateTime,renewedDateTime,writebackConfiguration'
$groupExtras = 'expirationDateTime,isManagementRestricted,resourceProvisioningOptions,assignedLabels'
$memberProperties = 'id,displayName,userPrincipalName,userType,accountEnabled,onPremisesSyncEnabled,onPremisesImmutableId,onPremisesDistinguishedName,onPremisesSamAccountName,onPremisesDomainName,onPremisesSecurityIdentifier,onPremisesObjectIdentifier'

$groupAttributes = 'objectClass,objectCategory,objectGUID,objectSid,groupType,cn,sAMAccountName,displayName,description,info,mail,mailNickname,proxyAddresses,adminDescription,msDS-ExternalDirectoryObjectId,msDS-ObjectSoa,msExchRecipientDisplayType,msExchRecipientTypeDetails,showInAddressBook,adminCount,isCriticalSystemObject,managedBy,memberOf,whenCreated,whenChanged,uSNChanged,member'
$principalAttributes = 'objectClass,objectCategory,objectGUID,objectSid,groupType,sAMAccountName,displayName,adminDescription,msDS-ExternalDirectoryObjectId,msExchRecipientTypeDetails,adminCount,userPrincipalName,mS-DS-ConsistencyGuid,msDS-CloudAnchor,userAccountControl,accountExpires,primaryGroupID'
# Which groups hold which, for paths into privileged groups, whatever holds a copy.
$nestingAttributes = 'objectClass,objectCategory,objectGUID,objectSid,groupType,cn,sAMAccountName,adminCount,isCriticalSystemObject,memberOf'

# ---------------------------------------------------------------- files

function Write-Folder([string] $Folder) {
    if (-not (Test-Path -LiteralPath $Folder)) { $null = New-Item -ItemType Directory -Path $Folder }
}

# Takes away what an earlier run wrote: its pages would pass for pages of this one. Only files that are
# called as this script calls them.
function Clear-Folder([string] $Folder, [string] $Pattern) {
    if (Test-Path -LiteralPath $Folder) { Get-ChildItem -LiteralPath $Folder -File | Where-Object { $_.Name -match $Pattern } | Remove-Item }
}

function Write-Text([string] $File, [string] $Text) {
    Set-Content -LiteralPath $File -Value $Text -Encoding utf8
}

function Get-Now { [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ') }

# Keeps the other times of an export that is made in parts.
function Write-Time([string] $Key, [string] $At) {
    $file = Join-Path $Path 'export.json'
    $times = [ordered] @{}
    if (Test-Path -LiteralPath $file) {
        $before = Get-Content -LiteralPath $file -Raw | ConvertFrom-Json
        foreach ($name in 'collected_at', 'cloud_started_at', 'directory_started_at') {
            if ($before.PSObject.Properties[$name] -and $before.$name) {
                $value = $before.$name
                # PowerShell 7 reads a date where Windows PowerShell reads text.
                if ($value -is [DateTime]) { $value = $value.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ') }
                $times[$name] = $value
            }
        }
    }
    $times[$Key] = $At
    Write-Text $file (ConvertTo-Json -InputObject $times)
}

# ---------------------------------------------------------------- cloud

# One answer of Graph as it came, as text.
function Get-Answer([string] $Uri) {
    Invoke-MgGraphRequest -Method GET -Uri $Uri -OutputType Json -Headers @{ ConsistencyLevel = 'eventual' }
}

# The next page; a token must not leave for another host.
function Get-NextLink([string] $Text) {
    if ($Text -notmatch '"@odata\.nextLink"\s*:\s*"([^"]+)"') { return '' }
    $link = $Matches[1].Replace('\u0026', '&').Replace('\/', '/')
    if (-not $link.StartsWith($script:graph + '/')) { throw "the answer points to another host: $link" }
    $link
}

# Every page of a list in a file of its own; returns the ids in them, in order.
function Write-Page([string] $Stem, [string] $Uri) {
    $ids = @()
    $number = 1
    while ($Uri) {
        $text = Get-Answer $Uri
        Write-Text ('{0}-{1:0000}.json' -f $Stem, $number) $text
        # Quotes inside of values are escaped, so this finds ids only.
        $ids += @([regex]::Matches($text, '"id"\s*:\s*"([^"\\]+)"') | ForEach-Object { $_.Groups[1].Value })
        $Uri = Get-NextLink $text
        $number++
    }
    $ids
}

# A list of the tenant; without permission the others still go on.
function Write-List([string] $Name, [string] $Uri) {
    Clear-Folder $cloud "^$Name-\d{4,}\.json`$"
    try { $null = Write-Page (Join-Path $cloud $Name) $Uri }
    catch { Write-Warning "$Name was not exported whole: $($_.Exception.Message)" }
}

function Write-Group {
    $query = '&$top=999&$count=true'
    $stem = Join-Path $cloud 'groups'
    Clear-Folder $cloud '^groups-\d{4,}\.json$'
    foreach ($folder in 'members', 'owners') { Clear-Folder (Join-Path $cloud $folder) '^[0-9a-f-]{36}-\d{4,}\.json$' }
    try { $ids = Write-Page $stem ('/beta/groups?$select=' + $groupProperties + ',' + $groupExtras + $query) }
    catch {
        Write-Warning "groups with every property: $($_.Exception.Message); asking for fewer"
        try { $ids = Write-Page $stem ('/beta/groups?$select=' + $groupProperties + $query) }
        catch { Write-Warning "groups were not exported whole: $($_.Exception.Message)"; return }
    }
    $done = 0
    foreach ($id in $ids) {
        Write-Progress -Activity 'members and owners' -Status "$done of $($ids.Count) groups" -PercentComplete (100 * $done / $ids.Count)
        try { $null = Write-Page (Join-Path $cloud "members/$id") ("/beta/groups/$id/members" + '?$select=' + $memberProperties + $query) }
        catch { Write-Warning "members of $id were not exported whole: $($_.Exception.Message)" }
        try { $null = Write-Page (Join-Path $cloud "owners/$id") ("/beta/groups/$id/owners" + '?$select=' + $memberProperties + $query) }
        catch { Write-Warning "owners of $id were not exported whole: $($_.Exception.Message)" }
        $done++
    }
}

# Access reviews, who changed groups, and what privileged identity management gives each group. Graph
# wants each group named, so a group that was asked for has a file.
function Write-Governance {
    Write-List 'accessReviews' '/beta/identityGovernance/accessReviews/definitions'
    Write-List 'directoryAudits' "/beta/auditLogs/directoryAudits?`$filter=category eq 'GroupManagement'"
    Clear-Folder $cloud '^privilegedAssignments-[0-9a-f-]{36}-\d{4,}\.json$'
    $asked = 0
    foreach ($id in @(Get-Id '/beta/groups?$filter=onPremisesSyncEnabled ne true&$select=id&$top=999&$count=true')) {
        try {
            $null = Write-Page (Join-Path $cloud "privilegedAssignments-$id") "/beta/identityGovernance/privilegedAccess/group/assignmentScheduleInstances?`$filter=groupId eq '$id'"
            $asked++
        }
        catch {
            Write-Warning "what privileged identity management gives $id was not exported: $($_.Exception.Message)"
            # Where nothing could be read yet the permission is missing, and every group would say so.
            if ($asked -eq 0) { return }
        }
    }
}

# Each job of cloud sync with its schema behind it in one file, and what is in its scope.
function Write-Job {
    $empty = '{"@odata.count":0,"value":[]}'
    $number = 0
    Clear-Folder $cloud '^(synchronizationJobs|appRoleAssignedTo)-.*\.json$'
    $principals = @(Get-Id ("/beta/servicePrincipals?`$filter=applicationTemplateId eq '$template'" + '&$select=id&$top=999&$count=true'))
    foreach ($principal in $principals) {
        $null = Write-Page (Join-Path $cloud "appRoleAssignedTo-$principal") ("/beta/servicePrincipals/$principal/appRoleAssignedTo" + '?$top=999')
        foreach ($job in @(Get-Id "/beta/servicePrincipals/$principal/synchronization/jobs")) {
            $number++
            $uri = "/beta/servicePrincipals/$principal/synchronization/jobs/$job"
            $text = (Get-Answer $uri) + "`n" + (Get-Answer "$uri/schema")
            Write-Text (Join-Path $cloud "synchronizationJobs-$number-$principal.json") $text
        }
    }
    # No job is an answer too.
    if ($principals.Count -eq 0) { Write-Text (Join-Path $cloud 'appRoleAssignedTo-0001.json') $empty }
    if ($number -eq 0) { Write-Text (Join-Path $cloud 'synchronizationJobs-0001.json') $empty }
}

# The ids of a short list.
function Get-Id([string] $Uri) {
    while ($Uri) {
        $text = Get-Answer $Uri
        ($text | ConvertFrom-Json).value | ForEach-Object { $_.id }
        $Uri = Get-NextLink $text
    }
}

function Write-Cloud {
    Import-Module Microsoft.Graph.Authentication
    # A session that is there is used as it is, such as one of an application.
    if (-not (Get-MgContext)) { $null = Connect-MgGraph -Scopes $scopes -Environment $Environment }
    $script:graph = (Get-MgEnvironment -Name (Get-MgContext).Environment).GraphEndpoint.TrimEnd('/')
    $script:cloud = Join-Path $Path 'cloud'
    foreach ($folder in $cloud, (Join-Path $cloud 'members'), (Join-Path $cloud 'owners')) { Write-Folder $folder }
    Write-List 'organization' '/beta/organization?$select=id,displayName,onPremisesSyncEnabled,onPremisesLastSyncDateTime,tenantType,verifiedDomains'
    Write-List 'settings' '/beta/settings'
    Write-List 'onPremisesSynchronization' '/beta/directory/onPremisesSynchronization'
    Write-List 'subscribedSkus' '/beta/subscribedSkus'
    Write-List 'deletedGroups' '/beta/directory/deletedItems/microsoft.graph.group?$select=id,displayName,deletedDateTime,groupTypes&$top=999&$count=true'
    try { Write-Job } catch { Write-Warning "jobs of cloud sync were not exported whole: $($_.Exception.Message)" }
    Write-Group
    if (-not $SkipGovernance) {
        try { Write-Governance } catch { Write-Warning "what governance reads was not exported whole: $($_.Exception.Message)" }
    }
}

# ------------------------------------------------------------ directory

# One search. ldifde signs and seals (-h), pages by itself and writes Unicode (-u). What was asked for and
# how it ended ldifde does not write, so it is put around, as ldapsearch has it: without it a group without
# members looks like one of which they were not asked for, and nothing counts the list.
function Write-Search([string] $Name, [string] $Base, [string] $Scope, [string] $Filter, [string] $Attributes, [string[]] $More = @()) {
    $part = Join-Path $directory "$Name.part"
    $arguments = @('-f', $part, '-d', $Base, '-p', $Scope, '-r', $Filter, '-l', $Attributes, '-u', '-h', '-j', $env:TEMP) + $More
    if ($Server) { $arguments += @('-s', $Server) }
    $said = @(ldifde @arguments)
    if ($LASTEXITCODE -ne 0) { Write-Warning "$Name was not exported: ldifde ended with $LASTEXITCODE" }
    else {
        if ($Scope -eq 'Base') { $Scope = 'baseObject' }
        $head = @("# base <$Base> with scope $Scope", "# filter: $Filter", "# requesting: $($Attributes.Replace(',', ' '))", '#', '')
        $tail = @('', '# search result')
        # The number of entries stands first on its line, in any language.
        foreach ($line in $said) { if ($line -match '^\s*(\d+)\s') { $tail += "# numEntries: $($Matches[1])" } }
        Get-Told $head $part $tail | Set-Content -LiteralPath (Join-Path $directory "$Name.ldif") -Encoding Unicode
    }
    Clear-Folder $directory "^$Name\.part`$"
}

# The lines of a file between others, some at a time: the file may be large.
function Get-Told([string[]] $Head, [string] $File, [string[]] $Tail) {
    $Head
    if (Test-Path -LiteralPath $File) { Get-Content -LiteralPath $File -Encoding Unicode -ReadCount 5000 }
    $Tail
}

# The members that an answer left out: a server returns at most 1500 values at once.
function Write-Range([string] $Name) {
    $number = 0
    $open = @(Get-Range $Name)
    while ($open.Count -gt 0) {
        $next = @()
        foreach ($group in $open) {
            $number++
            Write-Search "$Name-range-$number" $group.DN 'Base' '(objectClass=*)' "objectClass,objectGUID,member;range=$($group.From)-*"
            $next += @(Get-Range "$Name-range-$number" | Where-Object { $_.From -gt $group.From })
        }
        $open = $next
    }
}

# Groups of a file whose last range is not the end, and where it goes on.
function Get-Range([string] $Name) {
    $file = Join-Path $directory "$Name.ldif"
    if (-not (Test-Path -LiteralPath $file)) { return }
    $text = (Get-Content -LiteralPath $file -Raw -Encoding Unicode) -replace "`r?`n ", ''
    foreach ($record in ($text -split "`r?`n`r?`n")) {
        if ($record -notmatch '(?m)^member;range=(\d+)-(\d+):') { continue }
        $from = [int] $Matches[2] + 1
        if ($record -match '(?m)^dn: (.+?)\r?$') { $dn = $Matches[1] }
        elseif ($record -match '(?m)^dn:: (.+?)\r?$') { $dn = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Matches[1])) }
        else { continue }
        [pscustomobject] @{ DN = $dn; From = $from }
    }
}

# The features that are enabled, with what was asked for: ldifde does not write that, and a forest in which none was
# ever enabled has no value to export.
function Write-Feature([string] $Base, [string] $Prefix) {
    try {
        $container = [ADSI] ($Prefix + $Base)
        if ($container.Properties['objectClass'].Count -eq 0) { throw "$Base may not be read" }
    } catch {
        Write-Warning "partitions was not exported: $_"
        return
    }
    $lines = @("# base <$Base> with scope baseObject", '# filter: (objectClass=*)', '# requesting: objectClass msDS-EnabledFeature', '#', '', "dn: $Base")
    foreach ($name in 'objectClass', 'msDS-EnabledFeature') {
        foreach ($value in $container.Properties[$name]) { $lines += "${name}: $value" }
    }
    $lines += @('', '# search result', 'search: 2', 'result: 0 Success', '', '# numResponses: 2', '# numEntries: 1', '')
    Write-Text (Join-Path $directory 'partitions.ldif') ($lines -join "`n")
}

function Write-Directory {
    if (-not (Get-Command ldifde -ErrorAction SilentlyContinue)) { throw 'ldifde is not installed here' }
    $script:directory = Join-Path $Path 'directory'
    Write-Folder $directory
    Clear-Folder $directory '^(rootdse|schema|exchange|partitions|crossrefs|domain|containers|anchored|principals|nesting|operators|deleted|ou|groups|(anchored|operators|groups)-range-.*)\.(ldif|part)$'
    $prefix = 'LDAP://'
    if ($Server) { $prefix += "$Server/" }
    $root = [ADSI] ($prefix + 'RootDSE')
    $domain = [string] $root.defaultNamingContext
    $configuration = [string] $root.configurationNamingContext
    $schema = [string] $root.schemaNamingContext
    Write-Text (Join-Path $directory 'rootdse.ldif') (@(
        'dn:', "defaultNamingContext: $domain", "dnsHostName: $($root.dnsHostName)", "highestCommittedUSN: $($root.highestCommittedUSN)", ''
    ) -join "`n")
    Write-Search 'schema' $schema 'Base' '(objectClass=*)' 'objectClass,objectVersion'
    Write-Search 'exchange' $schema 'OneLevel' '(lDAPDisplayName=msExchRecipientDisplayType)' 'objectClass,lDAPDisplayName'
    Write-Feature "CN=Partitions,$configuration" $prefix
    Write-Search 'crossrefs' "CN=Partitions,$configuration" 'OneLevel' '(&(objectClass=crossRef)(systemFlags:1.2.840.113556.1.4.803:=2))' 'objectClass,nCName,dnsRoot,nETBIOSName,systemFlags'
    Write-Search 'domain' $domain 'Base' '(objectClass=*)' 'objectClass,objectGUID,nTSecurityDescriptor'
    Write-Search 'containers' $domain 'SubTree' '(objectClass=organizationalUnit)' 'objectClass'
    Write-Search 'anchored' $domain 'SubTree' '(&(objectCategory=group)(|(msDS-ExternalDirectoryObjectId=Group_*)(adminDescription=Group_*)(adminDescription=TakenOver_Group_*)))' $groupAttributes
    Write-Search 'principals' $domain 'SubTree' '(|(objectCategory=person)(objectCategory=computer)(objectCategory=group)(objectClass=foreignSecurityPrincipal)(objectClass=msDS-GroupManagedServiceAccount))' $principalAttributes
    Write-Search 'nesting' $domain 'SubTree' '(objectCategory=group)' $nestingAttributes
    # Account Operators may create and delete groups by default, which matters while there are any.
    Write-Search 'operators' "CN=Builtin,$domain" 'OneLevel' '(objectSid=S-1-5-32-548)' $groupAttributes
    Write-Range 'operators'
    # The container itself comes too where the account may read it: without it, no deleted group is no answer.
    Write-Search 'deleted' "CN=Deleted Objects,$domain" 'SubTree' '(|(cn=Deleted Objects)(&(objectClass=group)(isDeleted=TRUE)))' 'objectClass,objectGUID,isDeleted,msDS-LastKnownRDN,lastKnownParent,whenChanged,msDS-ExternalDirectoryObjectId,adminDescription' @('-x')
    if ($WritebackOU) {
        Write-Search 'ou' $WritebackOU 'Base' '(objectClass=*)' 'objectClass,objectGUID,nTSecurityDescriptor'
        Write-Search 'groups' $WritebackOU 'SubTree' '(objectCategory=group)' $groupAttributes
        Write-Range 'groups'
    }
    else { Write-Warning 'WritebackOU is not known: groups without an anchor are not in the export' }
    Write-Range 'anchored'
}

# -------------------------------------------------------------- connect

# A list with its server and its count, so that files of two servers are told apart and a list
# that was cut is seen.
function Write-Part([string] $Name, [object[]] $List) {
    $body = [ordered] @{ Server = $env:COMPUTERNAME; Count = $List.Count; value = $List }
    Write-Text (Join-Path $connect "$Name.json") (ConvertTo-Json -InputObject $body -Depth 10)
}

function Get-Parameter($Parameters, [string[]] $Names) {
    @($Parameters | Where-Object { -not $Names -or $Names -contains $_.Name } | ForEach-Object { [ordered] @{ Name = $_.Name; Value = "$($_.Value)" } })
}

# Enumerations as text, since their numbers are documented nowhere.
function Get-Rule {
    foreach ($rule in Get-ADSyncRule) {
        [ordered] @{
            Identifier = "$($rule.Identifier)"; Name = $rule.Name; Description = $rule.Description; ImmutableTag = $rule.ImmutableTag
            Connector = "$($rule.Connector)"; Direction = "$($rule.Direction)"; Disabled = $rule.Disabled; Precedence = $rule.Precedence
            SourceObjectType = $rule.SourceObjectType; TargetObjectType = $rule.TargetObjectType; LinkType = "$($rule.LinkType)"
            EnablePasswordSync = $rule.EnablePasswordSync; IsStandardRule = $rule.IsStandardRule; IsLegacyCustomRule = $rule.IsLegacyCustomRule
            ScopeFilter = @($rule.ScopeFilter | Where-Object { $_ } | ForEach-Object { [ordered] @{ ScopeConditionList = @($_.ScopeConditionList | ForEach-Object {
                [ordered] @{ Attribute = $_.Attribute; ComparisonOperator = "$($_.ComparisonOperator)"; ComparisonValue = "$($_.ComparisonValue)" } }) } })
            JoinFilter = @($rule.JoinFilter | Where-Object { $_ } | ForEach-Object { [ordered] @{ JoinConditionList = @($_.JoinConditionList | ForEach-Object {
                [ordered] @{ CSAttribute = $_.CSAttribute; MVAttribute = $_.MVAttribute; CaseSensitive = $_.CaseSensitive } }) } })
            AttributeFlowMappings = @($rule.AttributeFlowMappings | Where-Object { $_ } | ForEach-Object {
                [ordered] @{ Source = @($_.Source); Destination = $_.Destination; FlowType = "$($_.FlowType)"; Expression = $_.Expression; ValueMergeType = "$($_.ValueMergeType)"; ExecuteOnce = $_.ExecuteOnce } })
        }
    }
}

# Of the parameters only those that hold no secret.
function Get-Connector {
    foreach ($connector in Get-ADSyncConnector) {
        [ordered] @{
            Name = $connector.Name; Identifier = "$($connector.Identifier)"; ConnectorTypeName = "$($connector.ConnectorTypeName)"
            Type = "$($connector.Type)"; Subtype = $connector.Subtype; ObjectInclusionList = @($connector.ObjectInclusionList)
            ConnectivityParameters = Get-Parameter $connector.ConnectivityParameters @('forest-name', 'forest-login-user', 'forest-login-domain', 'UserName')
            GlobalParameters = Get-Parameter $connector.GlobalParameters @('Connector.GroupFilteringGroupDn')
            Partitions = @($connector.Partitions | ForEach-Object { [ordered] @{
                DN = $_.DN; Name = $_.Name; Selected = $_.Selected; IsDomain = $_.IsDomain
                ConnectorPartitionScope = [ordered] @{
                    ContainerInclusionList = @($_.ConnectorPartitionScope.ContainerInclusionList)
                    ContainerExclusionList = @($_.ConnectorPartitionScope.ContainerExclusionList)
                } } })
        }
    }
}

function Get-Scheduler {
    $scheduler = Get-ADSyncScheduler
    $next = $scheduler.NextSyncCycleStartTimeInUTC
    if ($next) { $next = $next.ToString('yyyy-MM-ddTHH:mm:ssZ') }
    [ordered] @{
        AllowedSyncCycleInterval = "$($scheduler.AllowedSyncCycleInterval)"
        CurrentlyEffectiveSyncCycleInterval = "$($scheduler.CurrentlyEffectiveSyncCycleInterval)"
        CustomizedSyncCycleInterval = "$($scheduler.CustomizedSyncCycleInterval)"
        NextSyncCyclePolicyType = "$($scheduler.NextSyncCyclePolicyType)"
        NextSyncCycleStartTimeInUTC = $next
        SyncCycleEnabled = $scheduler.SyncCycleEnabled; MaintenanceEnabled = $scheduler.MaintenanceEnabled
        StagingModeEnabled = $scheduler.StagingModeEnabled; SchedulerSuspended = $scheduler.SchedulerSuspended
        SyncCycleInProgress = $scheduler.SyncCycleInProgress
    }
}

# The latest runs of every connector, and before them the objects that they could not export, with
# the attribute that says which cloud group each is a copy of.
function Get-ExportError {
    $runs = @()
    foreach ($connector in Get-ADSyncConnector) {
        foreach ($run in @(Get-ADSyncRunProfileResult -ConnectorId $connector.Identifier -NumberRequested 20 -RunStepDetails)) {
            $steps = @($run.RunStepResults | Where-Object { $_ } | ForEach-Object {
                $errors = ''
                if ($_.SyncErrors) { $errors = "$($_.SyncErrors.SyncErrorsXml)" }
                [ordered] @{ StepNumber = $_.StepNumber; StepResult = "$($_.StepResult)"; ExportFailure = $_.ExportFailure; SyncErrors = [ordered] @{ SyncErrorsXml = $errors } } })
            $runs += [ordered] @{
                RunHistoryId = "$($run.RunHistoryId)"; ConnectorName = $run.ConnectorName; RunProfileName = $run.RunProfileName
                RunNumber = $run.RunNumber; IsRunComplete = $run.IsRunComplete; Result = "$($run.Result)"; RunStepResults = $steps
            }
            foreach ($step in $steps) {
                foreach ($found in [regex]::Matches($step.SyncErrors.SyncErrorsXml, '(?s)<export-error\b[^>]*\bcs-guid="\{?([0-9A-Fa-f-]{36})\}?".*?</export-error>')) {
                    $object = Get-ADSyncCSObject -Identifier $found.Groups[1].Value -ErrorAction SilentlyContinue
                    if (-not $object -or -not $object.HasExportError) { continue }
                    [ordered] @{
                        ObjectId = $found.Groups[1].Value; ConnectorName = $run.ConnectorName; DistinguishedName = $object.DistinguishedName
                        ObjectType = $object.ObjectType; HasExportError = $true; ExportError = $found.Value
                        Attributes = @($object.Attributes | Where-Object { 'adminDescription', 'msDS-ExternalDirectoryObjectId', 'cloudAnchor' -contains $_.Name } | ForEach-Object {
                            [ordered] @{ Name = $_.Name; Values = @($_.Values | ForEach-Object { "$_" }) } })
                    }
                }
            }
        }
    }
    $runs
}

function Write-Connect {
    Import-Module ADSync
    $script:connect = Join-Path $Path "connect/$env:COMPUTERNAME"
    Write-Folder $connect
    Clear-Folder $connect '^(globalSettings|scheduler|connectors|rules|companyFeatures|exportErrors)\.json$'
    $settings = Get-ADSyncGlobalSettings
    if (-not $WritebackOU) {
        $script:WritebackOU = "$($settings.Parameters | Where-Object { $_.Name -eq 'Microsoft.GroupWriteBack.Container' } | ForEach-Object { $_.Value })"
    }
    Write-Part 'globalSettings' @([ordered] @{ Version = $settings.Version; InstanceId = "$($settings.InstanceId)"; Parameters = Get-Parameter $settings.Parameters @() })
    foreach ($part in @(
        @{ Name = 'scheduler'; Read = { Get-Scheduler } }
        @{ Name = 'connectors'; Read = { Get-Connector } }
        @{ Name = 'rules'; Read = { Get-Rule } }
        @{ Name = 'companyFeatures'; Read = { Get-ADSyncAADCompanyFeature | Select-Object -Property * } }
        @{ Name = 'exportErrors'; Read = { Get-ExportError } }
    )) {
        try { Write-Part $part.Name @(& $part.Read) }
        catch { Write-Warning "$($part.Name) was not exported: $($_.Exception.Message)" }
    }
}

# ----------------------------------------------------------------- main

Write-Folder $Path
$Path = (Get-Item -LiteralPath $Path).FullName
if (-not $SkipConnect) {
    if (Get-Module -ListAvailable -Name ADSync) {
        try { Write-Connect } catch { Write-Warning "Connect was not exported whole: $($_.Exception.Message)" }
    }
    else { Write-Warning 'module ADSync is not on this machine: run the script on every Connect server, with -SkipCloud -SkipDirectory' }
}
if (-not $SkipDirectory) {
    $at = Get-Now
    try { Write-Directory; Write-Time 'directory_started_at' $at } catch { Write-Warning "the directory was not exported whole: $($_.Exception.Message)" }
}
if (-not $SkipCloud) {
    $at = Get-Now
    try { Write-Cloud; Write-Time 'cloud_started_at' $at } catch { Write-Warning "the cloud was not exported whole: $($_.Exception.Message)" }
}
Write-Time 'collected_at' (Get-Now)
Write-Output "wrote $Path; audit it with: wbaudit audit --export $Path"
