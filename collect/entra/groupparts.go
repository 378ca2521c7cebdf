package entra

import "github.com/wbaudit/wbaudit/collect/snapshot"

// The objects inside a group.
var (
	writebackTable = newTable("isEnabled", "onPremisesGroupType")
	behaviorTable  = newTable("id", "isCloudManaged", "value")
	labelTable     = newTable("labelId", "displayName")
	problemTable   = newTable("category", "propertyCausingError", "value", "occurredDateTime")
)

// readWriteback returns nil for an absent and for a null configuration, and an object with nil
// fields for an object that says nothing.
func readWriteback(o, inner *object) *snapshot.WritebackConfiguration {
	if !o.inner(propertyWriteback, inner) {
		return nil
	}
	defer o.absorb(propertyWriteback, inner)
	return &snapshot.WritebackConfiguration{IsEnabled: inner.flag(0), OnPremisesGroupType: inner.text(1)}
}

// readBehavior returns onPremisesSyncBehavior.isCloudManaged. Graph's reference shows the object
// wrapped in value, services answer without.
func readBehavior(o, inner *object) *bool {
	if !o.inner(propertySyncBehavior, inner) {
		return nil
	}
	defer o.absorb(propertySyncBehavior, inner)
	if !inner.null(2) && inner.null(1) {
		wrapped := newObject(behaviorTable)
		if !inner.inner(2, wrapped) {
			return nil
		}
		defer inner.absorb(2, wrapped)
		return wrapped.flag(1)
	}
	return inner.flag(1)
}

// readLabels returns the display names of sensitivity labels, or the id of one without a name.
func readLabels(o, inner *object) []string {
	if o.null(propertyAssignedLabels) {
		return nil
	}
	names := []string{}
	o.objects(propertyAssignedLabels, inner, func() {
		if name := inner.text(1); name != nil {
			names = append(names, *name)
		} else if id := inner.text(0); id != nil {
			names = append(names, *id)
		}
	})
	return names
}

func readProblems(o, inner *object) []snapshot.ProvisioningError {
	if o.null(propertyProvisioningErrors) {
		return nil
	}
	problems := []snapshot.ProvisioningError{}
	o.objects(propertyProvisioningErrors, inner, func() {
		problems = append(problems, snapshot.ProvisioningError{
			Category:             orEmpty(inner.text(0)),
			PropertyCausingError: orEmpty(inner.text(1)),
			Value:                orEmpty(inner.text(2)),
			Occurred:             inner.time(3),
		})
	})
	return problems
}

func orEmpty(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
