package main

import (
	"encoding/json"
	"fmt"
	"html"
	"math"
	"os"
	"slices"
	"strings"
)

// style is that of all pictures in docs/images, for light and dark pages.
const style = `<style>text{fill:#48504b}.t{fill:#131715;font-weight:600;font-size:14px}.g{stroke:#dfe3df}.bar{fill:#1f5fcc;opacity:.35}.ours{fill:#bd520a}.whisker{stroke:#131715}.line{fill:none;stroke:#bd520a;stroke-width:2}.dot{fill:#bd520a}@media(prefers-color-scheme:dark){svg{background:#0d100f}text{fill:#b6bfba}.t{fill:#edf1ef}.g{stroke:#29302d}.bar{fill:#74abff}.ours,.dot{fill:#f29a54}.line{stroke:#f29a54}.whisker{stroke:#edf1ef}}</style>` + "\n"

func head(b *strings.Builder, width, height int, label string) {
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="%s">`+"\n", width, height, html.EscapeString(label))
	b.WriteString(style)
}

// draw draws the first figure of every workload as bars: the median, and from the least to the most.
func draw(file string) (string, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	var curves []curve // are a list
	if json.Unmarshal(raw, &curves) == nil {
		return drawCurves(curves), nil
	}
	var r results
	if err := json.Unmarshal(raw, &r); err != nil {
		return "", err
	}
	const width, left, right, row = 820, 150, 130, 22
	height := 0
	for _, m := range r.Workloads {
		height += 44 + row*len(m.Peers)
	}
	var b strings.Builder
	head(&b, width, height+10, "What PlanSpark and its peers take for the same work")
	y := 0
	for _, m := range r.Workloads {
		figure := m.Figures[0]
		fmt.Fprintf(&b, `<text class="t" x="12" y="%d">%s: %s</text>`+"\n", y+28, m.Name, html.EscapeString(figure))
		y += 38
		most := 0.0
		for _, p := range m.Peers {
			if v := m.values(p, figure); len(v) > 0 {
				most = max(most, slices.Max(v))
			}
		}
		for _, p := range m.Peers {
			v := m.values(p, figure)
			if len(v) == 0 {
				continue
			}
			slices.Sort(v)
			x := func(v float64) float64 { return left + v/most*(width-left-right) }
			class := "bar"
			if ours(p) {
				class = "bar ours"
			}
			fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end">%s</text><rect class="%s" x="%d" y="%d" width="%.1f" height="%d"/>`+"\n",
				left-8, y+14, p, class, left, y+2, x(v[len(v)/2])-left, row-6)
			fmt.Fprintf(&b, `<line class="whisker" x1="%.1f" x2="%.1f" y1="%d" y2="%d"/><text x="%.1f" y="%d">%s</text>`+"\n",
				x(v[0]), x(v[len(v)-1]), y+10, y+10, x(v[len(v)-1])+8, y+14, short(v[len(v)/2]))
			y += row
		}
		y += 6
	}
	b.WriteString("</svg>\n")
	return b.String(), nil
}

// drawCurves draws curves on axes of powers of ten, with their exponents.
func drawCurves(curves []curve) string {
	const width, height, left, right, top, bottom = 820, 210, 70, 30, 40, 34
	var b strings.Builder
	head(&b, width, height*len(curves), "How cost grows with work")
	for i, c := range curves {
		y0 := i * height
		lowX, highX := math.Log10(c.Points[0].Size), math.Log10(c.Points[len(c.Points)-1].Size)
		lowY, highY := math.Inf(1), math.Inf(-1)
		for _, p := range c.Points {
			lowY, highY = min(lowY, math.Floor(math.Log10(p.Cost))), max(highY, math.Ceil(math.Log10(p.Cost)))
		}
		x := func(v float64) float64 { return left + (math.Log10(v)-lowX)/(highX-lowX)*(width-left-right) }
		y := func(v float64) float64 {
			return float64(y0+height-bottom) - (math.Log10(v)-lowY)/(highY-lowY)*(height-top-bottom)
		}
		fmt.Fprintf(&b, `<text class="t" x="12" y="%d">%s, in %s: grows as n^%.2f</text>`+"\n", y0+24, html.EscapeString(c.Name), c.Unit, c.Exponent)
		for e := lowY; e <= highY; e++ {
			v := math.Pow(10, e)
			fmt.Fprintf(&b, `<line class="g" x1="%d" x2="%d" y1="%.1f" y2="%.1f"/><text x="%d" y="%.1f" text-anchor="end">%g</text>`+"\n", left, width-right, y(v), y(v), left-8, y(v)+4, v)
		}
		path := ""
		for i, p := range c.Points {
			path += fmt.Sprintf("%s%.1f %.1f", map[bool]string{true: "M", false: "L"}[i == 0], x(p.Size), y(p.Cost))
			fmt.Fprintf(&b, `<circle class="dot" cx="%.1f" cy="%.1f" r="3"/><text x="%.1f" y="%d" text-anchor="middle">%g</text>`+"\n", x(p.Size), y(p.Cost), x(p.Size), y0+height-12, p.Size)
		}
		fmt.Fprintf(&b, `<path class="line" d="%s"/>`+"\n", path)
	}
	b.WriteString("</svg>\n")
	return b.String()
}
