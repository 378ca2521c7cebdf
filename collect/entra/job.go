package entra

import (
	"context"
	"encoding/json"
	"fmt"
	"path"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// The objects of a synchronization job.
var (
	jobTable = newTable("id", "servicePrincipalId", "templateId", "schedule", "status",
		"synchronizationJobSettings", "schema", "synchronizationRules")
	scheduleTable   = newTable("state")
	statusTable     = newTable("code", "quarantine", "lastSuccessfulExecution")
	quarantineTable = newTable("reason")
	executionTable  = newTable("timeEnded")
)

// maxJobs bounds the text of all jobs with their schemas, each of some hundred kilobytes.
const maxJobs = 256 << 20

// jobs reads synchronization jobs. Graph does not repeat in a job whose it is: the service
// principal is the property servicePrincipalId when the exporter added one, else the GUID in the
// file's name (synchronizationJobs-<id>.json). A schema in a file of its own belongs to the job when
// that file holds just one.
func (r *run) jobs(ctx context.Context) error {
	var t tally
	met := newUnique()
	var seen []string
	elements, held := 0, 0
	r.writers = map[snapshot.GUID]bool{}
	for _, file := range r.export.files[jobsSpec.stem] {
		f := jobFile{owner: ownerIn(file)}
		err := r.read(ctx, jobsSpec, []string{file}, jobTable, &t, func(o *object) error {
			if err := jobsSpec.full(elements); err != nil {
				return err
			}
			elements++
			if held += len(o.whole); held > maxJobs {
				return fmt.Errorf("jobs and schemas of more than %d MiB, which no tenant has; export it again", maxJobs>>20)
			}
			seen = append(seen, o.names()...)
			return f.add(o, &t, met)
		})
		if err != nil {
			return err
		}
		if err := f.write(r.sink, &t); err != nil {
			return err
		}
		r.noteWriters(f.jobs)
	}
	slices.Sort(seen)
	return r.end(jobsSpec, &t, met.len(), slices.Compact(seen))
}

// noteWriters keeps the service principals of jobs that write groups.
func (r *run) noteWriters(jobs []snapshot.SyncJob) {
	for i := range jobs {
		if id, ok := parseGUID([]byte(orEmpty(jobs[i].ServicePrincipalID))); ok && jobs[i].WritesGroups() {
			r.writers[id] = true
		}
	}
}

// ownerIn returns the GUID in a file's name; nil when there is none.
func ownerIn(file string) *string {
	id, _, ok := objectIn(path.Base(file))
	if !ok {
		return nil
	}
	text := id.String()
	return &text
}

// jobFile gathers the jobs and the schema of one file.
type jobFile struct {
	owner  *string
	jobs   []snapshot.SyncJob
	schema json.RawMessage
}

func (f *jobFile) add(o *object, t *tally, met *unique) error {
	if o.has(7) && !o.has(2) {
		f.schema = slices.Clone(o.whole)
		t.apart++ // it is no job
		return nil
	}
	id, problem := textKey(o)
	if problem != "" {
		t.oddOne(problem)
		return nil
	}
	if again, err := met.again(id, o, t); again || err != nil {
		return err
	}
	f.jobs = append(f.jobs, readJob(o, id))
	t.fault(o, id)
	return nil
}

func (f *jobFile) write(to sink, t *tally) error {
	if f.schema != nil {
		if len(f.jobs) == 1 && f.jobs[0].Schema == nil {
			f.jobs[0].Schema = f.schema
		} else {
			t.faults.add("a schema in a file with other than one job: expected each job with its schema in a file of its own")
		}
	}
	for i := range f.jobs {
		job := &f.jobs[i]
		if job.ServicePrincipalID == nil {
			job.ServicePrincipalID = f.owner
		}
		if err := to.Add(*job); err != nil {
			return err
		}
	}
	return nil
}

func readJob(o *object, id string) snapshot.SyncJob {
	job := snapshot.SyncJob{ID: id, ServicePrincipalID: o.text(1), TemplateID: o.text(2)}
	if schedule := newObject(scheduleTable); o.inner(3, schedule) {
		job.ScheduleState = schedule.text(0)
		o.absorb(3, schedule)
	}
	if status := newObject(statusTable); o.inner(4, status) {
		readStatus(&job, status)
		o.absorb(4, status)
	}
	if !o.null(5) {
		job.Settings = []snapshot.SettingPair{}
		pair := newObject(pairTable)
		o.objects(5, pair, func() {
			job.Settings = append(job.Settings, snapshot.SettingPair{Name: orEmpty(pair.text(0)), Value: orEmpty(pair.text(1))})
		})
	}
	if !o.null(6) {
		if job.Schema = slices.Clone(o.raw[6]); o.raw[6][0] != '{' {
			o.strange(6, "an object", o.raw[6])
			job.Schema = nil
		} else if cut := cutInside(o.raw[6]); cut != nil {
			o.cut = cut.within(o.table.names[6])
		}
	}
	return job
}

func readStatus(job *snapshot.SyncJob, status *object) {
	job.StatusCode = status.text(0)
	if quarantine := newObject(quarantineTable); status.inner(1, quarantine) {
		job.QuarantineReason = quarantine.text(0)
		status.absorb(1, quarantine)
	}
	if execution := newObject(executionTable); status.inner(2, execution) {
		job.LastSuccess = execution.time(0)
		status.absorb(2, execution)
	}
}
