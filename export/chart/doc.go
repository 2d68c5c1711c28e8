// Package chart draws the charts of a plan from its figures, as vectors: lines, areas and labels in
// points, coloured by what they stand for. A drawing is written as SVG or as a picture here, and by
// package pdf into a page. It knows no document and no file format but those two.
//
// Drawings are read-only once made. The package starts no goroutines.
package chart
