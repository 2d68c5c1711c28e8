package cli

import (
	"io"
	"maps"

	"github.com/alecthomas/kong"
)

// Parse says whether these are arguments that planspark takes, without doing anything.
func Parse(args []string) error {
	parser, err := newParser(&Env{Stdout: io.Discard, Stderr: io.Discard})
	if err == nil {
		_, err = parser.Parse(args)
	}
	return err
}

// Flags are the names of all flags, each with its environment variable.
func Flags() (map[string]string, error) {
	parser, err := newParser(&Env{Stdout: io.Discard, Stderr: io.Discard})
	if err != nil {
		return nil, err
	}
	flags := map[string]string{}
	for _, command := range append([]*kong.Node{parser.Model.Node}, parser.Model.Children...) {
		maps.Copy(flags, flagsOf(command))
	}
	return flags, nil
}

func flagsOf(command *kong.Node) map[string]string {
	flags := map[string]string{}
	for _, group := range command.AllFlags(false) {
		for _, f := range group {
			variable := ""
			if len(f.Envs) > 0 {
				variable = f.Envs[0]
			}
			flags[f.Name] = variable
		}
	}
	return flags
}
