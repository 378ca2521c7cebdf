//go:build !offline

// Package graph sends the requests of collect/entra/fetch through the Graph SDK and signs in with the
// identity library. It is the only package that imports either; the build tag offline leaves it out.
package graph
