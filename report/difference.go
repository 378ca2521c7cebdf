package report

// What MemberDifference.Difference can be. DifferenceExcluded is that of a member that stays in the cloud by design;
// one of DifferenceDomainLocal is in the copy and must not be.
const (
	DifferenceMissing     = "missing"
	DifferenceForeign     = "foreign"
	DifferenceExcluded    = "excluded"
	DifferenceUndecided   = "undecided"
	DifferenceDomainLocal = "domainLocal"
)
