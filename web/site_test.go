package web_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/planspark/planspark/web"
)

var addresses = regexp.MustCompile(`/assets/[\w./-]+`)

func site(t *testing.T) *web.Site {
	t.Helper()
	s, err := web.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// reachable walks from the page to every asset that it needs.
func reachable(t *testing.T, s *web.Site) map[string]web.Asset {
	t.Helper()
	found := map[string]web.Asset{}
	var walk func(from string, body []byte)
	walk = func(from string, body []byte) {
		for _, address := range addresses.FindAllString(string(body), -1) {
			if _, ok := found[address]; ok {
				continue
			}
			a, ok := s.Asset(address)
			if !ok {
				t.Errorf("%s refers to %s, which is not served", from, address)
				continue
			}
			found[address] = a
			walk(address, a.Body)
		}
	}
	walk("the page", s.Page(web.PagePlans, web.Reader{}).Body)
	return found
}

func TestEveryReferenceResolves(t *testing.T) {
	assets := reachable(t, site(t))
	for _, kind := range []string{".js", ".css", ".svg", ".woff2"} {
		if !slices.ContainsFunc(keys(assets), func(p string) bool { return strings.HasSuffix(p, kind) }) {
			t.Errorf("the page needs no %s file: references are not found any more", kind)
		}
	}
	relative := regexp.MustCompile(`(?:from|import)\s*\(?["']\.{1,2}/`)
	for path, a := range assets {
		if strings.HasSuffix(path, ".js") && relative.Match(a.Body) {
			t.Errorf("%s still imports by a relative name", path)
		}
	}
}

func TestAssetsNeverChangeUnderTheirAddress(t *testing.T) {
	hashed := regexp.MustCompile(`\.[0-9a-f]{16}\.\w+$`)
	for path, a := range reachable(t, site(t)) {
		if !hashed.MatchString(path) {
			t.Errorf("%s has no hash", path)
		}
		if a.CacheControl != web.CacheImmutable || a.ContentType == "" || a.ETag == "" || a.Path != path {
			t.Errorf("%s is served as %q, cached %q, tagged %q", path, a.ContentType, a.CacheControl, a.ETag)
		}
	}
}

func TestPageIsRevalidatedAndKnowsItsTheme(t *testing.T) {
	s := site(t)
	for theme, want := range map[string]string{
		"": `<html lang="en">`, "dark": `<html data-theme="dark" lang="en">`, "light": `<html data-theme="light" lang="en">`,
		`"><script>`: `<html lang="en">`,
	} {
		page := s.Page(web.PagePlans, web.Reader{Theme: theme})
		if !bytes.Contains(page.Body, []byte(want)) {
			t.Errorf("theme %q: the page has no %s", theme, want)
		}
		if page.CacheControl != web.CacheRevalidate {
			t.Errorf("theme %q: the page is cached %q", theme, page.CacheControl)
		}
	}
	if s.Page(web.PagePlans, web.Reader{Theme: "dark"}).ETag == s.Page(web.PagePlans, web.Reader{Theme: "light"}).ETag {
		t.Error("pages of two themes have the same ETag")
	}
}

func TestPageNeedsNothingThatItsPolicyForbids(t *testing.T) {
	page := string(site(t).Page(web.PagePlans, web.Reader{}).Body)
	for name, forbidden := range map[string]string{
		"inline script": `<script(?:\s+type="module"[^>]*)?>[^<]`, "script without source": `<script(?:\s+type="module")?>`, "style element": `<style`,
		"style attribute": `\sstyle=`, "event handler": `\son[a-z]+=`, "javascript: link": `javascript:`, "other origin": `(?:src|href)="(?:https?:)?//`,
	} {
		if found := regexp.MustCompile(forbidden).FindString(page); found != "" {
			t.Errorf("%s in the page: %s", name, found)
		}
	}
	if strings.Contains(web.ContentSecurityPolicy, "unsafe") {
		t.Error("the policy allows something unsafe")
	}
}

func TestEncodingsHoldTheSameContent(t *testing.T) {
	for path, a := range reachable(t, site(t)) {
		if a.Gzip != nil {
			r, err := gzip.NewReader(bytes.NewReader(a.Gzip))
			if err != nil {
				t.Fatal(err)
			}
			same(t, path, "gzip", r, a.Body)
		}
	}
}

func same(t *testing.T, path, coding string, r io.Reader, want []byte) {
	t.Helper()
	got, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s as %s differs from itself: %v", path, coding, err)
	}
}

func TestEncodingFollowsTheHeader(t *testing.T) {
	a := web.Asset{Body: []byte("b"), Gzip: []byte("g")}
	for header, want := range map[string]string{
		"": "", "identity": "", "gzip": "gzip", "gzip, deflate, br": "gzip", "br, gzip;q=0.1": "gzip", "br,gzip;q=0.0": "",
		"GZIP;q=0.5": "gzip", "gzipped": "", "br": "",
	} {
		if _, got := a.Encoded(header); got != want {
			t.Errorf("Accept-Encoding %q: %q, want %q", header, got, want)
		}
	}
	if body, coding := (web.Asset{Body: []byte("b")}).Encoded("br, gzip"); coding != "" || string(body) != "b" {
		t.Error("an asset without variants must be sent as it is")
	}
}

// ui.md §7, in KB of gzip as sent: own scripts are 28 and charts 4.
var budgets = map[string]int{"scripts": 60, "own scripts": 28 + 4, "styles": 10, "fonts": 100, "first view": 150}

// firstViewRequests is how many answers the first view takes at the most: the page, three scripts, a style
// sheet, two fonts, pictures.
const firstViewRequests = 9

func TestPageStaysWithinItsBudgets(t *testing.T) {
	s := site(t)
	page := s.Page(web.PagePlans, web.Reader{})
	sizes := map[string]int{"first view": len(page.Gzip)}
	requests := 1
	for path, a := range reachable(t, s) {
		size := len(a.Body)
		if a.Gzip != nil {
			size = len(a.Gzip)
		}
		requests++
		sizes["first view"] += size
		switch {
		case strings.Contains(path, "/vendor/") && strings.HasSuffix(path, ".js"):
			sizes["scripts"] += size
		case strings.HasSuffix(path, ".js"):
			sizes["own scripts"] += size
			sizes["scripts"] += size
		case strings.HasSuffix(path, ".css"):
			sizes["styles"] += size
		case strings.HasSuffix(path, ".woff2"):
			sizes["fonts"] += size
		}
	}
	for what, most := range budgets {
		t.Logf("%-12s %6.1f of %d KB", what, float64(sizes[what])/1000, most)
		if sizes[what] > most*1000 {
			t.Errorf("%s: %d bytes, more than %d KB", what, sizes[what], most)
		}
	}
	if t.Logf("%-12s %6d of %d", "requests", requests, firstViewRequests); requests > firstViewRequests {
		t.Errorf("the first view takes %d requests", requests)
	}
}

func keys(m map[string]web.Asset) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}

// alike is what every page begins with.
var alike = regexp.MustCompile(`(?m)^<(meta (charset|name="(viewport|theme-color)")|link rel="(icon|preload)").*$`)

func TestPagesBeginAlike(t *testing.T) {
	s := site(t)
	head := func(name string) []string { return alike.FindAllString(string(s.Page(name, web.Reader{}).Body), -1) }
	want := head(web.PagePlans)
	if len(want) < 7 {
		t.Fatalf("the page begins with %q", want)
	}
	for _, name := range []string{web.PageOps, web.PageDocs} {
		if got := head(name); !slices.Equal(got, want) {
			t.Errorf("%s begins with %q\nand the page with %q", name, got, want)
		}
	}
}
