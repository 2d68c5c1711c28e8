package export

import "github.com/planspark/planspark/protocol"

// MediaType is what HTTP calls a format; empty for one that does not exist.
func MediaType(f protocol.Format) string {
	switch f {
	case protocol.FormatJSON:
		return "application/json"
	case protocol.FormatMD:
		return "text/markdown; charset=utf-8"
	case protocol.FormatHTML:
		return "text/html; charset=utf-8"
	case protocol.FormatPDF:
		return "application/pdf"
	case protocol.FormatDOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case protocol.FormatXLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	default:
		return ""
	}
}

// Version changes whenever the same plan would give other files.
const Version = "2"
