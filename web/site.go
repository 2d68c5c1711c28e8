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

// entry is the module that the page starts with.
const entry = "js/main.js"

// Site is the web application, ready to be served.
type Site struct {
	assets map[string]Asset
	pages  map[string]Asset // by theme, "" for the system's
}

// New prepares the embedded application. It fails when a file refers to one that is not there.
func New() (*Site, error) {
	files, err := fs.Sub(static, "static")
	if err != nil {
		return nil, err
	}
	return build(files)
}

func build(files fs.FS) (*Site, error) {
	b := &builder{files: files, assets: map[string]Asset{}, address: map[string]string{}, imports: map[string][]string{}}
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
	pages, err := b.pages()
	if err != nil {
		return nil, fmt.Errorf("prepare web page: %w", err)
	}
	return &Site{assets: b.assets, pages: pages}, nil
}

// pages writes the one page for each theme, so that the right one is there with the first byte.
func (b *builder) pages() (map[string]Asset, error) {
	html, err := fs.ReadFile(b.files, "index.html")
	if err != nil {
		return nil, err
	}
	html, err = b.replace(pageReference, html, func(ref string) string { return strings.TrimPrefix(ref, assetPrefix) })
	if err != nil {
		return nil, err
	}
	style, err := b.style(html)
	if err != nil {
		return nil, err
	}
	text := strings.Replace(string(html), "</head>", b.preloads()+"</head>", 1)
	text = strings.Replace(styleLinks.ReplaceAllString(text, ""), "<script ", style+"<script ", 1)
	pages := map[string]Asset{}
	for _, theme := range []string{"", ThemeLight, ThemeDark} {
		page := text
		if theme != "" {
			page = strings.Replace(text, "<html ", `<html data-theme="`+theme+`" `, 1)
		}
		if pages[theme], err = newAsset("", "text/html; charset=utf-8", CacheRevalidate, []byte(page)); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// style joins the page's style sheets, in their order, into one and returns the link to it: together they
// compress a third better, and the first paint waits for one answer instead of ten.
func (b *builder) style(html []byte) (string, error) {
	var joined []byte
	for _, link := range styleLinks.FindAllSubmatch(html, -1) {
		joined = append(joined, b.assets[string(link[1])].Body...)
		delete(b.assets, string(link[1]))
	}
	address := assetPrefix + "css/app." + digest(joined) + ".css"
	a, err := newAsset(address, contentType(".css"), CacheImmutable, joined)
	if err != nil {
		return "", err
	}
	b.assets[address] = a
	return `<link rel="stylesheet" href="` + address + "\">\n", nil
}

// preloads names every module of the page, so that they are fetched at once and not level by level.
func (b *builder) preloads() string {
	var out strings.Builder
	for _, name := range b.modules(entry)[1:] {
		out.WriteString(`<link rel="modulepreload" href="` + b.address[name] + `">` + "\n")
	}
	return out.String()
}

// Asset returns what is served at a path below /assets/, hash included. An address whose content has
// changed is not there any more; the page that named it is loaded anew by then.
func (s *Site) Asset(path string) (Asset, bool) {
	a, ok := s.assets[path]
	return a, ok
}

// Page returns the page for /, /g/{id} and every address that is the application's. theme is the value
// of ThemeCookie; one that is not known follows the system.
func (s *Site) Page(theme string) Asset {
	if page, ok := s.pages[theme]; ok {
		return page
	}
	return s.pages[""]
}
