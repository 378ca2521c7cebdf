package fetch

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/wbaudit/wbaudit/collect/entra"
)

// jobs reads the cloud sync applications, their jobs each with its schema, and what is in their
// scope. Without an application there is no job, which is an answer too.
func (s *Source) jobs(ctx context.Context) error {
	for _, l := range []list{jobList, scopeList} {
		s.asks(l.stream, s.describe(l))
	}
	const found = "." // a list of the collector's own, which no export has
	reason, err := s.read(ctx, found+"applications", applications, scopeList.permission)
	if err != nil {
		return err
	}
	principals, err := s.ids(found + "applications")
	if err != nil {
		return err
	}
	if reason != "" {
		s.lacks(jobList.stream, reason)
		s.lacks(scopeList.stream, reason)
		return nil
	}
	if len(principals) == 0 {
		return s.noJobs()
	}
	for _, principal := range principals {
		if err := s.application(ctx, principal); err != nil {
			return err
		}
	}
	return nil
}

// noJobs keeps the empty lists of a tenant without cloud sync.
func (s *Source) noJobs() error {
	for _, l := range []list{jobList, scopeList} {
		if err := s.spool.Begin(l.stem); err != nil {
			return err
		}
		if err := s.spool.Page(l.stem, []byte(`{"@odata.count":0,"value":[]}`)); err != nil {
			return err
		}
		if err := s.spool.End(l.stem, ""); err != nil {
			return err
		}
	}
	return nil
}

// application reads the jobs and the scope of one application.
func (s *Source) application(ctx context.Context, principal string) error {
	request := scopeList.request
	request.ID = principal
	if err := s.keepReason(ctx, scopeList, scopeList.stem+"@"+principal, request); err != nil {
		return err
	}
	request = jobList.request
	request.ID = principal
	list := ".jobs-" + principal
	reason, err := s.read(ctx, list, request, jobList.permission)
	if err != nil {
		return err
	}
	if reason != "" {
		s.lacks(jobList.stream, reason)
	}
	return s.schemas(ctx, list, principal)
}

func (s *Source) keepReason(ctx context.Context, l list, name string, r Request) error {
	reason, err := s.read(ctx, name, r, l.permission)
	if reason != "" {
		s.lacks(l.stream, reason)
	}
	return err
}

// schemas keeps each job with its schema behind it, in a file that names the application.
func (s *Source) schemas(ctx context.Context, list, principal string) error {
	n := 0
	return s.objects(list, func(id string, job json.RawMessage) error {
		n++
		name := fmt.Sprintf("%s-%d@%s", jobList.stem, n, principal)
		if reason, ended := s.spool.Ended(name); ended {
			s.unmapped(reason)
			return nil
		}
		reason, body := "", append(bytes.Clone(job), '\n')
		request := Request{Resource: Schema, ID: principal, Job: id}
		schema, err := s.page(ctx, request)
		if err != nil {
			var fatal error
			if reason, fatal = s.explain(err, request, jobList.permission); fatal != nil {
				return fatal
			}
			s.unmapped(reason)
		}
		if err := s.spool.Begin(name); err != nil {
			return err
		}
		if err := s.spool.Page(name, append(body, schema...)); err != nil {
			return err
		}
		return s.spool.End(name, reason)
	})
}

// unmapped notes a job whose schema was not read, which is so when there is a reason.
func (s *Source) unmapped(reason string) {
	if reason != "" {
		s.note("synchronization job: its schema was not read, so its mappings are not known: %s", reason)
	}
}

// ids returns the ids of a list that was read.
func (s *Source) ids(list string) (ids []string, err error) {
	err = s.objects(list, func(id string, _ json.RawMessage) error {
		ids = append(ids, id)
		return nil
	})
	return ids, err
}

// objects calls yield with each object of a list that was read.
func (s *Source) objects(list string, yield func(id string, object json.RawMessage) error) error {
	return s.spool.Bodies(list, func(body io.Reader) error {
		_, err := entra.DecodeObjects(body, func(object json.RawMessage) error {
			var named struct{ ID string }
			if err := json.Unmarshal(object, &named); err != nil {
				return fmt.Errorf("reading an object without a readable id: %w", err)
			}
			return yield(named.ID, object)
		})
		return err
	})
}
