package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

// question asks for one setting.
type question struct {
	key, text string
	// optional ones may stay empty.
	optional bool
	// matters says whether the answers until then make it matter; nil for a question that always does.
	matters func(given answers) bool
	// fits says what is wrong with an answer beside those until then; nil for one that fits any.
	fits func(given answers, answer string) error
}

// answers are settings by their keys.
type answers = map[string]string

// questions are what init asks a person, in order.
func questions() []question { return append(cloudQuestions(), directoryQuestions()...) }

func cloudQuestions() []question {
	way := func(ways ...string) func(answers) bool {
		return func(given answers) bool { return slices.Contains(ways, given["cloud.sign_in"]) }
	}
	custom := func(given answers) bool { return given["cloud.name"] == fetch.Custom }
	endpoint := func(_ answers, answer string) error {
		_, err := fetch.FindCloud(fetch.Custom, answer, answer)
		return err
	}
	return []question{
		{key: "tenant.id", text: "Tenant id"},
		{key: "cloud.name", text: "Cloud of the tenant: " + strings.Join(cloudNames(), ", ")},
		{key: "cloud.graph", text: "Endpoint of Graph, https://host", matters: custom, fits: endpoint},
		{key: "cloud.login", text: "Endpoint of the sign-in service, https://host", matters: custom, fits: endpoint},
		{key: "cloud.sign_in", text: "How to sign in: " + strings.Join(signIns, ", ")},
		{key: "cloud.client_id", text: "Id of the application", matters: way("secret", "certificate", "workload")},
		{key: "cloud.secret", text: "Where the client secret is: env:NAME, file:PATH or stdin", matters: way("secret")},
		{key: "cloud.certificate", text: "File with certificate and key, PEM or PFX", matters: way("certificate")},
		{key: "cloud.certificate_password", text: "Where the password of that file is: env:NAME, file:PATH or stdin (empty: it has none)", optional: true, matters: way("certificate")},
	}
}

func directoryQuestions() []question {
	domains := func(given answers) bool { return given["directory.domains"] != "" }
	way := func(ways ...string) func(answers) bool {
		return func(given answers) bool { return domains(given) && slices.Contains(ways, given["directory.sign_in"]) }
	}
	// A keytab or a cache stands for the password.
	lacking := func(keys []string, of func(answers) bool) func(answers) bool {
		return func(given answers) bool {
			return of(given) && !slices.ContainsFunc(keys, func(key string) bool { return given[key] != "" })
		}
	}
	account := func(given answers, answer string) error { return isAccount(given["directory.sign_in"], answer) }
	return []question{
		{key: "directory.domains", text: "Active Directory domains, separated by semicolons (empty: read none)", optional: true},
		{key: "directory.sign_in", text: "How to sign in to them: " + strings.Join(directorySignIns, ", "), matters: domains},
		{key: "directory.certificate", text: "PEM file with certificate and key", matters: way("certificate")},
		{key: "directory.user", text: "Name of the account", matters: way("simple", "ntlm", "kerberos"), fits: account},
		{key: "directory.keytab", text: "Kerberos keytab of the account (empty: a credential cache or a password)", optional: true,
			matters: lacking([]string{"directory.ccache", "directory.password"}, way("kerberos"))},
		{key: "directory.ccache", text: "Kerberos credential cache of the account (empty: a password)", optional: true,
			matters: lacking([]string{"directory.keytab", "directory.password"}, way("kerberos"))},
		{key: "directory.password", text: "Where its password is: env:NAME, file:PATH or stdin",
			matters: lacking([]string{"directory.keytab", "directory.ccache"}, way("simple", "ntlm", "kerberos"))},
		{key: "directory.ca_file", text: "PEM file of the authority of the domain controllers' certificates (empty: the system trusts it)", optional: true, matters: domains},
		{key: "directory.start_tls", text: "StartTLS on port 389 instead of LDAPS on port 636: true or false", matters: domains},
		{key: "directory.writeback_ou", text: "DN of the writeback OU", optional: true, matters: domains},
	}
}

// asker asks a person.
type asker struct {
	in  io.Reader
	out io.Writer
}

// fill asks every question that matters and has no answer yet, until the answer is valid. An empty
// answer takes the default.
func (a asker) fill(given answers) error {
	checks := map[string]setting{}
	for _, s := range settings() {
		checks[s.key] = s
	}
	for _, q := range questions() {
		if _, known := given[q.key]; known || q.matters != nil && !q.matters(given) {
			continue
		}
		answer, err := a.ask(q, checks[q.key], given)
		if err != nil {
			return err
		}
		if answer != "" {
			given[q.key] = answer
		}
	}
	return nil
}

// attempts is how often a question is asked: a person would have given up, and a program does not read.
const attempts = 10

func (a asker) ask(q question, s setting, given answers) (string, error) {
	for range attempts {
		prompt := q.text
		if s.preset != "" {
			prompt += " [" + s.preset + "]"
		}
		fmt.Fprint(a.out, prompt+": ")
		answer, err := readLine(a.in)
		if err != nil {
			return "", fmt.Errorf("reading an answer: %w", err)
		}
		if answer = strings.TrimSpace(answer); answer == "" {
			answer = s.preset
		}
		if answer == "" && q.optional {
			return "", nil
		}
		if err := q.refuse(answer, s, given); err != nil {
			fmt.Fprintln(a.out, "  "+oneLine(err.Error()))
			continue
		}
		return answer, nil
	}
	return "", usage("%s: no valid answer; give it as --%s", q.text, flagName(q.key))
}

// refuse says why an answer cannot be taken.
func (q question) refuse(answer string, s setting, given answers) error {
	if answer == "" {
		return errors.New("this is needed")
	}
	if s.check != nil {
		if err := s.check(answer); err != nil {
			return err
		}
	}
	if q.fits != nil {
		return q.fits(given, answer)
	}
	return nil
}
