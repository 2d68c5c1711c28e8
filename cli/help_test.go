package cli

import (
	"io"
	"regexp"
	"testing"

	"github.com/alecthomas/kong"
)

// TestEveryFlagSaysItsDefault: kong shows one instead of a placeholder, and none of a switch.
func TestEveryFlagSaysItsDefault(t *testing.T) {
	parser, err := newParser(&Env{Stdout: io.Discard, Stderr: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	said := regexp.MustCompile(`\[[^\]]+\]`)
	flags := 0
	for _, command := range parser.Model.Leaves(false) {
		for _, f := range command.Flags {
			flags++
			shown := f.HasDefault && f.PlaceHolder == "" && !f.IsBool()
			if f.Name != "help" && !f.Required && !shown && !said.MatchString(f.Help) {
				t.Errorf("%s --%s says nothing of its default: %q", command.Path(), f.Name, f.Help)
			}
			if f.Name != "help" && len(f.Envs) == 0 {
				t.Errorf("%s --%s has no environment variable", command.Path(), f.Name)
			}
		}
	}
	if flags < 100 {
		t.Fatalf("only %d flags were looked at", flags)
	}
}

var _ kong.Visitable = (*kong.Flag)(nil)
