package exporttest_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/planspark/planspark/export"
	"github.com/planspark/planspark/export/exporttest"
	"github.com/planspark/planspark/generation"
	"github.com/planspark/planspark/protocol"
)

// TestOtherProgramsOpenWhatWeWrite opens PDF and Word files with poppler and LibreOffice, as people do, and
// looks at what they show.
func TestOtherProgramsOpenWhatWeWrite(t *testing.T) {
	if testing.Short() {
		t.Skip("LibreOffice takes its time")
	}
	p := exporttest.Planner(t)
	x := export.New(p)
	folder := t.TempDir()
	plans := map[string]generation.Plan{}
	for _, name := range []string{"cafe", "taqueria", "ramen", "gym"} {
		plans[name] = exporttest.Plan(t, p, exporttest.Requests()[name])
	}
	for _, name := range []string{"script", "no spaces", "markdown", "controls"} {
		plans["hostile "+name] = exporttest.HostilePlan(plans["cafe"], exporttest.Hostile()[name])
	}
	var words []string
	for name, made := range plans {
		for _, f := range []protocol.Format{protocol.FormatPDF, protocol.FormatDOCX} {
			file := filepath.Join(folder, name+"."+string(f))
			if err := os.WriteFile(file, exporttest.Written(t, x, f, made), 0o600); err != nil {
				t.Fatal(err)
			}
			if f == protocol.FormatDOCX {
				words = append(words, file)
			}
		}
	}
	converted := filepath.Join(folder, "converted")
	run(t, "soffice", append([]string{"-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--headless", "--convert-to", "pdf", "--outdir", converted}, words...)...)
	for name, made := range plans {
		for _, file := range []string{filepath.Join(folder, name+".pdf"), filepath.Join(converted, name+".pdf")} {
			reads(t, file, made)
		}
		if !strings.HasPrefix(name, "hostile") {
			contentsLead(t, filepath.Join(folder, name+".pdf"), 0)
			contentsLead(t, filepath.Join(converted, name+".pdf"), 1) // another program may break one page more or less
		}
	}
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, name, args...).Output()
	if err != nil {
		t.Fatalf("%s (.ci/setup installs it): %v\n%s", name, err, out)
	}
	return string(out)
}

// reads checks that a PDF is whole: all sections are there in their order, all fonts are inside, and no
// page is empty.
func reads(t *testing.T, file string, made generation.Plan) {
	t.Helper()
	pages := strings.Split(strings.TrimSuffix(run(t, "pdftotext", "-layout", file, "-"), "\f"), "\f")
	if len(pages) < 20 {
		t.Errorf("%s: %d pages", filepath.Base(file), len(pages))
	}
	for i, text := range pages {
		if strings.TrimSpace(text) == "" {
			t.Errorf("%s: page %d is empty", filepath.Base(file), i+1)
		}
	}
	rest := strings.Join(pages[2:], "\n")
	for _, s := range made.Sections {
		if len(s.Title) > 60 {
			continue
		}
		_, behind, found := strings.Cut(rest, s.Title)
		if !found {
			t.Errorf("%s: %q is missing, or not in its place", filepath.Base(file), s.Title)
			continue
		}
		rest = behind
	}
	for _, font := range strings.Split(strings.TrimSpace(run(t, "pdffonts", file)), "\n")[2:] {
		if fields := strings.Fields(font); fields[len(fields)-5] != "yes" {
			t.Errorf("%s: a font is not inside: %s", filepath.Base(file), font)
		}
	}
}

var entry = regexp.MustCompile(`(?m)^\s*(\d+|[A-D])\s+(\S.*?)[ .]{3,}(\d+)\s*$`)

// contentsLead checks that the pages of the list of contents are those on which the parts begin, or so many off.
func contentsLead(t *testing.T, file string, off int) {
	t.Helper()
	pages := strings.Split(run(t, "pdftotext", "-layout", file, "-"), "\f")
	entries := entry.FindAllStringSubmatch(pages[1], -1)
	if len(entries) != 19 {
		t.Fatalf("%s: %d entries in the contents:\n%s", filepath.Base(file), len(entries), pages[1])
	}
	for _, e := range entries {
		number, err := strconv.Atoi(e[3])
		if err != nil {
			t.Fatal(err)
		}
		begins := regexp.MustCompile(`(?m)^\s*` + regexp.QuoteMeta(e[1]) + `\s+` + regexp.QuoteMeta(strings.TrimSpace(e[2])) + `\s*$`)
		found := 0
		for i, text := range pages[2:] {
			if begins.MatchString(text) {
				found = i + 3
			}
		}
		if max(found-number, number-found) > off {
			t.Errorf("%s: %s %s is said to be on page %d, and is on page %d", filepath.Base(file), e[1], e[2], number, found)
		}
	}
}
