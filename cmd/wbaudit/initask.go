package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

// question asks for one setting, when the answers until then make it matter; optional ones may stay
// empty.
type question struct {
	key, text string
	optional  bool
	matters   func(answers map[string]string) bool
}

// questions are what init asks a person, in order.
func questions() []question {
	cloud := func(ways ...string) func(map[string]string) bool {
		return func(a map[string]string) bool { return slices.Contains(ways, a["cloud.sign_in"]) }
	}
	custom := func(a map[string]string) bool { return a["cloud.name"] == fetch.Custom }
	domains := func(a map[string]string) bool { return a["directory.domains"] != "" }
	account := func(a map[string]string) bool {
		return domains(a) && slices.Contains([]string{"simple", "ntlm", "kerberos"}, a["directory.sign_in"])
	}
	return []question{
		{"tenant.id", "Tenant id", false, nil},
		{"cloud.name", "Cloud of the tenant: " + strings.Join(cloudNames(), ", "), false, nil},
		{"cloud.graph", "Endpoint of Graph, https://host", false, custom},
		{"cloud.login", "Endpoint of the sign-in service, https://host", false, custom},
		{"cloud.sign_in", "How to sign in: " + strings.Join(signIns, ", "), false, nil},
		{"cloud.client_id", "Id of the application", false, cloud("secret", "certificate", "workload")},
		{"cloud.secret", "Where the client secret is: env:NAME, file:PATH or stdin", false, cloud("secret")},
		{"cloud.certificate", "File with certificate and key, PEM or PFX", false, cloud("certificate")},
		{"directory.domains", "Active Directory domains, separated by semicolons (empty: read none)", true, nil},
		{"directory.sign_in", "How to sign in to them: " + strings.Join(directorySignIns, ", "), false, domains},
		{"directory.user", "Name of the account", false, account},
		{"directory.password", "Where its password is: env:NAME, file:PATH or stdin (empty for a keytab or credential cache)", true, account},
		{"directory.writeback_ou", "DN of the writeback OU", true, domains},
	}
}

// asker asks a person.
type asker struct {
	in  io.Reader
	out io.Writer
}

// fill asks every question that matters and has no answer yet, until the answer is valid. An empty
// answer takes the default.
func (a asker) fill(answers map[string]string) error {
	checks := map[string]setting{}
	for _, s := range settings() {
		checks[s.key] = s
	}
	for _, q := range questions() {
		if _, known := answers[q.key]; known || q.matters != nil && !q.matters(answers) {
			continue
		}
		answer, err := a.ask(q, checks[q.key])
		if err != nil {
			return err
		}
		if answer != "" {
			answers[q.key] = answer
		}
	}
	return nil
}

// attempts is how often a question is asked: a person would have given up, and a program does not read.
const attempts = 10

func (a asker) ask(q question, s setting) (string, error) {
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
		switch {
		case answer == "" && q.optional:
			return "", nil
		case answer == "":
			fmt.Fprintln(a.out, "  this is needed")
			continue
		case s.check != nil:
			if err := s.check(answer); err != nil {
				fmt.Fprintln(a.out, "  "+oneLine(err.Error()))
				continue
			}
		}
		return answer, nil
	}
	return "", usage("%s: no valid answer; give it as --%s", q.text, flagName(q.key))
}
