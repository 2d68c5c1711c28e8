package web

import (
	"path"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

// minified takes comments and spaces from our own scripts and styles; the sources in static/ stay the ones
// to read. Vendored files are left as their checksums know them.
func minified(name string, body []byte) ([]byte, error) {
	if vendored(name) {
		return body, nil
	}
	m := minify.New()
	m.AddFunc(".css", css.Minify)
	m.Add(".js", &js.Minifier{Version: 2022})
	switch ext := path.Ext(name); ext {
	case ".css", ".js":
		return m.Bytes(ext, body)
	}
	return body, nil
}
