// Package pdf writes a document as PDF: a title page, contents with page numbers, bookmarks, running heads
// and feet, tables that repeat their heads, and vector charts. Text is set here, line by line, and the file
// is written by codeberg.org/go-pdf/fpdf, which embeds what is used of each font.
//
// The same document gives the same bytes. Memory is that of the pages, some hundred kilobytes. The package
// starts no goroutines.
package pdf
