package protocol

import (
	"slices"
	"strings"
)

// State is where a generation stands. Terminal states never change.
type State string

// The states of a generation: queued → running → completed | failed | cancelled, and running → queued
// when its worker is lost or drained.
const (
	StateQueued    State = "queued"
	StateRunning   State = "running"
	StateCompleted State = "completed"
	StateFailed    State = "failed"
	StateCancelled State = "cancelled"
)

// Terminal says whether the state is final.
func (s State) Terminal() bool {
	return s == StateCompleted || s == StateFailed || s == StateCancelled
}

// The stages that are not sections.
const (
	StageMarket     = "market"
	StageFinancials = "financials"
	StageAssemble   = "assemble"
)

// Stage is one step of making a plan with its share of the work in percent; the weights of all
// stages sum to 100, which is what makes the progress bar honest.
type Stage struct {
	Stage  string  `json:"stage"`
	Title  string  `json:"title"`
	Weight float64 `json:"weight"`
}

// SectionInfo names a section of the plan: its slug, title and place in the finished document,
// counted from 1.
type SectionInfo struct {
	Slug  string
	Title string
	Index int
}

// ExecutiveSummary is the slug of the section that stands first and is written last.
const ExecutiveSummary = "executive-summary"

// sectionNames are slug, English and Spanish title.
var sectionNames = [...][3]string{
	{ExecutiveSummary, "Executive summary", "Resumen ejecutivo"},
	{"company", "The business", "El negocio"},
	{"offer", "Offer and prices", "Oferta y precios"},
	{"market-analysis", "Market analysis", "Análisis de mercado"},
	{"customers", "Customers", "Clientes"},
	{"competition", "Competition", "Competencia"},
	{"marketing", "Marketing and sales", "Marketing y ventas"},
	{"operations", "Operations", "Operaciones"},
	{"team", "Team", "Equipo"},
	{"milestones", "Milestones", "Hitos"},
	{"financial-plan", "Financial plan", "Plan financiero"},
	{"funding", "Funding", "Financiación"},
	{"risks", "Risks", "Riesgos"},
	{"legal", "Legal checklist", "Lista de control legal"},
	{"next-steps", "Next steps", "Próximos pasos"},
}

// titleIn is where sectionNames has the titles for a BCP 47 locale: those of its language, else English.
func titleIn(locale string) int {
	if primary, _, _ := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-"); strings.EqualFold(primary, "es") {
		return 2
	}
	return 1
}

// Sections lists the sections of a plan in the order of the document, in English.
func Sections() []SectionInfo { return SectionsIn("") }

// SectionsIn is Sections with the titles of the language of a BCP 47 locale.
func SectionsIn(locale string) []SectionInfo {
	title := titleIn(locale)
	out := make([]SectionInfo, len(sectionNames))
	for i, n := range sectionNames {
		out[i] = SectionInfo{Slug: n[0], Title: n[title], Index: i + 1}
	}
	return out
}

// WritingOrder lists the sections in the order in which they are written: that of the document, with
// the executive summary last, since it sums up the others.
func WritingOrder() []SectionInfo { return WritingOrderIn("") }

// WritingOrderIn is WritingOrder with the titles of the language of a BCP 47 locale.
func WritingOrderIn(locale string) []SectionInfo {
	all := SectionsIn(locale)
	return append(all[1:], all[0])
}

// The weights of the stages: market and figures take seconds, each section about the same time, and
// assembling next to nothing.
const (
	weightMarket     = 3
	weightFinancials = 4
	weightSection    = 6
	weightAssemble   = 3
)

// Stages lists every stage in the order in which the work is done, with its weight, in English.
func Stages() []Stage { return StagesIn("") }

// StagesIn is Stages with the titles of the language of a BCP 47 locale. What it returns is shared by all
// generations, and read-only.
func StagesIn(locale string) []Stage { return stages[titleIn(locale)] }

// stages are those of all titles, as sectionNames has them.
var stages = [...][]Stage{
	1: stagesOf("en", "Market data", "Figures", "Put together"),
	2: stagesOf("es", "Datos de mercado", "Cifras", "Montaje del plan"),
}

func stagesOf(language, market, financials, assemble string) []Stage {
	out := []Stage{
		{StageMarket, market, weightMarket},
		{StageFinancials, financials, weightFinancials},
	}
	for _, s := range WritingOrderIn(language) {
		out = append(out, Stage{s.Slug, s.Title, weightSection})
	}
	return slices.Clip(append(out, Stage{StageAssemble, assemble, weightAssemble}))
}
