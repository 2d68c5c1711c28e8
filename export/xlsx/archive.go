package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

// archive writes the parts of the file in one order: excelize hands them over in the order of its maps,
// which differs from run to run.
type archive struct {
	out   io.Writer
	parts map[string]*bytes.Buffer
}

// Create begins a part.
func (a *archive) Create(name string) (io.Writer, error) {
	a.parts[name] = &bytes.Buffer{}
	return a.parts[name], nil
}

// AddFS is what nobody asks for.
func (a *archive) AddFS(fs.FS) error { return errors.New("xlsx: parts come one by one") }

// contentTypes is the part that comes first.
const contentTypes = "[Content_Types].xml"

// Close writes the archive.
func (a *archive) Close() error {
	names := make([]string, 0, len(a.parts))
	for name := range a.parts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(x, y string) int {
		switch contentTypes {
		case x:
			return -1
		case y:
			return 1
		}
		return strings.Compare(x, y)
	})
	w := zip.NewWriter(a.out)
	for _, name := range names {
		part, err := w.Create(name)
		if err != nil {
			return err
		}
		content := a.parts[name].Bytes()
		if name == contentTypes {
			content = sortedDefaults(content)
		}
		if _, err := part.Write(content); err != nil {
			return err
		}
	}
	return w.Close()
}

var defaults = regexp.MustCompile(`<Default [^>]*></Default>`)

// sortedDefaults puts the types by ending into one order.
func sortedDefaults(content []byte) []byte {
	found := defaults.FindAll(content, -1)
	slices.SortFunc(found, bytes.Compare)
	i := -1
	return defaults.ReplaceAllFunc(content, func([]byte) []byte {
		i++
		return found[i]
	})
}
