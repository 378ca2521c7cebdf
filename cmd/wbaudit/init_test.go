package main

import (
	"bytes"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

func TestAPersonIsAskedWhatMattersOnly(t *testing.T) {
	const id = "12cce4b4-4ab8-40b7-be4d-f5d7742ec185"
	cli := answers{"tenant.id": id, "cloud.name": "global", "cloud.sign_in": "cli"}
	with := func(one, other answers) answers {
		both := maps.Clone(one)
		maps.Copy(both, other)
		return both
	}
	tests := []struct {
		name, typed string
		given, want answers
	}{
		{"defaults are taken for empty answers", id + "\n\n\n\n", nil,
			map[string]string{"tenant.id": id, "cloud.name": "global", "cloud.sign_in": "environment"}},
		{"what is not valid is asked again", "contoso\n\n" + id + "\nmoon\nchina\ndevice\n\n", nil,
			map[string]string{"tenant.id": id, "cloud.name": "china", "cloud.sign_in": "device"}},
		{"a secret's place is asked, and a domain's account", "secret\n" + id + "\nhunter2\nfile:s\ncorp.example.com\nsimple\nreader@corp.example.com\n\nfile:p\n\n\nOU=W,DC=corp,DC=example,DC=com\n",
			map[string]string{"tenant.id": id, "cloud.name": "global"},
			map[string]string{"tenant.id": id, "cloud.name": "global", "cloud.sign_in": "secret", "cloud.client_id": id, "cloud.secret": "file:s",
				"directory.domains": "corp.example.com", "directory.sign_in": "simple", "directory.user": "reader@corp.example.com",
				"directory.password": "file:p", "directory.start_tls": "false", "directory.writeback_ou": "OU=W,DC=corp,DC=example,DC=com"}},
		{"a keytab stands for a password", "corp.example.com\nkerberos\nreader@corp.example.com\nreader.keytab\nca.pem\ntrue\n\n", cli,
			with(cli, answers{"directory.domains": "corp.example.com", "directory.sign_in": "kerberos", "directory.user": "reader@corp.example.com",
				"directory.keytab": "reader.keytab", "directory.ca_file": "ca.pem", "directory.start_tls": "true"})},
		{"so does a credential cache", "corp.example.com\nkerberos\nreader@corp.example.com\n\nkrb5cc\n\n\n\n", cli,
			with(cli, answers{"directory.domains": "corp.example.com", "directory.sign_in": "kerberos", "directory.user": "reader@corp.example.com",
				"directory.ccache": "krb5cc", "directory.start_tls": "false"})},
		{"without either Kerberos needs a password", "corp.example.com\nkerberos\nreader@corp.example.com\n\n\n\nstdin\n\n\n\n", cli,
			with(cli, answers{"directory.domains": "corp.example.com", "directory.sign_in": "kerberos", "directory.user": "reader@corp.example.com",
				"directory.password": "stdin", "directory.start_tls": "false"})},
		{"a certificate is asked for, and nothing of an account", "corp.example.com\ncertificate\n\nclient.pem\n\n\n\n", cli,
			with(cli, answers{"directory.domains": "corp.example.com", "directory.sign_in": "certificate", "directory.certificate": "client.pem", "directory.start_tls": "false"})},
		{"a name that NTLM cannot take is asked again", "corp.example.com\nntlm\nreader@corp.example.com\nCORP\\reader\nenv:PW\n\n\n\n", cli,
			with(cli, answers{"directory.domains": "corp.example.com", "directory.sign_in": "ntlm", "directory.user": `CORP\reader`, "directory.password": "env:PW", "directory.start_tls": "false"})},
		{"an endpoint in the clear is asked again", "custom\nhttp://graph.example.com\nhttps://graph.example.com\nhttps://login.example.com\ncli\n\n", answers{"tenant.id": id},
			answers{"tenant.id": id, "cloud.name": "custom", "cloud.graph": "https://graph.example.com", "cloud.login": "https://login.example.com", "cloud.sign_in": "cli"}},
		{"the Windows user has no name", "cli\ncorp.example.com\ncurrent\n\n\n\n",
			map[string]string{"tenant.id": id, "cloud.name": "global"},
			map[string]string{"tenant.id": id, "cloud.name": "global", "cloud.sign_in": "cli", "directory.domains": "corp.example.com", "directory.sign_in": "current", "directory.start_tls": "false"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := with(answers{}, tt.given)
			var talk bytes.Buffer
			if err := (asker{strings.NewReader(tt.typed), &talk}).fill(got); err != nil {
				t.Fatalf("%v\n%s", err, talk.String())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("answers (-want +got):\n%s\n%s", diff, talk.String())
			}
			if err := heldTogether(t, got); err != nil {
				t.Errorf("what was asked does not do: %v", err)
			}
			if strings.Contains(talk.String(), "hunter2") {
				t.Error("a secret was shown again")
			}
		})
	}
}

// heldTogether is what init says of answers as a whole.
func heldTogether(t *testing.T, given answers) error {
	t.Helper()
	cfg := &config{flags: pflag.NewFlagSet("", pflag.ContinueOnError), merged: viper.New(), file: viper.New()}
	return cfg.together(given)
}

func TestNobodyIsAskedForEver(t *testing.T) {
	if err := (asker{strings.NewReader(""), io.Discard}).fill(map[string]string{}); err == nil {
		t.Error("an end of input is an answer")
	}
}

// What a collection would refuse at once is not written down.
func TestInitHoldsAnswersTogether(t *testing.T) {
	const id = "12cce4b4-4ab8-40b7-be4d-f5d7742ec185"
	tests := []struct {
		claim string
		flags []string
		want  string
	}{
		{"a secret needs an application", []string{"--cloud-sign-in", "secret"}, "needs cloud.client_id"},
		{"a cloud of its own needs endpoints", []string{"--cloud-name", "custom"}, "expected https://host"},
		{"a cloud with endpoints of its own is custom", []string{"--cloud-graph", "https://graph.example.com"}, "expected the cloud"},
		{"domains need a way to sign in", []string{"--directory-domains", "corp.example.com"}, "directory.sign_in must say how"},
		{"a way to sign in needs an account", []string{"--directory-domains", "corp.example.com", "--directory-sign-in", "simple"}, "needs directory.user"},
		{"Kerberos needs what proves the account", []string{"--directory-domains", "corp.example.com", "--directory-sign-in", "kerberos", "--directory-user", "reader@corp.example.com"}, "or directory.keytab or directory.ccache"},
		{"a keytab proves it", []string{"--directory-domains", "corp.example.com", "--directory-sign-in", "kerberos", "--directory-user", "reader@corp.example.com", "--directory-keytab", "k"}, ""},
		{"a certificate by a flag", []string{"--directory-domains", "corp.example.com", "--directory-sign-in", "certificate", "--directory-certificate", "c.pem", "--directory-ca-file", "ca.pem", "--directory-start-tls"}, ""},
		{"a secret that is not there yet", []string{"--cloud-sign-in", "secret", "--cloud-client-id", id, "--cloud-secret", "env:NOT_SET_YET"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.claim, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "wbaudit.yaml")
			var out, talk bytes.Buffer
			code := runUntil(t.Context(), append([]string{"init", "--tenant-id", id, "--out", path}, tt.flags...), terminal{strings.NewReader(""), &out, &talk}, testSides())
			_, err := os.Stat(path)
			if wrong := tt.want != ""; (code == exitUsage) != wrong || (err != nil) != wrong || !strings.Contains(talk.String(), tt.want) {
				t.Errorf("init ended with %d, wrote %v, said %q, want %q", code, err == nil, talk.String(), tt.want)
			}
		})
	}
}

// Wherever a setting came from, the configuration has it, and finds its files from its own folder.
func TestInitWritesWhatItWasGiven(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("conf", 0o700); err != nil {
		t.Fatal(err)
	}
	const id = "12cce4b4-4ab8-40b7-be4d-f5d7742ec185"
	if err := os.WriteFile("conf/old.yaml", []byte("directory:\n  password: file:secret\n  ca_file: ca.pem\n  containers: OU=X,DC=corp,DC=example,DC=com\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("WBAUDIT_DIRECTORY_CERTIFICATE", "client.pem")
	t.Setenv("WBAUDIT_DIRECTORY_KRB5_CONF", "/etc/krb5.corp")
	for out, folder := range map[string]string{"wbaudit.yaml": "", "conf/new.yaml": "../"} {
		t.Run(out, func(t *testing.T) {
			var said, talk bytes.Buffer
			args := []string{"init", "--out", out, "--config", "conf/old.yaml", "--tenant-id", id, "--directory-domains", "corp.example.com", "--directory-sign-in", "certificate", "--directory-keytab", "k"}
			if code := run(args, &said, &talk); code != exitClean {
				t.Fatalf("init ended with %d: %s", code, talk.String())
			}
			conf := strings.TrimPrefix("conf/", filepath.Dir(out)+"/")
			want := answers{"tenant.id": id, "directory.domains": "corp.example.com", "directory.sign_in": "certificate", "directory.containers": "OU=X,DC=corp,DC=example,DC=com",
				"directory.certificate": folder + "client.pem", "directory.keytab": folder + "k", "directory.krb5_conf": "/etc/krb5.corp",
				"directory.password": "file:" + conf + "secret", "directory.ca_file": conf + "ca.pem"}
			if diff := cmp.Diff(want, written(t, out)); diff != "" {
				t.Errorf("the configuration (-want +got):\n%s", diff)
			}
		})
	}
}

// written are the settings in a configuration file.
func written(t *testing.T, path string) answers {
	t.Helper()
	v := viper.New()
	v.SetConfigFile(path)
	if err := v.ReadInConfig(); err != nil {
		t.Fatal(err)
	}
	got := answers{}
	for _, key := range v.AllKeys() {
		got[key] = v.GetString(key)
	}
	return got
}

func TestWhatInitWritesIsAConfiguration(t *testing.T) {
	answers := map[string]string{
		"tenant.id": "12cce4b4-4ab8-40b7-be4d-f5d7742ec185", "cloud.sign_in": "device",
		"directory.user": `CORP\reader: "x" # y`, "directory.writeback_ou": "OU=Schreibzugriff „A“,DC=corp,DC=example,DC=com",
	}
	path := filepath.Join(t.TempDir(), "wbaudit.yaml")
	if err := replaceFile(path, commented(answers)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(answers, written(t, path)); diff != "" {
		t.Errorf("what was written is read otherwise (-written +read):\n%s", diff)
	}
}

// Every comment, made a setting, is one too: what a reader uncomments is taken.
func TestWhatInitLeavesOutCanBePutIn(t *testing.T) {
	var lines []string
	for line := range strings.Lines(commented(map[string]string{})) {
		if !strings.HasPrefix(strings.TrimSpace(line), "# ") || strings.HasPrefix(line, "#  ") {
			line = strings.TrimPrefix(line, "#")
		}
		lines = append(lines, line)
	}
	path := filepath.Join(t.TempDir(), "wbaudit.yaml")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	viewed(t, path)
}

// Who reads the file that init wrote, or what config view prints, learns of every key there is; a key beyond those is refused.
func TestInitAndConfigViewNameEveryKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wbaudit.yaml")
	if err := replaceFile(path, ""); err != nil {
		t.Fatal(err)
	}
	view := viewed(t, path)
	file := commented(nil)
	var keys []string
	for _, s := range settings() {
		keys = append(keys, s.key)
	}
	for _, s := range structures() {
		keys = append(keys, s.key)
	}
	for _, key := range keys {
		if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(key) + ` +\S`).MatchString(view) {
			t.Errorf("config view does not show %s", key)
		}
		_, name, nested := strings.Cut(key, ".")
		if !nested {
			name = key
		}
		if !regexp.MustCompile(`(?m)^# *` + name + `: `).MatchString(file) {
			t.Errorf("the file of init does not hold %s", key)
		}
	}
}

// viewed is what config view prints of a file.
func viewed(t *testing.T, path string) string {
	t.Helper()
	var out, talk bytes.Buffer
	if code := run([]string{"config", "view", "--config", path}, &out, &talk); code != exitClean {
		t.Fatalf("config view ends with %d: %s", code, talk.String())
	}
	return out.String()
}

// Every example that init gives can be written, and is shown with the file it stands in.
func TestTheExamplesOfInitAreUnderstood(t *testing.T) {
	for _, s := range structures() {
		for _, value := range []string{s.example, s.empty} {
			path := filepath.Join(t.TempDir(), "wbaudit.yaml")
			part, name, nested := strings.Cut(s.key, ".")
			text := s.key + ": " + value
			if nested {
				text = part + ":\n  " + name + ": " + value
			}
			if err := replaceFile(path, text); err != nil {
				t.Fatal(err)
			}
			view := viewed(t, path)
			if value == s.example && !regexp.MustCompile(`(?m)^`+regexp.QuoteMeta(s.key)+`.* file `).MatchString(view) {
				t.Errorf("%s is not shown:\n%s", text, view)
			}
		}
	}
}
