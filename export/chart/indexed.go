package chart

import (
	"cmp"
	"encoding/binary"
	"image"
	"image/color"
	"slices"
)

// shades turns pictures into ones with a byte a pixel: charts have few colours, and their mixtures at edges. What is
// rarer than the 256 most frequent takes the nearest of these. Its memory serves one picture after the other.
type shades struct {
	of    map[uint32]int32 // place in the list of each colour
	list  []shade
	runs  []run
	image image.Paletted
}

// shade is a colour as it stands in a picture, with how many pixels have it.
type shade struct {
	colour uint32
	pixels int
	index  uint8
}

// run is a stretch of pixels of one shade, up to a pixel.
type run struct{ shade, to int32 }

func (s *shades) index(m *image.RGBA) *image.Paletted {
	s.gather(m.Pix)
	s.choose()
	s.image.Rect, s.image.Stride = m.Rect, m.Rect.Dx()
	n := m.Rect.Dx() * m.Rect.Dy()
	s.image.Pix = slices.Grow(s.image.Pix[:0], n)[:n]
	from := int32(0)
	for _, r := range s.runs {
		i := s.list[r.shade].index
		for p := from; p < r.to; p++ {
			s.image.Pix[p] = i
		}
		from = r.to
	}
	return &s.image
}

// gather finds the shades and where they stand.
func (s *shades) gather(pix []uint8) {
	if s.of == nil {
		s.of = map[uint32]int32{}
	}
	clear(s.of)
	s.list, s.runs = s.list[:0], s.runs[:0]
	n := len(pix) / 4
	for from := 0; from < n; {
		c := binary.LittleEndian.Uint32(pix[4*from:])
		both := uint64(c)<<32 | uint64(c)
		to := from + 1
		for to+2 <= n && binary.LittleEndian.Uint64(pix[4*to:]) == both {
			to += 2
		}
		if to < n && binary.LittleEndian.Uint32(pix[4*to:]) == c {
			to++
		}
		at, known := s.of[c]
		if !known {
			at = int32(len(s.list))
			s.of[c] = at
			s.list = append(s.list, shade{colour: c})
		}
		s.list[at].pixels += to - from
		s.runs = append(s.runs, run{at, int32(to)})
		from = to
	}
}

// choose makes a palette of the most frequent shades, and gives every shade its place in it.
func (s *shades) choose() {
	order := make([]int32, len(s.list))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(s.list[b].pixels, s.list[a].pixels), cmp.Compare(s.list[a].colour, s.list[b].colour))
	})
	kept := order[:min(256, len(order))]
	s.image.Palette = make(color.Palette, len(kept))
	for i, at := range kept {
		c := s.list[at].colour
		s.image.Palette[i] = color.RGBA{uint8(c), uint8(c >> 8), uint8(c >> 16), uint8(c >> 24)}
		s.list[at].index = uint8(i)
	}
	for _, at := range order[len(kept):] {
		s.list[at].index = uint8(s.image.Palette.Index(color.RGBA{uint8(s.list[at].colour), uint8(s.list[at].colour >> 8), uint8(s.list[at].colour >> 16), 255}))
	}
}
