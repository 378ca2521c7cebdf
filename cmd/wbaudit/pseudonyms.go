package main

import (
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/pseudonym"
)

const pseudonymHelp = `With --pseudonymise every format holds stand-ins for names, addresses, DNs and ids: equal ones for equal
texts, in this report and in the next. Counts, findings and who is in which group stay. Of sentences only
numbers and words stay that the controls' own texts have. Make a key once with
"openssl rand -hex 32 > KEYFILE" and keep it apart from the report: who has it can read the report
with "wbaudit report STREAM --reveal KEYFILE".`

// through changes a stream on its way to the formats; nil leaves it as it is.
type through func(report.Handler) *pseudonym.Filter

// throughEffects does so with that of a what-if.
type throughEffects func(report.EffectHandler) report.EffectHandler

// pseudonyms reads --pseudonymise and, where the command has it, --reveal.
func pseudonyms(c *cobra.Command) (through, error) {
	key, reveal, err := pseudonymKey(c)
	switch {
	case err != nil || key == nil:
		return nil, err
	case reveal:
		return func(h report.Handler) *pseudonym.Filter { return pseudonym.Reveal(h, key) }, nil
	}
	return func(h report.Handler) *pseudonym.Filter { return pseudonym.New(h, key) }, nil
}

// effectPseudonyms is pseudonyms for a what-if; without a flag nothing is changed.
func effectPseudonyms(c *cobra.Command) (throughEffects, error) {
	key, reveal, err := pseudonymKey(c)
	switch {
	case err != nil:
		return nil, err
	case key == nil:
		return func(h report.EffectHandler) report.EffectHandler { return h }, nil
	case reveal:
		return func(h report.EffectHandler) report.EffectHandler { return pseudonym.RevealEffects(h, key) }, nil
	}
	return func(h report.EffectHandler) report.EffectHandler { return pseudonym.NewEffects(h, key) }, nil
}

// pseudonymKey reads the key that one of the flags names, nil for none, and whether it is to reveal.
func pseudonymKey(c *cobra.Command) (key *pseudonym.Key, reveals bool, err error) {
	hide, err := c.Flags().GetString("pseudonymise")
	if err != nil {
		return nil, false, err
	}
	reveal := ""
	if c.Flags().Lookup("reveal") != nil {
		if reveal, err = c.Flags().GetString("reveal"); err != nil {
			return nil, false, err
		}
	}
	switch {
	case hide != "" && reveal != "":
		return nil, false, usage("--pseudonymise and --reveal undo each other; give one of them")
	case hide != "":
		key, err = readKey("--pseudonymise", hide)
		return key, false, err
	case reveal != "":
		key, err = readKey("--reveal", reveal)
		return key, true, err
	}
	return nil, false, nil
}

// mostKey bounds what is read of a key file, in bytes.
const mostKey = 64 << 10

func readKey(flag, path string) (*pseudonym.Key, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, usage("%s %s: %w; make a key with \"openssl rand -hex 32 > %s\"", flag, path, err, path)
	}
	defer f.Close()
	secret, err := io.ReadAll(io.LimitReader(f, mostKey))
	if err != nil {
		return nil, usage("%s %s: %w", flag, path, err)
	}
	key, err := pseudonym.NewKey(secret)
	if err != nil {
		return nil, usage("%s %s: %w; make one with \"openssl rand -hex 32 > %s\"", flag, path, err, path)
	}
	return key, nil
}

// keyed names the stream that a key does not fit; another error stays.
func keyed(path string, err error) error {
	if errors.Is(err, pseudonym.ErrKey) {
		return usage("%s: %w", path, err)
	}
	return err
}

// changed puts t before h, where there is one. The caller calls the function at the end.
func (t through) changed(h report.Handler) (report.Handler, func()) {
	if t == nil {
		return h, func() {}
	}
	f := t(h)
	return f, f.Discard
}
