// Package migration adds to the stream of an audit whether its groups can move to another engine: readiness
// of every group, waves and a verdict, behind the findings that they rest on.
package migration
