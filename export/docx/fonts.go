package docx

import (
	"archive/zip"
	"encoding/hex"
	"fmt"

	"github.com/planspark/planspark/export/typeface"
)

// embedded are the fonts that the file holds, with the keys that veil them (ECMA-376 part 1, §17.8.1): no
// secret, but what the format asks for.
var embedded = []struct {
	family string
	cut    string // element of the font table
	style  typeface.Style
	key    string
}{
	{serif, "embedRegular", typeface.Serif, "5B1F7A01-53A4-4C11-9D0E-A1C0F0E00001"},
	{serif, "embedBold", typeface.SerifBold, "5B1F7A01-53A4-4C11-9D0E-A1C0F0E00002"},
	{serif, "embedItalic", typeface.SerifItalic, "5B1F7A01-53A4-4C11-9D0E-A1C0F0E00003"},
	{sans, "embedRegular", typeface.Sans, "5B1F7A01-53A4-4C11-9D0E-A1C0F0E00004"},
	{sans, "embedBold", typeface.SansBold, "5B1F7A01-53A4-4C11-9D0E-A1C0F0E00005"},
}

func fontName(i int) string { return fmt.Sprintf("font%d.odttf", i+1) }

func (a *archive) fonts(faces *typeface.Faces) {
	for i, f := range embedded {
		w := a.create("word/fonts/"+fontName(i), zip.Deflate)
		data := faces.Cut(f.style).Data()
		head := veiled(data[:32], f.key)
		_, err := w.Write(head)
		a.keep(err)
		_, err = w.Write(data[32:])
		a.keep(err)
	}
}

// veiled combines the first 32 bytes of a font with its key, read from its end.
func veiled(head []byte, key string) []byte {
	digits := ""
	for _, c := range key {
		if c != '-' {
			digits += string(c)
		}
	}
	bytes, err := hex.DecodeString(digits)
	if err != nil || len(bytes) != 16 {
		panic("docx: a key of the fonts is no GUID")
	}
	out := make([]byte, len(head))
	for i, b := range head {
		out[i] = b ^ bytes[15-i%16]
	}
	return out
}

func fontTable(x *xml) {
	x.raw(`<w:fonts ` + namespaces + `>`)
	for i, f := range embedded {
		if i == 0 || embedded[i-1].family != f.family {
			alternative, kind := "Georgia", "roman"
			if f.family == sans {
				alternative, kind = "Calibri", "swiss"
			}
			x.put(`<w:font w:name="%s"><w:altName w:val="%s"/><w:charset w:val="00"/><w:family w:val="%s"/><w:pitch w:val="variable"/>`, f.family, alternative, kind)
		}
		x.put(`<w:%s r:id="rFont%d" w:fontKey="{%s}"/>`, f.cut, i+1, f.key)
		if i+1 == len(embedded) || embedded[i+1].family != f.family {
			x.raw(`</w:font>`)
		}
	}
	x.raw(`</w:fonts>`)
}

func fontRelations(x *xml) {
	x.raw(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := range embedded {
		x.put(`<Relationship Id="rFont%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/font" Target="fonts/%s"/>`, i+1, fontName(i))
	}
	x.raw(`</Relationships>`)
}
