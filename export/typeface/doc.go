// Package typeface holds the fonts that documents are set in, and knows which characters they have
// and how wide they are. It knows no document.
//
// Text is set in Source Serif 4 and Spark Sans (a subset of Source Sans 3): Latin, Greek and Cyrillic.
// What they lack is taken from DejaVu Sans (Arabic, Hebrew, Armenian, Georgian, symbols) and Droid Sans
// Fallback (Chinese, Japanese, Korean). What none of them has is said in words: no text turns into boxes.
// fonts/README.md tells where the files come from.
//
// Faces are read-only once loaded, and safe for concurrent use. The package starts no goroutines.
package typeface
