package diff

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// The tenant's settings object for Microsoft 365 groups and its value for writeback.
//
// Source: https://learn.microsoft.com/graph/group-directory-settings
const (
	groupUnifiedTemplate = "62375ab9-6b52-47ed-826b-58e47e0e304b"
	groupUnifiedName     = "Group.Unified"
	settingName          = "NewUnifiedGroupWritebackDefault"
)

// readSetting fills the three Setting fields. A list that was read in part proves nothing by what it
// lacks, be it the object or a value of it that was not understood; a settings object without any value was not read (Graph gives each name with its default, as
// text), and a value that is no truth value, or two that disagree, count as not read.
func (t *Tenant) readSetting(in TenantInput) {
	if in.Settings == nil {
		return
	}
	whole := status(in.Manifest, snapshot.StreamTenantSettings) != snapshot.Partial
	t.SettingRead = whole
	for i := range in.Settings {
		if !isGroupUnified(&in.Settings[i]) {
			continue
		}
		t.SettingObject, t.SettingRead = true, true
		if !slices.ContainsFunc(in.Settings[i].Values, func(v snapshot.SettingValue) bool { return v.Name != "" && v.Value != nil }) {
			t.Notes = append(t.Notes, "the settings object Group.Unified holds no values: it counts as not read; export GET /settings with values")
			t.Setting, t.SettingRead = nil, false
			return
		}
		for _, v := range in.Settings[i].Values {
			if strings.EqualFold(v.Name, settingName) && !t.takeSetting(v.Value) {
				t.Setting, t.SettingRead = nil, false
				return
			}
		}
	}
	t.SettingRead = whole || t.Setting != nil
}

// takeSetting takes one value of the setting; false when it cannot be used. Nil and "" are unset.
func (t *Tenant) takeSetting(text *string) bool {
	if text == nil || strings.TrimSpace(*text) == "" {
		return true
	}
	value, err := strconv.ParseBool(strings.ToLower(strings.TrimSpace(*text)))
	if err != nil {
		t.Notes = append(t.Notes, fmt.Sprintf("the tenant setting %s is neither true nor false: it counts as not read", settingName))
		return false
	}
	if t.Setting != nil && *t.Setting != value {
		t.Notes = append(t.Notes, fmt.Sprintf("the tenant setting %s occurs with both values: it counts as not read", settingName))
		return false
	}
	t.Setting = &value
	return true
}

func isGroupUnified(s *snapshot.Setting) bool {
	if s.TemplateID != nil && strings.EqualFold(*s.TemplateID, groupUnifiedTemplate) {
		return true
	}
	return s.DisplayName != nil && strings.EqualFold(*s.DisplayName, groupUnifiedName)
}

// status returns how stream ended; "" for one the manifest does not name.
func status(m snapshot.Manifest, stream snapshot.Stream) snapshot.Status {
	for i := range m.Streams {
		if m.Streams[i].Name == stream {
			return m.Streams[i].Status
		}
	}
	return ""
}
