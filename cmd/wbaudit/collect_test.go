package main

import "testing"

func TestAFaultIsNoLackOfRights(t *testing.T) {
	for reason, want := range map[string]bool{
		"Graph answered 403 (Authorization_RequestDenied); grant Directory.Read.All":                                   false,
		"Graph answered 400 (BadRequest): no licence":                                                                  false,
		"Graph answered 404 (NotFound)":                                                                                true,
		"Graph answered 400 (BadRequest)":                                                                              true,
		"Graph answered 503 (ServiceUnavailable)":                                                                      true,
		"Graph answered 429 (TooManyRequests)":                                                                         true,
		"stream error: stream ID 3; INTERNAL_ERROR; received from peer":                                                true,
		"not asked for: collect with --governance, which needs AccessReview.Read.All":                                  false,
		"there is no group to ask for, since groups could not be read: Graph answered 403; grant GroupMember.Read.All": false,
		"": false,
	} {
		if got := isFault(reason); got != want {
			t.Errorf("%q: %v, want %v", reason, got, want)
		}
	}
}
