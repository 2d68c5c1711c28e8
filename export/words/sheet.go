package words

// Sheet labels the spreadsheet.
type Sheet struct{}
