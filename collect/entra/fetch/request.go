package fetch

import (
	"context"
	"errors"
	"fmt"
)

// Resource is something that Graph is asked for.
type Resource int

// The resources, in the words of the Graph reference.
const (
	Groups Resource = iota
	Members
	Owners
	DeletedGroups
	Settings
	Organization
	Synchronization
	Licences
	ServicePrincipals
	Jobs
	Schema
	Assignments
	AccessReviews
	DirectoryAudits
	PrivilegedAssignments
	SyncBehavior
	Users
)

// Request is one GET of a list or, for Schema and SyncBehavior, of an object.
type Request struct {
	Resource Resource
	// ID is the group or the service principal; Job is the job whose Schema is asked for.
	ID, Job string
	// Select names the properties; nil asks for the default ones.
	Select []string
	// Top is the page size; 0 leaves it to the service.
	Top int32
	// Count asks for @odata.count, which needs ConsistencyLevel: eventual on every page.
	Count  bool
	Filter string
	// Next is the link to the page; "" is the first. The other fields stay those of the first page.
	Next string
}

// Client sends requests. Page returns the body of an answer with status 200, whole; every other
// answer is an error, a *Refused when Graph gave one, and one that wraps ErrSignIn when nobody may
// sign in, which ends the collection.
type Client interface {
	Page(ctx context.Context, r Request) ([]byte, error)
}

// ErrSignIn heads the errors of the sign-in service.
var ErrSignIn = errors.New("signing in")

// Refused is an error that Graph answered with.
type Refused struct {
	Status        int
	Code, Message string
}

func (e *Refused) Error() string {
	text := fmt.Sprintf("Graph answered %d", e.Status)
	if e.Code != "" {
		text += " " + e.Code
	}
	if e.Message != "" {
		text += " (" + printable(e.Message) + ")"
	}
	return text
}
