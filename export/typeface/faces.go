package typeface

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"sync"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed fonts/*.ttf fonts/*.ttf.gz
var files embed.FS

// Style is one of the cuts that a text may ask for.
type Style int

// The styles. There is no bold italic: what asks for both is set bold.
const (
	Serif Style = iota
	SerifItalic
	SerifBold
	Sans
	SansBold
	styles // their number
)

// Face is one font file.
type Face struct {
	Name  string // unique among the faces, "serif"
	Style Style  // which it serves; that of a fallback is styles

	data    []byte
	font    *sfnt.Font
	advance []uint16 // by rune of the basic plane, thousandths of an em; 0 without a glyph
}

// Faces are all fonts. The one for Chinese, Japanese and Korean is large, and is unpacked when a text
// first needs it.
type Faces struct {
	cuts    [styles]*Face
	symbols *Face
	cjk     func() (*Face, error)
}

// Load parses the embedded fonts. An error is a fault of the build.
func Load() (*Faces, error) {
	f := &Faces{cjk: sync.OnceValues(func() (*Face, error) { return load("cjk.ttf.gz", "cjk", styles) })}
	for style, name := range [styles]string{"serif", "serif-italic", "serif-bold", "sans", "sans-bold"} {
		face, err := load(name+".ttf", name, Style(style))
		if err != nil {
			return nil, err
		}
		f.cuts[style] = face
	}
	var err error
	f.symbols, err = load("symbols.ttf", "symbols", styles)
	return f, err
}

func load(file, name string, style Style) (*Face, error) {
	data, err := files.ReadFile("fonts/" + file)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		if data, err = gunzip(data); err != nil {
			return nil, fmt.Errorf("font %s: %w", name, err)
		}
	}
	face := &Face{Name: name, Style: style, data: data}
	if err := face.measure(); err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	return face, nil
}

func gunzip(packed []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// basicPlane is the number of characters that are looked up; the fonts have none beyond.
const basicPlane = 1 << 16

func (f *Face) measure() error {
	parsed, err := sfnt.Parse(f.data)
	if err != nil {
		return err
	}
	f.font, f.advance = parsed, make([]uint16, basicPlane)
	var buffer sfnt.Buffer
	for r := range rune(basicPlane) {
		glyph, err := parsed.GlyphIndex(&buffer, r)
		if err != nil {
			return err
		}
		if glyph == 0 {
			continue
		}
		width, err := parsed.GlyphAdvance(&buffer, glyph, fixed.I(1000), font.HintingNone)
		if err != nil {
			return err
		}
		f.advance[r] = uint16(max(1, width.Round()))
	}
	return nil
}

// Data is the font file. It must not be changed.
func (f *Face) Data() []byte { return f.data }

// Font is the parsed file, for drawing glyphs.
func (f *Face) Font() *sfnt.Font { return f.font }

// Has reports whether the face has a character.
func (f *Face) Has(r rune) bool { return r >= 0 && r < basicPlane && f.advance[r] > 0 }

// Width of a text in thousandths of an em; characters without a glyph take nothing.
func (f *Face) Width(text string) int {
	sum := 0
	for _, r := range text {
		if r < basicPlane {
			sum += int(f.advance[r])
		}
	}
	return sum
}

// Run is a stretch of text that one face has.
type Run struct {
	Face *Face
	Text string
}

// Runs splits a text by the faces that have its characters, beginning with that of the style. What no
// face has is left out; see Legible.
func (f *Faces) Runs(style Style, text string) []Run {
	var runs []Run
	start, current := 0, (*Face)(nil)
	flush := func(end int) {
		if current != nil && end > start {
			runs = append(runs, Run{Face: current, Text: text[start:end]})
		}
	}
	for i, r := range text {
		face := f.faceOf(style, r)
		if face == current {
			continue
		}
		flush(i)
		start, current = i, face
	}
	flush(len(text))
	return runs
}

// Width of a text at a size in points, in points.
func (f *Faces) Width(style Style, size float64, text string) float64 {
	sum := 0
	cut := f.cuts[style]
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		if cut.Has(r) {
			sum += int(cut.advance[r])
		} else if face := f.faceOf(style, r); face != nil {
			sum += int(face.advance[r])
		}
	}
	return float64(sum) * size / 1000
}

// Cut is the face of a style.
func (f *Faces) Cut(style Style) *Face { return f.cuts[style] }

// faceOf returns the face that a character is set in; nil when none has it.
func (f *Faces) faceOf(style Style, r rune) *Face {
	switch {
	case f.cuts[style].Has(r):
		return f.cuts[style]
	case f.symbols.Has(r):
		return f.symbols
	case r < 0x1100 || r >= basicPlane: // no Chinese, Japanese or Korean: leave the large font packed
		return nil
	}
	if cjk, err := f.cjk(); err == nil && cjk.Has(r) {
		return cjk
	}
	return nil
}
