// Package document turns a finished plan into a document that knows no file format: a title page, parts
// with paragraphs, lists, tables and charts, and appendices. The packages html, markdown, pdf and docx
// write it.
//
// Sections come as Markdown, from planners and language models that quote what a user wrote. Here they
// become blocks of plain text: HTML stays text, a picture becomes its description, a link its label. So
// nothing that stands in a section can act in a file.
//
// A Document is read-only once built. The package starts no goroutines.
package document
