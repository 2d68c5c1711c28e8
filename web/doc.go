// Package web holds the web application and prepares it for serving: every file under static/ gets an
// address with the hash of its content, references between files are rewritten to these addresses, the
// modules and the style sheets of a page are joined and lose their comments, and what compresses is
// compressed once, at the start.
//
// The package knows no HTTP server. It starts no goroutines; a Site never changes once made and is safe
// for concurrent use.
package web
