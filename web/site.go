package web

import (
	"fmt"
	"io/fs"
	"strings"
)

// The themes that a page can be written for; any other follows the system.
const (
	ThemeLight = "light"
	ThemeDark  = "dark"
)

// ThemeCookie is the cookie that the page keeps the reader's choice in.
const ThemeCookie = "theme"

// The pages of the application.
const (
	PagePlans = "index" // for /, /g/{id} and every address that is the application's
	PageOps   = "ops"   // for /ops
)

// Site is the web application, ready to be served.
type Site struct {
	assets map[string]Asset
	pages  map[page]Asset
}

// page is one page in one theme; "" is the system's.
type page struct{ name, theme string }

// New prepares the embedded application. It fails when a file refers to one that is not there.
func New() (*Site, error) {
	files, err := fs.Sub(static, "static")
	if err != nil {
		return nil, err
	}
	return build(files)
}

func build(files fs.FS) (*Site, error) {
	b := &builder{files: files, assets: map[string]Asset{}, address: map[string]string{}}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !served(name) {
			return err
		}
		_, err = b.asset(name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("prepare web application: %w", err)
	}
	site := &Site{assets: b.assets, pages: map[page]Asset{}}
	names, err := fs.Glob(files, "*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := b.page(strings.TrimSuffix(name, ".html"), site.pages); err != nil {
			return nil, fmt.Errorf("prepare %s: %w", name, err)
		}
	}
	for _, address := range b.joined {
		delete(b.assets, address)
	}
	return site, nil
}

// page writes a page for each theme, so that the right one is there with the first byte.
func (b *builder) page(name string, pages map[page]Asset) error {
	html, err := fs.ReadFile(b.files, name+".html")
	if err != nil {
		return err
	}
	html, err = b.scripts(html)
	if err != nil {
		return err
	}
	html, err = b.replace(pageReference, html, func(ref string) string { return strings.TrimPrefix(ref, assetPrefix) })
	if err != nil {
		return err
	}
	style, err := b.style(name, html)
	if err != nil {
		return err
	}
	text := strings.Replace(styleLinks.ReplaceAllString(string(html), ""), "<script ", style+"<script ", 1)
	for _, theme := range []string{"", ThemeLight, ThemeDark} {
		themed := text
		if theme != "" {
			themed = strings.Replace(text, "<html ", `<html data-theme="`+theme+`" `, 1)
		}
		if pages[page{name, theme}], err = newAsset("", "text/html; charset=utf-8", CacheRevalidate, []byte(themed)); err != nil {
			return err
		}
	}
	return nil
}

// style joins a page's style sheets, in their order, into one and returns the link to it: together they
// compress a third better, and the first paint waits for one answer instead of ten.
func (b *builder) style(name string, html []byte) (string, error) {
	var joined []byte
	for _, link := range styleLinks.FindAllSubmatch(html, -1) {
		joined = append(joined, b.assets[string(link[1])].Body...)
		b.joined = append(b.joined, string(link[1]))
	}
	address := assetPrefix + "css/" + name + "." + digest(joined) + ".css"
	a, err := newAsset(address, contentType(".css"), CacheImmutable, joined)
	if err != nil {
		return "", err
	}
	b.assets[address] = a
	return `<link rel="stylesheet" href="` + address + "\">\n", nil
}

// scripts replaces the entry modules of a page by the scripts that they are joined to, which the page
// fetches at once together with the modules of others.
func (b *builder) scripts(html []byte) ([]byte, error) {
	var failed error
	out := pageScript.ReplaceAllFunc(html, func(tag []byte) []byte {
		address, vendors, err := b.join(string(pageScript.FindSubmatch(tag)[1]))
		if err != nil && failed == nil {
			failed = err
		}
		var tags strings.Builder
		for _, vendor := range vendors {
			tags.WriteString(`<link rel="modulepreload" href="` + vendor + "\">\n")
		}
		return []byte(tags.String() + `<script type="module" src="` + address + `"></script>`)
	})
	return out, failed
}

// Asset returns what is served at a path below /assets/, hash included. An address whose content has
// changed is not there any more; the page that named it is loaded anew by then.
func (s *Site) Asset(path string) (Asset, bool) {
	a, ok := s.assets[path]
	return a, ok
}

// Page returns a page by its name. theme is the value of ThemeCookie; one that is not known follows the
// system.
func (s *Site) Page(name, theme string) Asset {
	if a, ok := s.pages[page{name, theme}]; ok {
		return a
	}
	return s.pages[page{name, ""}]
}
