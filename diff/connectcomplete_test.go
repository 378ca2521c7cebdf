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
	elsewhere := "OU=Else,DC=contoso,DC=com"
	for _, c := range []struct {
		claim  string
		change func(*scene, *exportedServer)
		part   string
		note   string
		holds  func(*Facts) bool
	}{
		{"of V2 neither is believed", func(_ *scene, x *exportedServer) { x.features["GroupWritebackV2"] = new(false) }, DifferV2,
			"of groupWriteBackEnabled the sync configuration says on and Connect's export off",
			func(f *Facts) bool { return f.tenant.V2 == SwitchUnknown && f.tenant.Sources.V2 == SourceNone }},
		{"of V2 the configuration of the run settles it", func(s *scene, x *exportedServer) {
			x.features["GroupWritebackV2"], s.choices.Engines.V2 = new(false), Off
		}, DifferV2, "of groupWriteBackEnabled", func(f *Facts) bool { return f.tenant.V2 == Off && f.tenant.Sources.V2 == SourceConfiguration }},
		{"of V1 neither is believed", func(_ *scene, x *exportedServer) { x.features["UnifiedGroupWriteback"] = new(false) }, DifferV1,
			"of unifiedGroupWritebackEnabled", func(f *Facts) bool { return f.tenant.V1 == SwitchUnknown }},
		{"of device writeback neither is believed", func(s *scene, x *exportedServer) {
			s.sync.Features["deviceWritebackEnabled"], x.features["DeviceWriteback"] = new(false), new(true)
		}, doubtDevices, "of deviceWritebackEnabled", func(f *Facts) bool { return f.tenant.DeviceWriteback == SwitchUnknown }},
		{"of user writeback an option that is off settles nothing", func(s *scene, x *exportedServer) {
			s.sync.Features["userWritebackEnabled"], x.features["UserWriteback"], x.settings.UserWriteback = new(true), new(false), new(false)
		}, doubtUsers, "of userWritebackEnabled", func(f *Facts) bool { return f.tenant.Sync.UserWriteback == SwitchUnknown }},
		{"of two versions neither is sure, and both know V2", func(_ *scene, x *exportedServer) { x.settings.Version = new("2.5.79.0") }, DifferVersion,
			"of the version of Connect the sync configuration says 2.4.18.0 and Connect's export 2.5.79.0",
			func(f *Facts) bool { return len(f.tenant.Sync.Version) == 0 && f.tenant.BelowFloor == No }},
		{"of two source anchors neither is believed", func(s *scene, x *exportedServer) {
			s.sync.AnchorAttribute, x.settings.AnchorAttribute = new("mS-DS-ConsistencyGuid"), new("employeeID")
		}, doubtAnchor, "of the source anchor", func(f *Facts) bool { return f.tenant.Sync.GUIDAnchor == Unknown }},
		{"two writeback OUs do not agree", func(_ *scene, x *exportedServer) { x.settings.GroupWritebackContainer = &elsewhere }, DifferOU,
			"of the writeback OU the sync configuration says", func(f *Facts) bool {
				return f.tenant.OU.Agrees == No && f.tenant.OU.Dedicated == Unknown && f.tenant.Connect.OUInScope == Yes
			}},
		{"nor do they where the configuration of the run names one of them", func(s *scene, x *exportedServer) {
			x.settings.GroupWritebackContainer, s.choices.WritebackOU = &elsewhere, writebackOU
		}, DifferOU, "of the writeback OU", func(f *Facts) bool { return f.tenant.OU.Chosen && f.tenant.OU.Agrees == No }},
		{"whether Connect reads the OU is known only where it holds of both", func(_ *scene, x *exportedServer) {
			x.settings.GroupWritebackContainer = &elsewhere
			x.connectors[1].Containers = append(x.connectors[1].Containers, snapshot.ConnectContainer{Partition: "DC=contoso,DC=com", DN: elsewhere})
		}, DifferOU, "of the writeback OU", func(f *Facts) bool { return f.tenant.Connect.OUInScope == Unknown }},
		{"an OU that is no DN is another one", func(_ *scene, x *exportedServer) { x.settings.GroupWritebackContainer = new("Writeback") }, DifferOU,
			"of the writeback OU", func(f *Facts) bool { return f.tenant.OU.Agrees == No }},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.exported("SYNC1", func(x *exportedServer) {
				x.settings.Version = s.sync.ClientVersion
				c.change(s, x)
			})
			f := s.load()
			if notes := strings.Join(f.Notes(), "\n"); !strings.Contains(notes, c.note) || !strings.Contains(notes, "Connect server 1 is SYNC1: active") {
				t.Errorf("no note says %q:\n%s", c.note, notes)
			}
			if unclear := f.tenant.Connect.Unclear; !slices.Equal(unclear, []string{c.part}) {
				t.Errorf("unclear %q, want %q", unclear, c.part)
			}
			if !c.holds(f) {
				t.Errorf("V1 %s, V2 %s, %+v, %+v", f.tenant.V1, f.tenant.V2, f.tenant.Sync, f.tenant.OU)
			}
		})
	}
}

func TestACopyInOneOfTwoWritebackOUsIsInNeither(t *testing.T) {
	s := newScene(t)
	s.exported("SYNC1", func(x *exportedServer) { x.settings.GroupWritebackContainer = new("OU=Else,DC=contoso,DC=com") })
	id := s.cloud(1, m365)
	s.copyOf(10, id)
	if got := s.subject(ofCloud(id)).Directory.InOU; got != Unknown {
		t.Errorf("in the writeback OU: %s", got)
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
	features := s.sync.Features
	s.sync.Features = map[string]*bool{"groupWriteBackEnabled": new(false), "unifiedGroupWritebackEnabled": new(false)}
	if got := s.load().Totals().Connect.Limited; !reflect.DeepEqual(got, least(0)) {
		t.Errorf("%+v groups while it is not known whether an engine is on, want at least 0", got)
	}
	s.sync.Features = features
	s.choices.MemberLimits.V2M365, s.choices.MemberLimits.V1 = 10, 10
	if got := s.load().Totals().Connect.Limited; !reflect.DeepEqual(got, Exactly(3)) {
		t.Errorf("%+v groups are over the limit of an edited rule, want 3", got)
	}
}
