// Package words holds every label that an export adds to a plan's own text, one file a language: titles,
// captions, column heads, notes. A further language is a further file and a line in [For].
//
// Values are read-only. The package knows nothing of ours but how locales are told apart.
package words
