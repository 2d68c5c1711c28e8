package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is stamped by the release build: -ldflags "-X github.com/planspark/planspark/cli.version=1.2.3".
var version string

// VersionCmd is `planspark version`.
type VersionCmd struct{}

// Run prints version, commit and Go version, a line each.
func (VersionCmd) Run(env *Env) error {
	v, commit := version, "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		if v == "" {
			v = info.Main.Version
		}
		commit = commitOf(info, commit)
	}
	if v == "" {
		v = "(devel)"
	}
	_, err := fmt.Fprintf(env.Stdout, "planspark %s\ncommit %s\n%s %s/%s\n", v, commit, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

func commitOf(info *debug.BuildInfo, commit string) string {
	modified := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = " (modified)"
		}
	}
	return commit + modified
}
