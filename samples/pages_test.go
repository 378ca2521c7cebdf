package samples_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

// TestTheScopeOfOneJobDoesNotEndThatOfAnother: what the file of a second service principal says is no end of a list that
// has more pages.
func TestTheScopeOfOneJobDoesNotEndThatOfAnother(t *testing.T) {
	const other = "8ac4eaf1-29ce-59f7-a045-0f3007bb58a2"
	const openPage = `{"value": [], "@odata.nextLink": "https://graph.microsoft.com/beta/x"}`
	for claim, files := range map[string]map[string]string{
		"the file before has more pages": {"appRoleAssignedTo-" + other + ".json": openPage, "appRoleAssignedTo-last.json": `{"value": []}`},
		"the file behind has more pages": {"appRoleAssignedTo-" + other + ".json": openPage},
	} {
		t.Run(claim, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "export")
			must(t, os.CopyFS(dir, os.DirFS(filepath.Join("woodgrove", "export"))))
			for name, text := range files {
				must(t, os.WriteFile(filepath.Join(dir, "cloud", name), []byte(text), 0o600))
			}
			for _, s := range counts(t, dir).Run.Streams {
				if s.Name == "app_role_assignments" && (s.Status != report.StatusPartial || !strings.Contains(s.Reason, other)) {
					t.Errorf("app_role_assignments is %s (%s), want partial for the file of %s", s.Status, s.Reason, other)
				}
			}
		})
	}
}
