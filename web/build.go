package web

import (
	"fmt"
	"io/fs"
	"mime"
	"path"
	"regexp"
	"strings"
)

// assetPrefix is where assets are served; index.html names them there without their hashes.
const assetPrefix = "/assets/"

// The places where one file names another.
var (
	scriptReference = regexp.MustCompile(`(\bnew URL\(\s*)(["'])(\.{1,2}/[^"']+)(["'])`)
	styleReference  = regexp.MustCompile(`(url\(\s*)(["']?)(\.{0,2}/?[^"')#:]+)(["']?)`)
	styleLinks      = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)">\n`)
	pageScript      = regexp.MustCompile(`<script type="module" src="` + assetPrefix + `([^"]+)"></script>`)
	pageReference   = regexp.MustCompile(`(\b(?:href|src)=)(")(` + assetPrefix + `[^"#]+\.(?:css|svg|woff2))`)
)

// builder turns the tree into assets, each after all that it refers to, since their hashes are in its content.
type builder struct {
	files   fs.FS
	assets  map[string]Asset  // by address
	address map[string]string // by name in the tree
	joined  []string          // addresses of style sheets that pages have as part of one
}

// asset makes the asset of a file and of all that it refers to; it returns its address.
func (b *builder) asset(name string) (string, error) {
	if address, ok := b.address[name]; ok {
		return address, nil
	}
	body, err := fs.ReadFile(b.files, name)
	if err != nil {
		return "", err
	}
	if body, err = minified(name, body); err != nil {
		return "", fmt.Errorf("minify %s: %w", name, err)
	}
	if path.Ext(name) == ".css" {
		body, err = b.replace(styleReference, body, func(ref string) string { return path.Join(path.Dir(name), ref) })
		if err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
	}
	return b.keep(name, body)
}

// keep makes what is served for a file an asset, and returns its address.
func (b *builder) keep(name string, body []byte) (string, error) {
	ext := path.Ext(name)
	address := assetPrefix + strings.TrimSuffix(name, ext) + "." + digest(body) + ext
	a, err := NewAsset(address, contentType(ext), CacheImmutable, body)
	if err != nil {
		return "", err
	}
	b.assets[address], b.address[name] = a, address
	return address, nil
}

// replace exchanges the third group of each match by the address of the file that resolve names.
func (b *builder) replace(re *regexp.Regexp, body []byte, resolve func(ref string) string) ([]byte, error) {
	var failed error
	out := re.ReplaceAllFunc(body, func(match []byte) []byte {
		groups := re.FindSubmatch(match)
		address, err := b.asset(resolve(string(groups[3])))
		if err != nil && failed == nil {
			failed = err
		}
		rest := string(match[len(groups[1])+len(groups[2])+len(groups[3]):])
		return []byte(string(groups[1]) + string(groups[2]) + address + rest)
	})
	return out, failed
}

// vendored says whether a file is served byte for byte as its makers published it.
func vendored(name string) bool { return strings.HasPrefix(name, "js/vendor/") }

// served says whether a file of the tree is for browsers as it is; modules are, as parts of scripts.
func served(name string) bool {
	switch path.Ext(name) {
	case ".css", ".svg", ".woff2", ".txt":
		return true
	}
	return false
}

func contentType(ext string) string {
	switch ext {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	}
	return mime.TypeByExtension(ext)
}
