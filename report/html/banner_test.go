package html_test

import (
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

func TestPageStartsWithTheBannersOfTheRun(t *testing.T) {
	page := string(render(t, []report.Record{{Run: &report.Run{Format: 1, Banners: []string{"Nothing <b>was</b> synchronised"}}}}))
	at := strings.Index(page, "Nothing &lt;b&gt;was&lt;/b&gt; synchronised")
	if at < 0 || at > strings.Index(page, `class="tiles"`) {
		t.Error("the page does not show the banner, as text, before the tiles")
	}
}
