package diff

import "time"

// JobFacts is what is known of the cloud sync jobs that provision groups to Active Directory.
type JobFacts struct {
	Count int `json:"count"`
	// Stopped counts jobs that do not run, Unread those whose state was not read.
	Stopped int `json:"stopped"`
	Unread  int `json:"unread"`
	// Status, Schedule and Quarantine are Graph's words for the first job that does not run, by id;
	// "" when not read or without one.
	Status     string `json:"status"`
	Schedule   string `json:"schedule"`
	Quarantine string `json:"quarantine"`
	// Age is the time since the last success in seconds, at least 0, of the running job whose
	// success is longest ago; nil when that of any running job, or the end of collection, was not
	// read, or none runs.
	Age *int64 `json:"age"`
}

// jobFacts reads them in the order of the jobs' ids.
func jobFacts(in TenantInput) JobFacts {
	var f JobFacts
	aged := true
	for i := range in.Jobs {
		job := &in.Jobs[i]
		if !job.WritesGroups() {
			continue
		}
		f.Count++
		switch jobRunning(job) {
		case No:
			if f.Stopped++; f.Stopped == 1 {
				f.Status, f.Schedule, f.Quarantine = deref(job.StatusCode), deref(job.ScheduleState), deref(job.QuarantineReason)
			}
			continue
		case Unknown:
			f.Unread++
			continue
		}
		if job.LastSuccess == nil || in.Manifest.CollectedAt == nil {
			aged = false
			continue
		}
		age := max(0, int64(in.Manifest.CollectedAt.Sub(*job.LastSuccess)/time.Second))
		if f.Age == nil || age > *f.Age {
			f.Age = &age
		}
	}
	if !aged {
		f.Age = nil
	}
	return f
}
