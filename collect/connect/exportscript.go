package connect

import (
	_ "embed"
	"fmt"
)

var (
	//go:embed exportscript/export.ps1
	powershellScript string
	//go:embed exportscript/export.sh
	shellScript string
)

// ExportScript returns the text of a script that writes a complete export and changes nothing:
// "powershell" for all three sides, "curl" for the cloud and the directory. Another form is an
// error that names the two.
func ExportScript(form string) (string, error) {
	switch form {
	case "powershell":
		return powershellScript, nil
	case "curl":
		return shellScript, nil
	}
	return "", fmt.Errorf("choosing an export script: form %q: expected powershell or curl", form)
}
