package protocol

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

var sectionNames = [...][2]string{
	{ExecutiveSummary, "Executive summary"},
	{"company", "The business"},
	{"offer", "Offer and prices"},
	{"market-analysis", "Market analysis"},
	{"customers", "Customers"},
	{"competition", "Competition"},
	{"marketing", "Marketing and sales"},
	{"operations", "Operations"},
	{"team", "Team"},
	{"milestones", "Milestones"},
	{"financial-plan", "Financial plan"},
	{"funding", "Funding"},
	{"risks", "Risks"},
	{"legal", "Legal checklist"},
	{"next-steps", "Next steps"},
}

// Sections lists the sections of a plan in the order of the document.
func Sections() []SectionInfo {
	out := make([]SectionInfo, len(sectionNames))
	for i, n := range sectionNames {
		out[i] = SectionInfo{Slug: n[0], Title: n[1], Index: i + 1}
	}
	return out
}

// WritingOrder lists the sections in the order in which they are written: that of the document, with
// the executive summary last, since it sums up the others.
func WritingOrder() []SectionInfo {
	all := Sections()
	return append(all[1:], all[0])
}

// SectionTitle returns the title of a section, or the slug itself for one that is not known.
func SectionTitle(slug string) string {
	for _, n := range sectionNames {
		if n[0] == slug {
			return n[1]
		}
	}
	return slug
}

// The weights of the stages: market and figures take seconds, each section about the same time, and
// assembling next to nothing.
const (
	weightMarket     = 3
	weightFinancials = 4
	weightSection    = 6
	weightAssemble   = 3
)

// Stages lists every stage in the order in which the work is done, with its weight.
func Stages() []Stage {
	out := []Stage{
		{StageMarket, "Market data", weightMarket},
		{StageFinancials, "Figures", weightFinancials},
	}
	for _, s := range WritingOrder() {
		out = append(out, Stage{s.Slug, s.Title, weightSection})
	}
	return append(out, Stage{StageAssemble, "Put together", weightAssemble})
}
