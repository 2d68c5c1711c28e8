// Package docx writes a document as a Word file (Office Open XML, ECMA-376): real heading styles, a list of
// contents that is a field and is filled in, running heads and feet, tables with repeated heads, lists, and
// charts as pictures. The fonts are inside, so that it looks the same everywhere.
//
// The parts are written one after the other into the archive, as they are made; only the picture at hand
// is held in memory. The same document gives the same bytes. The package starts no goroutines.
package docx
