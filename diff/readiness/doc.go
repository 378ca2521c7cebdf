// Package readiness says which cloud groups can move to another engine, in which order, and what the
// move does to their copies and to the people in them. What controls found and what they left open is
// told to a Plan; the package judges nothing by itself but what the decision tables say of the target.
package readiness
