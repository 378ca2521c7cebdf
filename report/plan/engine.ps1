#Requires -Version 5.1
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    # Numbers of the steps to do; all of them by default.
    [int[]] $Step = @(),
    # Take the steps back, the last one first.
    [switch] $Undo,
    # Domain controller to use; by default one of the domain that the object lies in.
    [string] $Server = ''
)

Set-StrictMode -Version 1.0
$ErrorActionPreference = 'Stop'
$Cmdlet = $PSCmdlet

# Stops the whole plan. Steps before this one are done, this one has changed nothing.
function Stop-Plan([hashtable] $S, [string] $Because) {
    if ($Undo) {
        throw ('step ' + $S.Number + ' is not taken back, and the plan stops: ' + $Because + '. If the plan was not run to its end, give the steps that were done: -Undo -Step (1..N), N being the last one. Audit again before you go on.')
    }
    throw ('step ' + $S.Number + ' is not done, and the plan stops: ' + $Because + '. Audit again before you go on.')
}

function Get-Text($Value) {
    if ($null -eq $Value) { return 'null' }
    if ($Value -is [bool]) { return ([string] $Value).ToLowerInvariant() }
    return [string] $Value
}

# Asks before a change. A step counts as done where this was answered with yes, which -WhatIf never does.
function Confirm-Change([string] $Target, [string] $Action) {
    $script:Agreed = $Cmdlet.ShouldProcess($Target, $Action)
    return $script:Agreed
}

# Compares character by character. The operators of PowerShell take no notice of characters that are not seen.
function Test-Same([string] $One, [string] $Other) { return [string]::Equals($One, $Other, [StringComparison]::Ordinal) }
function Test-Alike([string] $One, [string] $Other) { return [string]::Equals($One, $Other, [StringComparison]::OrdinalIgnoreCase) }

# Where a step talks to: one server for its checks and its change.
function Get-Place([hashtable] $S) {
    if ($Server -ne '') { return @{ Server = $Server } }
    return @{ Server = $S.Domain }
}

# Returns the directory group of a step when it is the one that the snapshot held, at the same place and tied to the
# same cloud group.
function Get-Copy([hashtable] $S, [string[]] $Properties) {
    $at = Get-Place $S
    $wanted = @('distinguishedName') + $Properties
    if ($S.Anchor -ne '') { $wanted += 'adminDescription' }
    if ($S.External -ne '') { $wanted += 'msDS-ExternalDirectoryObjectId' }
    $copy = Get-ADGroup @at -Identity $S.Guid -Properties $wanted
    if (-not (Test-Alike $copy.DistinguishedName $S.DN)) { Stop-Plan $S 'the group was moved or renamed' }
    if ($S.Anchor -ne '' -and -not (Test-Alike ([string] $copy.adminDescription) $S.Anchor)) { Stop-Plan $S 'its anchor is another one' }
    if ($S.External -ne '' -and -not (Test-Alike ([string] $copy.'msDS-ExternalDirectoryObjectId') $S.External)) { Stop-Plan $S 'its anchor is another one' }
    return $copy
}

function Test-Member([hashtable] $S) {
    $at = Get-Place $S
    $found = Get-ADObject @at -SearchBase $S.DN -SearchScope Base -LDAPFilter $S.Filter
    return $null -ne $found
}

function Set-CopyValue([hashtable] $S, [string] $From, [string] $To) {
    $copy = Get-Copy $S @($S.Attribute)
    if (-not (Test-Same ([string] $copy.($S.Attribute)) $From)) { Stop-Plan $S ($S.Attribute + ' has another value') }
    if (-not (Confirm-Change $S.DN ('change ' + $S.Attribute + ' from "' + $From + '" to "' + $To + '"'))) { return }
    $at = Get-Place $S
    if ($To -eq '') { Set-ADObject @at -Identity $S.Guid -Clear $S.Attribute }
    elseif ($S.Attribute -eq 'groupType') { Set-ADObject @at -Identity $S.Guid -Replace @{ groupType = [int] $To } }
    else { Set-ADObject @at -Identity $S.Guid -Replace @{ $S.Attribute = $To } }
}

function Set-CopyMember([hashtable] $S, [bool] $Wanted) {
    $null = Get-Copy $S @()
    if ((Test-Member $S) -eq $Wanted) { Stop-Plan $S 'the membership is not as it was' }
    $at = Get-Place $S
    if ($Wanted) {
        if (Confirm-Change $S.DN ('add member ' + $S.Member)) { Set-ADObject @at -Identity $S.Guid -Add @{ member = $S.Member } }
    }
    elseif (Confirm-Change $S.DN ('remove member ' + $S.Member)) { Set-ADObject @at -Identity $S.Guid -Remove @{ member = $S.Member } }
}

# Compares two lists of names in any order.
function Test-Members([string[]] $One, [string[]] $Other) {
    if ($One.Count -ne $Other.Count) { return $false }
    [array]::Sort($One, [StringComparer]::OrdinalIgnoreCase)
    [array]::Sort($Other, [StringComparer]::OrdinalIgnoreCase)
    for ($i = 0; $i -lt $One.Count; $i++) {
        if (-not (Test-Alike $One[$i] $Other[$i])) { return $false }
    }
    return $true
}

function Clear-CopyMember([hashtable] $S) {
    $copy = Get-Copy $S @('member')
    $members = @($copy.member | Where-Object { $_ })
    if (-not (Test-Members $members $S.Members)) { Stop-Plan $S 'its members are not those that the snapshot held' }
    if (-not (Confirm-Change $S.DN ('take all ' + $S.Members.Count + ' members out'))) { return }
    $at = Get-Place $S
    Set-ADObject @at -Identity $S.Guid -Remove @{ member = $S.Members }
}

function Restore-CopyMember([hashtable] $S) {
    $copy = Get-Copy $S @('member')
    if (@($copy.member | Where-Object { $_ }).Count -ne 0) { Stop-Plan $S 'it has members again' }
    if (-not (Confirm-Change $S.DN ('add the same ' + $S.Members.Count + ' members again'))) { return }
    $at = Get-Place $S
    Set-ADObject @at -Identity $S.Guid -Add @{ member = $S.Members }
}

function Remove-Copy([hashtable] $S) {
    $copy = Get-Copy $S @('member', 'memberOf', 'ProtectedFromAccidentalDeletion', 'isCriticalSystemObject')
    if (@($copy.member | Where-Object { $_ }).Count -ne 0) { Stop-Plan $S 'it has members' }
    if (@($copy.memberOf | Where-Object { $_ }).Count -ne 0) { Stop-Plan $S 'it is a member of other groups, which its deletion would change' }
    if ($copy.ProtectedFromAccidentalDeletion -or $copy.isCriticalSystemObject) { Stop-Plan $S 'it is protected' }
    if (-not (Confirm-Change $S.DN 'DELETE the group')) { return }
    $at = Get-Place $S
    Remove-ADGroup @at -Identity $S.Guid -Confirm:$false
}

function Get-Property($Group, [string] $Name) {
    if ($Name -eq 'visibility') { return Get-Text $Group.visibility }
    return Get-Text $Group.writebackConfiguration.$Name
}

function Set-CloudValue([hashtable] $S, [string] $From, [string] $To) {
    $uri = '/beta/groups/' + $S.Id
    $group = Invoke-MgGraphRequest -Method GET -Uri ($uri + '?$select=id,visibility,writebackConfiguration') -OutputType PSObject
    if (-not (Test-Alike $group.id $S.Id)) { Stop-Plan $S 'Graph answered with another group' }
    if (-not (Test-Alike (Get-Property $group $S.Attribute) $From)) { Stop-Plan $S ($S.Attribute + ' has another value') }
    if (-not (Confirm-Change ($S.Name + ' (' + $S.Id + ')') ('change ' + $S.Attribute + ' from ' + $From + ' to ' + $To))) { return }
    $value = $To
    if ($To -eq 'true' -or $To -eq 'false') { $value = $To -eq 'true' }
    $change = @{ $S.Attribute = $value }
    if ($S.Attribute -ne 'visibility') { $change = @{ writebackConfiguration = $change } }
    $null = Invoke-MgGraphRequest -Method PATCH -Uri $uri -Body (ConvertTo-Json $change -Depth 5) -ContentType 'application/json'
}

# The settings object is written as a whole: every value that it has, one of them changed.
function Set-Setting([hashtable] $S, [string] $From, [string] $To) {
    $all = (Invoke-MgGraphRequest -Method GET -Uri '/v1.0/groupSettings' -OutputType PSObject).value
    $mine = @($all | Where-Object { $_.templateId -ieq '62375ab9-6b52-47ed-826b-58e47e0e304b' })
    if ($mine.Count -ne 1) { Stop-Plan $S 'the tenant has not exactly one Group.Unified settings object' }
    $now = @($mine[0].values | Where-Object { $_.name -ieq $S.Attribute })
    $is = 'null'
    if ($now.Count -gt 0) { $is = Get-Text $now[0].value }
    if (-not (Test-Alike $is $From)) { Stop-Plan $S ($S.Attribute + ' has another value') }
    if (-not (Confirm-Change 'Group.Unified settings of the tenant' ('change ' + $S.Attribute + ' from ' + $From + ' to ' + $To))) { return }
    $values = @($mine[0].values | Where-Object { $_.name -ine $S.Attribute } | ForEach-Object { @{ name = $_.name; value = $_.value } })
    $values += @{ name = $S.Attribute; value = $To }
    $null = Invoke-MgGraphRequest -Method PATCH -Uri ('/v1.0/groupSettings/' + $mine[0].id) -Body (ConvertTo-Json @{ values = $values } -Depth 5) -ContentType 'application/json'
}

# Enables the Recycle Bin of the forest that has the domains of the snapshot, and of no other one.
function Enable-RecycleBin([hashtable] $S) {
    $at = @{}
    if ($Server -ne '') { $at = @{ Server = $Server } }
    $forest = Get-ADForest @at
    foreach ($domain in $S.Domains) {
        if (@($forest.Domains | Where-Object { Test-Alike $_ $domain }).Count -ne 1) { Stop-Plan $S ('the forest ' + $forest.Name + ' has no domain ' + $domain + ', it is not the one of the snapshot') }
    }
    $feature = Get-ADOptionalFeature @at -Identity 'Recycle Bin Feature'
    if (@($feature.EnabledScopes | Where-Object { $_ }).Count -ne 0) { Stop-Plan $S 'it is on' }
    if (-not (Confirm-Change $forest.Name 'enable the Recycle Bin, for good')) { return }
    Enable-ADOptionalFeature @at -Identity 'Recycle Bin Feature' -Scope ForestOrConfigurationSet -Target $forest.Name -Confirm:$false
}

# Returns the domain of the tenant that this Connect server belongs to. Its connector to Entra ID, which has the same
# identifier everywhere, is called after it: contoso.onmicrosoft.com - AAD.
function Get-ConnectDomain([hashtable] $S) {
    $mine = @(Get-ADSyncConnector | Where-Object { Test-Alike ([string] $_.Identifier) 'b891884f-051e-4a83-95af-2544101c9083' })
    if ($mine.Count -ne 1) { Stop-Plan $S 'this server has not exactly one connector to Entra ID' }
    $name = [string] $mine[0].Name
    $end = $name.IndexOf(' - ')
    if ($end -lt 1) { Stop-Plan $S 'the name of the connector to Entra ID does not tell its tenant' }
    return $name.Substring(0, $end)
}

function Disable-V2([hashtable] $S) {
    $domain = Get-ConnectDomain $S
    $tenant = Invoke-MgGraphRequest -Method GET -Uri ('/v1.0/organization/' + $S.Id + '?$select=id,verifiedDomains') -OutputType PSObject
    if (-not (Test-Alike ([string] $tenant.id) $S.Id)) { Stop-Plan $S 'Graph answered with another tenant' }
    if (@($tenant.verifiedDomains | Where-Object { Test-Alike ([string] $_.name) $domain }).Count -ne 1) { Stop-Plan $S ('this Connect server belongs to ' + $domain + ', which is no domain of the tenant of this plan') }
    if (-not (Get-ADSyncAADCompanyFeature).GroupWritebackV2) { Stop-Plan $S 'it is off' }
    if (-not (Confirm-Change ('the tenant ' + $S.Id + ' (' + $domain + ')') 'switch group writeback V2 off, for good')) { return }
    Set-ADSyncAADCompanyFeature -GroupWritebackV2 $false
}

function Invoke-PlanStep([hashtable] $S) {
    if ($Step.Count -gt 0 -and $Step -notcontains $S.Number) { return }
    if ($Undo -and $S.Irreversible) {
        Write-Warning ('step ' + $S.Number + ' cannot be taken back')
        return
    }
    $script:Agreed = $false
    $from, $to = $S.Old, $S.New
    if ($Undo) { $from, $to = $to, $from }
    switch ($S.Kind) {
        'setValue' { Set-CopyValue $S $from $to }
        'addMember' { Set-CopyMember $S (-not $Undo) }
        'removeMember' { Set-CopyMember $S ([bool] $Undo) }
        'clearMembers' { if ($Undo) { Restore-CopyMember $S } else { Clear-CopyMember $S } }
        'deleteCopy' { Remove-Copy $S }
        'setCloud' { Set-CloudValue $S $from $to }
        'setSetting' { Set-Setting $S $from $to }
        'enableRecycleBin' { Enable-RecycleBin $S }
        'switchV2Off' { Disable-V2 $S }
    }
    if (-not $script:Agreed) { return }
    $what = ' done: '
    if ($Undo) { $what = ' taken back: ' }
    Write-Output ('step ' + $S.Number + $what + $S.Findings)
}
