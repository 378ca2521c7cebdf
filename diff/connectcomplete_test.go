package diff

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestConnectCompletesTheSyncConfiguration(t *testing.T) {
	s := newScene(t)
	s.sync = nil
	s.exported("SYNC1", func(x *exportedServer) {
		x.settings.AnchorAttribute = new("mS-DS-ConsistencyGuid")
		x.scheduler.EffectiveInterval = new(int64(3600))
		x.features["UserWriteback"], x.features["DeviceWriteback"] = new(true), new(false)
	})
	s.exported("SYNC2", inStaging, func(x *exportedServer) { x.settings.Version = new("1.6.4.0") })
	f := s.load()
	tenant := &f.tenant
	if tenant.V1 != On || tenant.V2 != On || tenant.Mode != "v2" || tenant.EngineSource != SourceConnect || tenant.Sources.V2 != SourceConnect {
		t.Errorf("V1 %s, V2 %s, mode %s, source %s", tenant.V1, tenant.V2, tenant.Mode, tenant.EngineSource)
	}
	if deref(tenant.ClientVersion) != "2.5.79.0" || tenant.BelowFloor != No {
		t.Errorf("version %q, below the floor %s: a server in staging mode tells nothing", deref(tenant.ClientVersion), tenant.BelowFloor)
	}
	if !tenant.OUKnown || tenant.Connect.OUInScope != Yes || f.estate.container != writebackOU {
		t.Errorf("the writeback OU is not known: %q", f.estate.container)
	}
	if tenant.Sync.GUIDAnchor != Yes || tenant.Sync.UserWriteback != On || tenant.DeviceWriteback != Off {
		t.Errorf("the rest: %+v, device writeback %s", tenant.Sync, tenant.DeviceWriteback)
	}
	if want := sceneStart.Add(-2 * time.Hour).UnixMicro(); f.window.from != want {
		t.Errorf("the in-flight window starts at %d, want %d", f.window.from, want)
	}
}

func TestConnectNeverContradictsSilently(t *testing.T) {
	s := newScene(t)
	s.exported("SYNC1", func(x *exportedServer) {
		x.features["GroupWritebackV2"] = new(false)
		x.settings.GroupWritebackContainer = new("OU=Other,DC=contoso,DC=com")
	})
	f := s.load()
	if f.tenant.V2 != On || f.tenant.Sources.V2 != SourceSyncConfiguration || deref(f.tenant.ClientVersion) != "2.4.18.0" {
		t.Errorf("V2 %s from %s, version %s: what was read must stay", f.tenant.V2, f.tenant.Sources.V2, deref(f.tenant.ClientVersion))
	}
	if c := f.tenant.Connect; !slices.Equal(c.Unclear, []string{DifferV2, DifferVersion}) || len(f.tenant.Sync.Version) > 0 || f.tenant.BelowFloor != No {
		t.Errorf("unclear %q, version %v, below the floor %s: neither version is sure, and both know V2", c.Unclear, f.tenant.Sync.Version, f.tenant.BelowFloor)
	}
	notes := strings.Join(f.Notes(), "\n")
	for _, want := range []string{
		"of groupWriteBackEnabled the sync configuration says on and Connect's export off",
		"of the version of Connect the sync configuration says 2.4.18.0 and Connect's export 2.5.79.0",
		"of the writeback OU the sync configuration says",
		"Connect server 1 is SYNC1: active, version 2.5.79.0",
	} {
		if !strings.Contains(notes, want) {
			t.Errorf("no note says %q:\n%s", want, notes)
		}
	}
}

func TestServersThatDisagreeOnAFeature(t *testing.T) {
	for _, c := range []struct {
		claim  string
		second func(*exportedServer)
		want   Switch
	}{
		{"the server that writes is taken", inStaging, On},
		{"of two that write neither is", func(*exportedServer) {}, SwitchUnknown},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.sync = nil
			s.exported("SYNC1")
			s.exported("SYNC2", c.second, func(x *exportedServer) { x.features["GroupWritebackV2"] = new(false) })
			f := s.load()
			if f.tenant.V2 != c.want || !strings.Contains(strings.Join(f.Notes(), "\n"), "disagree on feature GroupWritebackV2") {
				t.Errorf("V2 is %s, want %s, notes %q", f.tenant.V2, c.want, f.Notes())
			}
		})
	}
}

func TestMemberLimitRuleOfTheServerThatWrites(t *testing.T) {
	for _, c := range []struct {
		claim string
		off   string
		want  Limit
	}{
		{"its rule is off", "SYNC1", Limit{Low: largeLimit, High: largeLimit}},
		{"that of a server in staging mode is no matter", "SYNC2", Limit{Low: smallLimit, High: smallLimit}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			for _, name := range []string{"SYNC1", "SYNC2"} {
				s.exported(name, func(x *exportedServer) {
					if name == "SYNC2" {
						inStaging(x)
					}
					if name == c.off {
						x.turnOff(ruleMemberLimit)
					}
				})
			}
			if got := s.load().tenant.Limits; got.V1 != c.want || got.V2M365 != c.want {
				t.Errorf("limits %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestGroupsThatTheMemberLimitRuleKeepsOut(t *testing.T) {
	s := newScene(t)
	s.exported("SYNC1")
	for n, members := range []int64{50_000, 50_001, 250_000, 250_001} {
		s.cloud(n+1, m365, enabled(""), func(g *snapshot.CloudGroup) {
			g.Members = snapshot.Coverage{Status: snapshot.Absent, SourceCount: &members}
		})
	}
	if got := s.load().Totals().Connect.Limited; !reflect.DeepEqual(got, Exactly(2)) {
		t.Errorf("%+v groups, want 2", got)
	}
	s.cloud(5, m365, enabled(""), func(g *snapshot.CloudGroup) { g.Members = snapshot.Coverage{Status: snapshot.Absent} })
	if got := s.load().Totals().Connect.Limited; !reflect.DeepEqual(got, least(2)) {
		t.Errorf("%+v groups beside one whose members were not counted, want at least 2", got)
	}
	s.groups = s.groups[:4]
	s.choices.MemberLimits.V2M365, s.choices.MemberLimits.V1 = 10, 10
	if got := s.load().Totals().Connect.Limited; !reflect.DeepEqual(got, Exactly(3)) {
		t.Errorf("%+v groups are over the limit of an edited rule, want 3", got)
	}
}
