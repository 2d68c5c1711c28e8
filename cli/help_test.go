package cli

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// TestEveryFlagSaysItsDefault: in brackets at the end of its text, and nowhere else.
func TestEveryFlagSaysItsDefault(t *testing.T) {
	parser, err := newParser(&Env{Stdout: io.Discard, Stderr: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	said := regexp.MustCompile(`\[[^\]]+\]$`)
	flags := 0
	for _, command := range parser.Model.Leaves(false) {
		for _, f := range command.Flags {
			flags++
			if f.Name != "help" && !f.Required && !said.MatchString(f.Help) {
				t.Errorf("%s --%s says nothing of its default: %q", command.Path(), f.Name, f.Help)
			}
			if f.HasDefault && !f.IsBool() && strings.Contains(f.FormatPlaceHolder(), f.Default) && f.Enum == "" {
				t.Errorf("%s --%s says its default for its value: %s", command.Path(), f.Name, f.FormatPlaceHolder())
			}
			if f.Name != "help" && len(f.Envs) == 0 {
				t.Errorf("%s --%s has no environment variable", command.Path(), f.Name)
			}
		}
	}
	var out bytes.Buffer
	if code := Main(t.Context(), []string{"serve", "--help"}, Env{Stdout: &out, Stderr: &out}); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	for _, shown := range []string{"[60 a minute]", `["openai/gpt-oss-120b"]`, "[sqlite://<data-dir>/planspark.db]"} {
		if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), shown) {
			t.Errorf("the help does not show %s", shown)
		}
	}
	if flags < 100 {
		t.Fatalf("only %d flags were looked at", flags)
	}
}

var _ kong.Visitable = (*kong.Flag)(nil)
