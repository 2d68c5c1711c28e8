package xlsx

import "strings"

// style is how a cell looks. Equal styles are one in the file.
type style struct {
	format string // of numbers
	ink    string // colour of the text
	fill   string // colour of the ground
	size   float64
	bold   bool
	italic bool
	top    bool // a line above
	bottom bool // a line below
	right  bool // aligned to the right
	indent int  // from the left
}

// The colours of the workbook.
const (
	inkInput = "1F5FCC"
	inkQuiet = "5F6862"
	inkBrand = "0A6E4C"
	fillHead = "E2F2EA"
	fillRow  = "F6F7F5"
	fillOpen = "EEF4FF"
)

// The styles that do not depend on the currency.
var (
	plain   = style{}
	title   = style{size: 18, bold: true, ink: inkBrand}
	remark  = style{ink: inkQuiet, italic: true}
	group   = style{bold: true, fill: fillHead, ink: inkBrand}
	head    = style{bold: true, bottom: true, ink: inkQuiet}
	headed  = style{bold: true, bottom: true, ink: inkQuiet, right: true}
	integer = style{format: "#,##0;-#,##0;0"}
	// unlessZero leaves a cell empty in which there is nothing to say.
	unlessZero = style{format: "0;-0;", ink: inkQuiet}
	exact      = style{format: "0", ink: inkQuiet}
	small      = style{ink: inkQuiet, size: 9, indent: 1}
)

// money is the format of amounts in major units.
func money(exponent int) style {
	format := "#,##0"
	if exponent > 0 {
		format += "." + strings.Repeat("0", exponent)
	}
	return style{format: format + ";[Red]-" + format}
}

func (s style) strong() style  { s.bold = true; return s }
func (s style) ruled() style   { s.top = true; return s }
func (s style) changed() style { s.ink, s.fill = inkInput, fillOpen; return s }
func (s style) faint() style   { s.ink = inkQuiet; return s }
