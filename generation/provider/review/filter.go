package review

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Filter puts right, while a text comes, what is around it and not of it: a fence about the whole, the
// title that was not asked for, headings above the third level, blank space at both ends. Text is passed
// on at once, but for what a line begins with when that may have to change.
type Filter struct {
	title  string
	line   string // held back: what the current line begins with
	inLine bool   // the beginning of the line has been passed on
	begun  bool   // something has been passed on
	fenced bool   // a fence was opened before the text
	space  string // held back: what is dropped when nothing follows
}

// NewFilter returns the filter for one answer, whose title is not wanted.
func NewFilter(title string) *Filter { return &Filter{title: title} }

// Next takes what came and returns what may be shown.
func (f *Filter) Next(text string) string {
	var out strings.Builder
	for text != "" {
		line, rest, ended := strings.Cut(text, "\n")
		f.take(&out, line, ended)
		text = rest
	}
	return out.String()
}

// Rest returns what was held back, at the end: the text ends with one line break.
func (f *Filter) Rest() string {
	var out strings.Builder
	if f.line != "" {
		f.emit(&out, f.settle(f.line))
	}
	if f.begun {
		out.WriteByte('\n')
	}
	return out.String()
}

// take goes on with the current line, and ends it.
func (f *Filter) take(out *strings.Builder, part string, ended bool) {
	switch {
	case f.inLine:
		f.emit(out, part)
	default:
		f.line += part
		if !ended && f.undecided() {
			return
		}
		part = f.settle(f.line)
		f.line, f.inLine = "", true
		f.emit(out, part)
	}
	if ended {
		f.emit(out, "\n")
		f.inLine = false
	}
}

// undecided says whether what the line begins with may have to change when more of it is known.
func (f *Filter) undecided() bool {
	s := strings.TrimLeft(f.line, " \t")
	switch {
	case s == "":
		return true
	case s[0] == '#', !f.begun && s[0] == '*', f.fenced && s[0] == '`':
		return f.whole(s)
	case !f.begun && s[0] == '`':
		return f.whole(s)
	}
	return false
}

// whole says whether the whole line is to be waited for: as long as a title is.
func (f *Filter) whole(s string) bool {
	if f.begun && s[0] == '#' {
		return strings.Trim(s, "#") == "" // its level is not known yet
	}
	return utf8.RuneCountInString(s) < 120
}

// settle changes a line, or what is known of its beginning, into what is shown.
func (f *Filter) settle(line string) string {
	s := strings.TrimSpace(line)
	switch {
	case !f.begun && strings.HasPrefix(s, "```"):
		f.fenced = true
		return ""
	case f.fenced && s == "```":
		f.space += s // the last that comes, or else it was no fence about the whole
		return ""
	case !f.begun && f.isTitle(s):
		return ""
	case strings.HasPrefix(s, "#"):
		text := strings.TrimLeft(s, "#")
		level := len(s) - len(text)
		if level < 3 && (text == "" || text[0] == ' ') {
			return "###" + strings.TrimLeft(line, " \t")[level:]
		}
	}
	return line
}

func (f *Filter) isTitle(s string) bool {
	return strings.EqualFold(strings.Trim(s, "#*_: \t"), f.title)
}

// emit passes text on, but for blank space at its end, which waits for what follows.
func (f *Filter) emit(out *strings.Builder, text string) {
	solid := strings.TrimRightFunc(text, unicode.IsSpace)
	if solid != "" {
		if f.begun {
			out.WriteString(f.space)
		} else {
			solid = strings.TrimLeftFunc(solid, unicode.IsSpace)
		}
		f.space, f.begun = "", true
		out.WriteString(solid)
		text = text[len(strings.TrimRightFunc(text, unicode.IsSpace)):]
	}
	f.space += text
}
