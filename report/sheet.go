package report

// The sheets of the workbook that hold in full what other formats list in part, and point to.
const (
	SheetGroups      = "Groups"
	SheetDifferences = "Member differences"
	SheetExcluded    = "Cloud-only and excluded"
	SheetChanges     = "Changes"
	SheetReadiness   = "Readiness"
	SheetLosses      = "Lost access"
)
