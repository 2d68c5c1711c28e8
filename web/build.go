package web

import (
	"fmt"
	"io/fs"
	"mime"
	"path"
	"regexp"
	"slices"
	"strings"
)

// assetPrefix is where assets are served; index.html names them there without their hashes.
const assetPrefix = "/assets/"

// The places where one file names another.
var (
	scriptReference = regexp.MustCompile(`(\bfrom\s*|\bimport\s*\(?\s*|\bnew URL\(\s*)(["'])(\.{1,2}/[^"']+)(["'])`)
	lazyReference   = regexp.MustCompile(`\bimport\s*\(\s*["'](\.{1,2}/[^"']+)["']`)
	styleReference  = regexp.MustCompile(`(url\(\s*)(["']?)(\.{0,2}/?[^"')#:]+)(["']?)`)
	styleLinks      = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)">\n`)
	pageReference   = regexp.MustCompile(`(\b(?:href|src)=)(")(` + assetPrefix + `[^"#]+)`)
)

// builder turns the tree into assets, each after all that it refers to, since their hashes are in its content.
type builder struct {
	files    fs.FS
	assets   map[string]Asset  // by address
	address  map[string]string // by name in the tree
	imports  map[string][]string
	building []string
	joined   []string // addresses of style sheets that pages have as part of one
}

// asset makes the asset of a file and all that it refers to; it returns its address.
func (b *builder) asset(name string) (string, error) {
	if address, ok := b.address[name]; ok {
		return address, nil
	}
	if slices.Contains(b.building, name) {
		return "", fmt.Errorf("files refer to each other in a circle: %s", strings.Join(append(b.building, name), " → "))
	}
	b.building = append(b.building, name)
	defer func() { b.building = b.building[:len(b.building)-1] }()

	body, err := fs.ReadFile(b.files, name)
	if err != nil {
		return "", err
	}
	// Comments go first: types in them name files too, in circles even.
	if body, err = minified(name, body); err != nil {
		return "", fmt.Errorf("minify %s: %w", name, err)
	}
	if body, err = b.rewrite(name, body); err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	ext := path.Ext(name)
	address := assetPrefix + strings.TrimSuffix(name, ext) + "." + digest(body) + ext
	a, err := newAsset(address, contentType(ext), CacheImmutable, body)
	if err != nil {
		return "", err
	}
	b.assets[address], b.address[name] = a, address
	return address, nil
}

// rewrite replaces what a script or style refers to by addresses.
func (b *builder) rewrite(name string, body []byte) ([]byte, error) {
	switch {
	case vendored(name):
		return body, nil
	case strings.HasSuffix(name, ".js"):
		later := map[string]bool{} // what is loaded when it is needed
		for _, match := range lazyReference.FindAllSubmatch(body, -1) {
			later[string(match[1])] = true
		}
		return b.replace(scriptReference, body, func(ref string) string {
			target := path.Join(path.Dir(name), ref)
			if strings.HasSuffix(target, ".js") && !later[ref] {
				b.imports[name] = append(b.imports[name], target)
			}
			return target
		})
	case strings.HasSuffix(name, ".css"):
		return b.replace(styleReference, body, func(ref string) string { return path.Join(path.Dir(name), ref) })
	}
	return body, nil
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

// modules lists what a module imports at once, directly or not, itself first, each once.
func (b *builder) modules(name string) []string {
	order := []string{name}
	for i := 0; i < len(order); i++ {
		for _, next := range b.imports[order[i]] {
			if !slices.Contains(order, next) {
				order = append(order, next)
			}
		}
	}
	return order
}

// vendored says whether a file is served byte for byte as its makers published it.
func vendored(name string) bool { return strings.HasPrefix(name, "js/vendor/") }

// served says whether a file of the tree is for browsers.
func served(name string) bool {
	switch path.Ext(name) {
	case ".js", ".css", ".svg", ".woff2", ".txt":
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
