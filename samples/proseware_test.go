package samples_test

// proseware has two Connect servers that went separate ways: the active one was upgraded with
// cloned rules and its cycle is switched off, the staging one was forgotten.
func proseware() *story {
	c := newTidy(2003, "Proseware", withV2)
	active, staging := newServer("SYNC1", c.Sync), newServer("SYNC2", c.Sync)
	active.cycle, active.upgrade, active.version = false, "Disabled", "2.1.16.0"
	c.Sync.Version = active.version
	active.excluded = []string{c.company.ou}
	active.drift()
	c.m365("Whole House", "house", on(), kind(distribution), c.members(0, 12))
	c.setup.choices.MemberLimits.V2M365 = 10
	active.errors = []any{
		exportError(c.copies[c.board], "permission-issue", "8344", "Insufficient access rights to perform the operation."),
		exportError(c.copies[c.team], "0x80230218", "", "The parent of the object is a phantom."),
	}
	staging.staging, staging.version, staging.ou = true, "2.0.25.1", "OU=Cloud Groups,"+domainHead
	c.serve(active)
	c.serve(staging)
	c.setup.profiles = []string{"audit", "connect"}
	return &story{Model: c.Model, setup: c.setup}
}

// drift changes the rules of a server as people do who never read what a rule is for.
func (s *server) drift() {
	inbound := s.rule("In from AAD - Group SOAInAAD")
	clone := *inbound
	clone.id, clone.name, clone.standard, clone.precedence, clone.flows = "0d6f2b1c-77aa-4c1e-9f10-aabbccddeeff",
		"Clone - In from AAD - Group SOAInAAD", false, 90, [][2]string{{"displayName", ""}}
	inbound.disabled = true
	outbound := *s.rule("Out to AD - Group SOAInAAD")
	outbound.id, outbound.name, outbound.standard, outbound.precedence = "2e7a3c2d-88bb-4d2f-8a21-bbccddeeff00", "Out to AD - Group SOAInAAD - Cloned", false, 91
	s.rule("In from AD - Group Common").disabled = true
	s.rule("In from AD - Group Join").scope = [][3]string{{"isCriticalSystemObject", "NOTEQUAL", "TRUE"}}
	s.rules = append(s.rules, &clone, &outbound, &rule{id: "cb871f2d-0f01-4c32-a333-ff809145b947", name: "In from AAD - Group SOAInAAD Delete on disable",
		direction: "Inbound", connector: entraConnector, precedence: 50, scope: [][3]string{{"targetWritebackType", "ISNULL", ""}},
		flows: [][2]string{{"reasonFiltered", `IIF((IsPresent([cloudMastered]) && ([cloudMastered]=True)),"DeleteThisGroupInAD",NULL)`}}})
}
