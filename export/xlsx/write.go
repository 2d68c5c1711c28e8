package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// Write writes the workbook. Nothing is written when it cannot be made.
func Write(out io.Writer, p Plan) error {
	w, err := build(p)
	if err != nil {
		return fmt.Errorf("make the workbook: %w", err)
	}
	return w.write(out, &output{styles: map[style]int{}})
}

func (w *workbook) write(out io.Writer, o *output) error {
	f := excelize.NewFile()
	defer f.Close() // holds memory only
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &archive{out: w, parts: map[string]*bytes.Buffer{}} })
	o.file = f
	if err := o.prepare(w); err != nil {
		return fmt.Errorf("prepare the sheets: %w", err)
	}
	for _, s := range w.sheets {
		if err := o.sheet(s); err != nil {
			return fmt.Errorf("write sheet %s: %w", s.name, err)
		}
	}
	if err := o.properties(w); err != nil {
		return fmt.Errorf("write properties: %w", err)
	}
	if _, err := f.WriteTo(out); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	return nil
}

// output is the file in the making.
type output struct {
	file   *excelize.File
	styles map[style]int
	bare   bool // without the values of formulas, so that who opens it has to reckon
}

// prepare makes the sheets with what stands around their cells; the cells are streamed afterwards.
func (o *output) prepare(w *workbook) error {
	for i, s := range w.sheets {
		if i == 0 {
			if err := o.file.SetSheetName("Sheet1", s.name); err != nil {
				return err
			}
		} else if _, err := o.file.NewSheet(s.name); err != nil {
			return err
		}
		if err := o.print(s); err != nil {
			return err
		}
	}
	for _, set := range w.settings {
		if err := o.bound(w, set); err != nil {
			return err
		}
	}
	return o.charts(w)
}

// print sets the paper: sheets of months on a few pages in a row, others on one page's width.
func (o *output) print(s *sheet) error {
	landscape, fit, wide, high := "landscape", true, 1, 1
	for _, cells := range s.rows {
		if len(cells) > 20 {
			wide, high = 6, 0
		}
	}
	if err := o.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := o.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	if s.freeze == [2]int{} {
		return nil
	}
	return o.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: s.name, RefersTo: s.titles()})
}

// titles are what stays in sight when a sheet is scrolled: on paper it stands on every page.
func (s *sheet) titles() string {
	var parts []string
	if n := s.freeze[0]; n > 0 {
		parts = append(parts, quoted(s.name)+"!$A:$"+letters(n))
	}
	if n := s.freeze[1]; n > 0 {
		parts = append(parts, fmt.Sprintf("%s!$1:$%d", quoted(s.name), n))
	}
	return strings.Join(parts, ",")
}

func (o *output) sheet(s *sheet) error {
	stream, err := o.file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	for _, w := range s.widths {
		if err := stream.SetColWidth(w.first, w.last, w.chars); err != nil {
			return err
		}
	}
	if s.freeze[0] > 0 || s.freeze[1] > 0 {
		corner := letters(s.freeze[0]+1) + fmt.Sprint(s.freeze[1]+1)
		panes := excelize.Panes{Freeze: true, XSplit: s.freeze[0], YSplit: s.freeze[1], TopLeftCell: corner, ActivePane: "bottomRight"}
		if s.freeze[1] == 0 {
			panes.ActivePane = "topRight"
		}
		if err := stream.SetPanes(&panes); err != nil {
			return err
		}
	}
	for row, cells := range s.rows {
		values := make([]any, len(cells))
		for k, c := range cells {
			if values[k], err = o.cell(c); err != nil {
				return err
			}
		}
		if err := stream.SetRow(fmt.Sprintf("A%d", row+1), values); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// cell is what excelize takes: a formula goes with the value that it comes to.
func (o *output) cell(c *cell) (any, error) {
	if c == nil || (!c.isText && c.formula == nil && c.state == open) {
		return nil, nil
	}
	id, err := o.style(c.style)
	if err != nil {
		return nil, err
	}
	switch {
	case c.isText && c.text == "":
		return excelize.Cell{StyleID: id}, nil
	case c.isText:
		return excelize.Cell{StyleID: id, Value: c.text}, nil
	case c.formula != nil && o.bare:
		return excelize.Cell{StyleID: id, Formula: c.formula.text(c.home)}, nil
	case c.formula != nil:
		return excelize.Cell{StyleID: id, Formula: c.formula.text(c.home), Value: c.value()}, nil
	default:
		return excelize.Cell{StyleID: id, Value: c.number}, nil
	}
}

func (o *output) style(s style) (int, error) {
	if id, known := o.styles[s]; known {
		return id, nil
	}
	look := &excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11, Bold: s.bold, Italic: s.italic, Color: s.ink}}
	if s.size > 0 {
		look.Font.Size = s.size
	}
	if s.format != "" {
		look.CustomNumFmt = &s.format
	}
	if s.fill != "" {
		look.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.fill}}
	}
	for side, on := range []bool{s.top, s.bottom} {
		if on {
			look.Border = append(look.Border, excelize.Border{Type: [...]string{"top", "bottom"}[side], Color: "838C86", Style: 1})
		}
	}
	switch {
	case s.right:
		look.Alignment = &excelize.Alignment{Horizontal: "right"}
	case s.indent > 0:
		look.Alignment = &excelize.Alignment{Horizontal: "left", Indent: s.indent}
	}
	id, err := o.file.NewStyle(look)
	o.styles[s] = id
	return id, err
}

// bound lets a value be no other than the model takes.
func (o *output) bound(w *workbook, s *setting) error {
	low, high := float64(s.assumption.Min)/float64(s.divisor), float64(s.assumption.Max)/float64(s.divisor)
	if high <= low {
		return nil
	}
	v := excelize.NewDataValidation(true)
	v.SetSqref(letters(s.input.column) + fmt.Sprint(s.input.row))
	if err := v.SetRange(low, high, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween); err != nil {
		return err
	}
	words := w.words
	v.SetError(excelize.DataValidationErrorStyleStop, words.RangeTitle, fmt.Sprintf(words.Range, fmt.Sprint(low), fmt.Sprint(high)))
	return o.file.AddDataValidation(w.assumptions.name, v)
}

// charts draws cash, and revenue against costs, below the summary.
func (o *output) charts(w *workbook) error {
	last := letters(2 + w.figures.Months/12 + spare + w.figures.Months)
	first := letters(2 + w.figures.Months/12 + spare + 1)
	series := func(sheet *sheet, label string, color string) excelize.ChartSeries {
		row := 0
		for i, cells := range sheet.rows {
			if len(cells) > 0 && cells[0] != nil && cells[0].text == label {
				row = i + 1
			}
		}
		area := func(row int) string {
			return fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(sheet.name), first, row, last, row)
		}
		return excelize.ChartSeries{
			Name: fmt.Sprintf("%s!$A$%d", quoted(sheet.name), row), Categories: area(firstTime), Values: area(row),
			Line:   excelize.LineOptions{Type: excelize.LineSolid, Width: 2, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}},
			Marker: excelize.ChartMarker{Symbol: "none"},
		}
	}
	income, cash := w.sheets[5], w.sheets[6]
	row := len(w.summary.rows) + 2
	for i, c := range []struct {
		title  string
		series []excelize.ChartSeries
	}{
		{w.words.ChartCash, []excelize.ChartSeries{series(cash, w.words.CashEnd, "131715")}},
		{w.words.ChartRevenue, []excelize.ChartSeries{series(income, w.words.Revenue, inkInput), series(income, w.words.Gross, inkBrand), series(income, w.words.Opex, "BD520A")}},
	} {
		err := o.file.AddChart(w.summary.name, fmt.Sprintf("A%d", row+i*20), &excelize.Chart{
			Type: excelize.Line, Series: c.series, Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.title, Font: &excelize.Font{Bold: true, Size: 12}}}},
			Dimension: excelize.ChartDimension{Width: 880, Height: 360}, Legend: excelize.ChartLegend{Position: "bottom"},
			XAxis: excelize.ChartAxis{TickLabelSkip: 12}, YAxis: excelize.ChartAxis{MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0"}},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (o *output) properties(w *workbook) error {
	made := time.Unix(w.plan.Made, 0).UTC().Format(time.RFC3339)
	if err := o.file.SetDocProps(&excelize.DocProperties{
		Title: w.words.Title, Creator: w.plan.Author, LastModifiedBy: w.plan.Author, Created: made, Modified: made, Language: w.plan.Language,
	}); err != nil {
		return err
	}
	if err := o.file.SetAppProps(&excelize.AppProperties{Application: w.plan.Author}); err != nil {
		return err
	}
	recalculate := true
	return o.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &recalculate})
}
