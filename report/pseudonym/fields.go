package pseudonym

import (
	"encoding/json"
	"reflect"
)

// class says what a text of the stream is, and so what stands in for it.
type class int

const (
	// prose is written by the tool and may hold anything: known names in it are replaced, and every
	// word that no control's text has. It is what a field is that nobody has classified.
	prose class = iota
	// kept is one of a closed set of words, or the text of a control.
	kept
	// whole is replaced as one.
	whole
	// name is replaced as one, and wherever prose tells it.
	name
	// distinguished is a DN: the value of each part is replaced, so that the tree keeps its shape.
	distinguished
	// address is replaced on both sides of its @.
	address
	// identifier is a GUID, or something else that is replaced as one.
	identifier
	// digest is 32 hexadecimal digits that somebody who knows what they are of could compute.
	digest
)

// classes are those of fields, by type and field. Controls hold nothing of any tenant.
var classes = map[string]class{
	"Run.Tool": kept, "Run.Version": kept, "Run.SnapshotDigest": kept, "Run.PolicyDigest": kept, "Run.OwnPolicyDigest": kept,
	"Run.Profiles": kept, "Run.StandIns": kept, "Run.DomainControllers": name, "Earlier.SnapshotDigest": kept,
	"Tenant.ID": identifier, "Tenant.Name": name, "Stream.Name": kept, "Stream.Status": kept, "Stream.SHA256": kept,
	"KeyValue.Key": kept, "KeyValue.Value": prose, "EngineState.Engine": kept, "EngineState.State": kept, "Total.Name": kept,
	"Change.Attribute": kept, "Change.From": prose, "Change.To": prose, "Change.By": kept, "Change.Actor": name, "Change.Ticket": whole,
	"Finding.Control": kept, "Finding.Severity": kept, "Finding.Cause": kept, "Finding.Fingerprint": digest, "Finding.EvidenceDigest": digest,
	"Target.Kind": kept, "Target.ID": identifier, "Target.Name": name, "Target.DN": distinguished,
	"Baseline.SnapshotDigest": kept, "Age.State": kept, "Waiver.Reason": whole, "Waiver.Owner": whole, "Waiver.Approver": whole, "Waiver.Ticket": whole,
	"Decision.Word": kept, "Decision.Owner": whole, "Decision.Comment": whole, "Decision.Author": whole,
	"Group.Key": identifier, "CloudSide.ID": identifier, "CloudSide.DisplayName": name, "CloudSide.Description": name, "CloudSide.Mail": address,
	"CloudSide.Kind": kept, "CloudSide.Overlays": kept, "CloudSide.PortalLabel": kept,
	"Writeback.Expected": kept, "Writeback.Confidence": kept, "Writeback.Engine": kept,
	"EngineAnswer.Engine": kept, "EngineAnswer.State": kept, "EngineAnswer.Expected": kept, "EngineAnswer.Confidence": kept, "EngineAnswer.Row": kept,
	"Step.Engine": kept, "Step.Row": kept, "Step.Answer": kept, "Step.Confidence": kept, "Step.Source": kept,
	"DirectorySide.GUID": identifier, "DirectorySide.AnchorID": identifier, "DirectorySide.DN": distinguished, "DirectorySide.SAMAccountName": name,
	"DirectorySide.DisplayName": name, "DirectorySide.Description": name, "DirectorySide.Mail": address,
	"DirectorySide.Category": kept, "DirectorySide.Scope": kept, "DirectorySide.ExpectedCNs": name,
	"Drift.Attribute": kept, "Drift.Kind": kept, "Drift.Expected": name, "Drift.Actual": name,
	"Members.Cloud": kept, "Members.Directory": kept, "ClassCount.Class": kept,
	"MemberDifference.Difference": kept, "MemberDifference.Class": kept, "MemberDifference.ID": identifier,
	"MemberDifference.DN": distinguished, "MemberDifference.Name": name,
	"Readiness.Key": identifier, "Readiness.State": kept, "Readiness.ChangesOver": kept,
	"ReadinessReason.Kind": kept, "ReadinessReason.Control": kept, "ReadinessReason.Severity": kept, "ReadinessReason.Fingerprint": digest,
	"ReadinessReason.Group": identifier, "ReadinessReason.Name": name,
	"AnchorStep.Action": kept, "AnchorStep.DN": distinguished, "AnchorStep.Value": whole, "AnchorStep.Current": whole,
	"CopyStep.CN": name, "CopyStep.CNNow": name, "CopyStep.Renamed": kept, "CopyStep.OU": distinguished, "CopyStep.OUKept": kept, "CopyStep.Type": kept,
	"LostEdge.Fate": kept, "LostEdge.Class": kept,
	"MemberLoss.Class": kept, "MemberLoss.ID": identifier, "MemberLoss.DN": distinguished, "MemberLoss.Name": name,
	"PersonLoss.ID": identifier, "PersonLoss.DN": distinguished, "PersonLoss.Name": name, "PersonLoss.Group": name, "PersonLoss.Member": name,
	"Verdict.To": kept, "StateCount.State": kept, "VerdictReason.Kind": kept, "VerdictReason.Control": kept, "VerdictReason.Severity": kept,
	"TargetLimit.Name": kept, "TargetLimit.Control": kept, "TargetLimit.State": kept, "SignOff.ID": kept, "SignOff.Text": kept,
	"Child.ID": identifier, "Child.Name": name, "Child.Kind": kept,
	"ComparedStream.Name": kept, "ComparedStream.Compared": kept, "ComparedStream.LeftOut": kept,
	"ObjectChange.Object": kept, "ObjectChange.Privileged": kept, "ObjectChange.Kind": kept, "ObjectChange.ID": identifier, "ObjectChange.Name": name, "ObjectChange.DN": distinguished,
	"AttributeChange.Attribute": kept, "AttributeChange.From": prose, "AttributeChange.To": prose, "AttributeChange.By": kept, "AttributeChange.Actor": name,
	"MemberChange.Role": kept, "MemberChange.Change": kept, "MemberChange.ID": identifier, "MemberChange.DN": distinguished, "MemberChange.Name": name,
	"Uncompared.What": kept, "Unjudged.Controls": kept, "Reason.Scope": kept, "Reason.Lists": kept,
	"Summary.Control": kept, "Summary.Outcome": kept,
	"Whatif.Version": kept, "Whatif.TenantID": identifier, "Whatif.TenantName": name, "Whatif.SnapshotDigest": kept, "Whatif.StandIns": kept, "Whatif.Assumed": prose, "Whatif.Notes": prose,
	"Effect.Key": identifier, "Effect.CloudID": identifier, "Effect.Name": name, "Effect.Kind": kept, "Effect.Copies": distinguished, "Effect.HasCopy": kept,
	"Effect.Outcome": kept, "Effect.Confidence": kept, "Effect.Rule": kept, "Effect.Source": kept, "Effect.Text": prose, "Effect.Loss": kept,
	"EffectState.Expected": kept, "EffectState.Type": kept, "EffectState.Engine": kept, "EffectState.Row": kept, "EffectState.Confidence": kept,
	"EffectPerson.Key": identifier, "EffectPerson.Name": name,
}

// each returns a deep copy of v in which every text is what change makes of it, keys of maps excepted,
// which are names of attributes.
func each(v reflect.Value, of class, change func(class, string) string) reflect.Value {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[json.Number]() {
			return v
		}
		return reflect.ValueOf(change(of, v.String())).Convert(v.Type())
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return v
		}
		inner := each(v.Elem(), of, change)
		if v.Kind() == reflect.Interface {
			return inner
		}
		p := reflect.New(v.Type().Elem())
		p.Elem().Set(inner)
		return p
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			list.Index(i).Set(each(v.Index(i), of, change))
		}
		return list
	case reflect.Map:
		if v.IsNil() {
			return v
		}
		m := reflect.MakeMapWithSize(v.Type(), v.Len())
		for _, k := range v.MapKeys() {
			m.SetMapIndex(k, each(v.MapIndex(k), of, change))
		}
		return m
	case reflect.Struct:
		return eachField(v, change)
	}
	return v
}

// eachField returns a copy of a struct; one without exported fields, such as a time, is itself.
func eachField(v reflect.Value, change func(class, string) string) reflect.Value {
	t := v.Type()
	s := reflect.New(t).Elem()
	s.Set(v)
	for i := range t.NumField() {
		if t.Field(i).IsExported() {
			s.Field(i).Set(each(v.Field(i), classes[t.Name()+"."+t.Field(i).Name], change))
		}
	}
	return s
}
