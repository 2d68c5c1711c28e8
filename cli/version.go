package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version and commit are stamped by the release build, which may have no repository around it:
// -ldflags "-X github.com/planspark/planspark/cli.version=1.2.3 -X github.com/planspark/planspark/cli.commit=…".
// Without them the build information says what it knows.
var version, commit string

// VersionCmd is `planspark version`.
type VersionCmd struct{}

// Run prints version, commit and Go version, a line each.
func (VersionCmd) Run(env *Env) error {
	v, c := build()
	_, err := fmt.Fprintf(env.Stdout, "planspark %s\ncommit %s\n%s %s/%s\n", v, c, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// build is the version and the commit of this program, as far as they are known.
func build() (v, c string) {
	v, c = version, commit
	if info, ok := debug.ReadBuildInfo(); ok {
		if v == "" {
			v = info.Main.Version
		}
		if c == "" {
			c = commitOf(info)
		}
	}
	if c == "" {
		c = "unknown"
	}
	if v == "" {
		v = "(devel)"
	}
	return v, c
}

func commitOf(info *debug.BuildInfo) string {
	revision, modified := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = " (modified)"
		}
	}
	return revision + modified
}
