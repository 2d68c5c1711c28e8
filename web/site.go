package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// The themes that a page can be written for; any other follows the system.
const (
	ThemeLight = "light"
	ThemeDark  = "dark"
)

// The cookies that the page keeps its reader's choices in.
const (
	ThemeCookie    = "theme"
	LanguageCookie = "lang"
)

// The pages of the application.
const (
	PagePlans = "index" // for /, /g/{id}, /example and every address that is the application's
	PageOps   = "ops"   // for /ops
	PageDocs  = "docs"  // for /docs
)

// Site is the web application, ready to be served.
type Site struct {
	assets    map[string]Asset
	pages     map[page]Asset
	languages languages
}

// page is one page in one theme and language; the theme "" is the system's.
type page struct{ name, theme, language string }

// Reader is what a request says of who reads a page. What is not known counts as nothing.
type Reader struct {
	Theme    string // value of ThemeCookie
	Language string // value of LanguageCookie
	Accepts  string // header Accept-Language
}

// Example makes the plan that the first page shows in a language, as JSON: its request and financials as in
// plan.json. Without one the page shows none.
type Example func(language string) (json.RawMessage, error)

// New prepares the embedded application. It fails when a file refers to one that is not there.
func New(example Example) (*Site, error) {
	files, err := fs.Sub(static, "static")
	if err != nil {
		return nil, err
	}
	return build(files, example)
}

func build(files fs.FS, example Example) (*Site, error) {
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
	words, err := catalogues(files)
	if err != nil {
		return nil, err
	}
	site := &Site{assets: b.assets, pages: map[page]Asset{}, languages: newLanguages(words)}
	if err := b.pages(site, words, example); err != nil {
		return nil, err
	}
	for _, address := range b.joined {
		delete(b.assets, address)
	}
	return site, nil
}

// pages writes every page for each language and theme, so that the right one is there with the first byte.
func (b *builder) pages(site *Site, words []catalogue, example Example) error {
	names, err := fs.Glob(b.files, "*.html")
	if err != nil {
		return err
	}
	for _, file := range names {
		text, err := b.page(strings.TrimSuffix(file, ".html"))
		if err != nil {
			return fmt.Errorf("prepare %s: %w", file, err)
		}
		for _, w := range words {
			if err := site.add(file, text, w, example); err != nil {
				return fmt.Errorf("prepare %s in %s: %w", file, w.language, err)
			}
		}
	}
	return nil
}

// add keeps a page in one language and all themes.
func (s *Site) add(file string, text []byte, w catalogue, example Example) error {
	var sample json.RawMessage
	var err error
	if example != nil && bytes.Contains(text, []byte("{{example}}")) {
		if sample, err = example(w.language); err != nil {
			return err
		}
	}
	if text, err = w.translate(text, sample); err != nil {
		return err
	}
	for _, theme := range []string{"", ThemeLight, ThemeDark} {
		themed := text
		if theme != "" {
			themed = bytes.Replace(text, []byte("<html "), []byte(`<html data-theme="`+theme+`" `), 1)
		}
		at := page{strings.TrimSuffix(file, ".html"), theme, w.language}
		if s.pages[at], err = NewAsset("", "text/html; charset=utf-8", CacheRevalidate, themed); err != nil {
			return err
		}
	}
	return nil
}

// page is a page with the addresses of what it needs.
func (b *builder) page(name string) ([]byte, error) {
	html, err := fs.ReadFile(b.files, name+".html")
	if err != nil {
		return nil, err
	}
	if html, err = b.scripts(html); err != nil {
		return nil, err
	}
	html, err = b.replace(pageReference, html, func(ref string) string { return strings.TrimPrefix(ref, assetPrefix) })
	if err != nil {
		return nil, err
	}
	style, err := b.style(name, html)
	if err != nil {
		return nil, err
	}
	return bytes.Replace(styleLinks.ReplaceAll(html, nil), []byte("<script "), []byte(style+"<script "), 1), nil
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
	a, err := NewAsset(address, contentType(".css"), CacheImmutable, joined)
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

// Page returns a page by its name, as its reader wants it.
func (s *Site) Page(name string, r Reader) Asset {
	at := page{name, r.Theme, s.languages.of(r.Language, r.Accepts)}
	if a, ok := s.pages[at]; ok {
		return a
	}
	at.theme = ""
	return s.pages[at]
}

// Languages are those of the interface, English first.
func (s *Site) Languages() []string { return slices.Clone(s.languages.names) }
