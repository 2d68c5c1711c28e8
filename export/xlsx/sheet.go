package xlsx

import (
	"strconv"
	"strings"
)

// book is a workbook in the making.
type book struct{ sheets []*sheet }

// sheet is a page of cells by row and column, both counted from 1.
type sheet struct {
	name   string
	rows   [][]*cell
	widths []width
	freeze [2]int // columns and rows that stay in sight
}

// width is that of some columns.
type width struct {
	first, last int
	chars       float64
}

// cell holds a text, a number or a formula.
type cell struct {
	home        *sheet
	column, row int
	fixed       bool // written with dollars: it stays when a formula is copied

	text    string // a text, when it is one
	isText  bool
	formula *expr
	number  float64 // the value of a number, or of a formula once it was reckoned
	state   reckoning
	style   style
}

// reckoning says how far a formula is.
type reckoning int

const (
	open reckoning = iota
	begun
	done
)

func (b *book) sheet(name string) *sheet {
	s := &sheet{name: name}
	b.sheets = append(b.sheets, s)
	return s
}

// cell returns the cell at a place.
func (s *sheet) cell(row, column int) *cell {
	for len(s.rows) < row {
		s.rows = append(s.rows, nil)
	}
	cells := s.rows[row-1]
	for len(cells) < column {
		cells = append(cells, nil)
	}
	if cells[column-1] == nil {
		cells[column-1] = &cell{home: s, row: row, column: column}
	}
	s.rows[row-1] = cells
	return cells[column-1]
}

func (c *cell) say(text string, how style) *cell {
	c.text, c.isText, c.style = inert(text), true, how
	return c
}

func (c *cell) put(number float64, how style) *cell {
	c.number, c.state, c.style = number, done, how
	return c
}

func (c *cell) reckon(e expr, how style) *cell {
	c.formula, c.style = &e, how
	return c
}

// inert keeps a text from beginning as a formula does, should it ever be typed anew or saved as CSV.
func inert(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return " " + text
	}
	return text
}

// value is the number in a cell, 0 when there is none. A formula is reckoned once; one that hangs on
// itself is a fault of the program.
func (c *cell) value() float64 {
	if c.formula == nil || c.state == done {
		return c.number
	}
	if c.state == begun {
		panic("xlsx: " + c.home.name + "!" + c.name() + " hangs on itself")
	}
	c.state = begun
	c.number = c.formula.value()
	c.state = done
	return c.number
}

// name is where a cell stands, "F12" or "$F$12".
func (c *cell) name() string {
	if c.fixed {
		return "$" + letters(c.column) + "$" + strconv.Itoa(c.row)
	}
	return letters(c.column) + strconv.Itoa(c.row)
}

// at names a cell as a formula of a sheet does.
func (c *cell) at(home *sheet) string {
	if c.home == home {
		return c.name()
	}
	return quoted(c.home.name) + "!" + c.name()
}

// quoted writes the name of a sheet in a formula.
func quoted(name string) string {
	for _, r := range name {
		if (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') {
			return "'" + strings.ReplaceAll(name, "'", "''") + "'"
		}
	}
	return name
}

func letters(column int) string {
	name := ""
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// ref is a cell in a formula.
func (c *cell) ref() expr {
	return expr{text: c.at, value: c.value, binds: atom}
}

// lock makes all references to the cell absolute.
func (c *cell) lock() *cell {
	c.fixed = true
	return c
}
