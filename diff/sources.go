package diff

import "strings"

// Source is a document that a decision rests on, or the conflict between several.
type Source struct {
	Key, Title string
	// URL is "" for a conflict, which no single document states.
	URL string
}

// Sources resolves the keys in Step.Source, which are separated by blanks. A key that is not known
// is its own title.
func Sources(keys string) []Source {
	var found []Source
	for _, key := range strings.Fields(keys) {
		s, ok := sources[key]
		if !ok {
			s.Title = key
		}
		found = append(found, Source{Key: key, Title: s.Title, URL: s.URL})
	}
	return found
}

const (
	learnHybrid = "https://learn.microsoft.com/entra/identity/hybrid/"
	learnGraph  = "https://learn.microsoft.com/graph/"
)

// sources holds every key used by the tables.
var sources = map[string]Source{
	"S0":      {Title: "Group writeback portal operations (preview), June 2022", URL: "https://learn.microsoft.com/azure/active-directory/enterprise-users/groups-write-back-portal"},
	"S1":      {Title: "Group writeback in the Azure portal (preview)", URL: "https://learn.microsoft.com/azure/active-directory/enterprise-users/groups-write-back-portal"},
	"S2":      {Title: "Azure AD Connect group writeback, June 2022", URL: "https://learn.microsoft.com/azure/active-directory/hybrid/how-to-connect-group-writeback"},
	"S3":      {Title: "groupWritebackConfiguration resource type", URL: learnGraph + "api/resources/groupwritebackconfiguration?view=graph-rest-beta"},
	"S4":      {Title: "Azure AD Connect Group Writeback Deep Dive", URL: "https://practical365.com/azure-ad-connect-group-writeback-deep-dive/"},
	"V1":      {Title: "Microsoft Entra Connect: enable group writeback", URL: learnHybrid + "connect/how-to-connect-group-writeback-enable"},
	"V2":      {Title: "Plan for Microsoft Entra Connect group writeback V2", URL: learnHybrid + "connect/how-to-connect-group-writeback-v2"},
	"PORTAL":  {Title: "Group writeback in the Microsoft Entra admin center", URL: "https://learn.microsoft.com/entra/identity/users/groups-write-back-portal"},
	"MIG":     {Title: "Migrate Microsoft Entra Connect Sync group writeback V2 to Microsoft Entra Cloud Sync", URL: learnHybrid + "cloud-sync/migrate-group-writeback"},
	"MSID":    {Title: "MSIdentityTools, Get-MsIdGroupWritebackConfiguration", URL: "https://github.com/AzureAD/MSIdentityTools/blob/main/src/Get-MsIdGroupWritebackConfiguration.ps1"},
	"GSET":    {Title: "Overview of group settings", URL: learnGraph + "group-directory-settings"},
	"WBC":     {Title: "writebackConfiguration resource type", URL: learnGraph + "api/resources/writebackconfiguration?view=graph-rest-beta"},
	"GRP":     {Title: "group resource type", URL: learnGraph + "api/resources/group?view=graph-rest-beta"},
	"OPSYNC":  {Title: "onPremisesDirectorySynchronization resource type", URL: learnGraph + "api/resources/onpremisesdirectorysynchronization?view=graph-rest-beta"},
	"QUAR":    {Title: "synchronizationQuarantine resource type", URL: learnGraph + "api/resources/synchronization-synchronizationquarantine?view=graph-rest-beta"},
	"SOA":     {Title: "Group source of authority", URL: learnHybrid + "concept-source-of-authority-overview"},
	"CS-HOW":  {Title: "How provisioning from Microsoft Entra ID to Active Directory works", URL: learnHybrid + "cloud-sync/how-provisioning-to-active-directory-works"},
	"CS-CONF": {Title: "Configure provisioning from Microsoft Entra ID to Active Directory", URL: learnHybrid + "cloud-sync/how-to-configure-entra-to-active-directory"},
	"CS-MAP":  {Title: "Attribute mapping from Microsoft Entra ID to Active Directory", URL: learnHybrid + "cloud-sync/how-to-attribute-mapping-entra-to-active-directory"},
	"CS-FAQ":  {Title: "Provisioning to Active Directory: frequently asked questions", URL: learnHybrid + "cloud-sync/reference-provision-to-active-directory-faq"},
	"CS-OVER": {Title: "Overview of provisioning from Microsoft Entra ID to Active Directory", URL: learnHybrid + "cloud-sync/overview-provision-entra-id-to-active-directory"},

	"C1":  {Title: "Conflict C1: most documents say that a security group without isEnabled is not written, the portal's page that it is"},
	"C2":  {Title: "Conflict C2: the portal shows No writeback for a Microsoft 365 group without isEnabled, which is written"},
	"C3":  {Title: "Conflict C3: NewUnifiedGroupWritebackDefault false is said to concern new groups only, and to be the default of all"},
	"C4":  {Title: "Conflict C4: one sentence applies NewUnifiedGroupWritebackDefault to security groups, which its name excludes"},
	"C6":  {Title: "Conflict C6: the documents give member limits of 50,000 and of 250,000"},
	"C9":  {Title: "Conflict C9: one table lists Microsoft 365 groups as supported by cloud sync, all other documents exclude them"},
	"C17": {Title: "Conflict C17: one document makes V1 a condition of V2, another leaves the order to the administrator"},
	"C19": {Title: "Conflict C19: a public dump shows a Microsoft 365 group meant as security group with the type of a distribution group"},
}
