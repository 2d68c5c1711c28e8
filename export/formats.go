package export

// Format is a file format of a plan, named by the ending of its files.
type Format string

// The formats.
const (
	JSON     Format = "json"
	Markdown Format = "md"
	HTML     Format = "html"
	PDF      Format = "pdf"
	DOCX     Format = "docx"
	XLSX     Format = "xlsx"
)

// MediaType is what HTTP calls the format; empty for one that does not exist.
func (f Format) MediaType() string {
	switch f {
	case JSON:
		return "application/json"
	case Markdown:
		return "text/markdown; charset=utf-8"
	case HTML:
		return "text/html; charset=utf-8"
	case PDF:
		return "application/pdf"
	case DOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	default:
		return ""
	}
}

// Version changes whenever the same plan would give other files.
const Version = "2"
