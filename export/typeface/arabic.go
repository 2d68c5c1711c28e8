package typeface

// Arabic letters change with their neighbours. A PDF shows the characters that it is given, so each is
// replaced by the one that looks as the letter does in its place (Unicode, Arabic Presentation Forms).

// forms is a letter that has two looks (alone, at the end) or four (alone, at the end, at the beginning, in
// the middle), which follow each other from the first.
type forms struct {
	first rune
	looks int
}

// The looks of a letter in a word.
const (
	alone = iota
	atEnd
	atBeginning
	inMiddle
)

func formsOf(r rune) (forms, bool) {
	f, ok := arabic[r]
	return f, ok
}

// arabic has the letters of Arabic, Persian and Urdu that join.
var arabic = map[rune]forms{
	0x0622: {0xFE81, 2}, 0x0623: {0xFE83, 2}, 0x0624: {0xFE85, 2}, 0x0625: {0xFE87, 2}, 0x0626: {0xFE89, 4}, 0x0627: {0xFE8D, 2},
	0x0628: {0xFE8F, 4}, 0x0629: {0xFE93, 2}, 0x062A: {0xFE95, 4}, 0x062B: {0xFE99, 4}, 0x062C: {0xFE9D, 4}, 0x062D: {0xFEA1, 4},
	0x062E: {0xFEA5, 4}, 0x062F: {0xFEA9, 2}, 0x0630: {0xFEAB, 2}, 0x0631: {0xFEAD, 2}, 0x0632: {0xFEAF, 2}, 0x0633: {0xFEB1, 4},
	0x0634: {0xFEB5, 4}, 0x0635: {0xFEB9, 4}, 0x0636: {0xFEBD, 4}, 0x0637: {0xFEC1, 4}, 0x0638: {0xFEC5, 4}, 0x0639: {0xFEC9, 4},
	0x063A: {0xFECD, 4}, 0x0641: {0xFED1, 4}, 0x0642: {0xFED5, 4}, 0x0643: {0xFED9, 4}, 0x0644: {0xFEDD, 4}, 0x0645: {0xFEE1, 4},
	0x0646: {0xFEE5, 4}, 0x0647: {0xFEE9, 4}, 0x0648: {0xFEED, 2}, 0x0649: {0xFEEF, 2}, 0x064A: {0xFEF1, 4},
	0x0679: {0xFB66, 4}, 0x067E: {0xFB56, 4}, 0x0686: {0xFB7A, 4}, 0x0688: {0xFB88, 2}, 0x0691: {0xFB8C, 2}, 0x0698: {0xFB8A, 2},
	0x06A9: {0xFB8E, 4}, 0x06AF: {0xFB92, 4}, 0x06BA: {0xFB9E, 2}, 0x06BE: {0xFBAA, 4}, 0x06C1: {0xFBA6, 4}, 0x06CC: {0xFBFC, 4},
	0x06D2: {0xFBAE, 2},
}

// lamAlef are the alefs that melt with a lam before them, and the sign of both alone.
var lamAlef = map[rune]rune{0x0622: 0xFEF5, 0x0623: 0xFEF7, 0x0625: 0xFEF9, 0x0627: 0xFEFB}

const (
	lam     = 0x0644
	tatweel = 0x0640 // stretches a word: joins on both sides and looks the same everywhere
)

// overArabic reports marks above and below letters, through which letters join.
func overArabic(r rune) bool { return r >= 0x064B && r <= 0x065F || r == 0x0670 }

// joined writes Arabic letters as they look in their words; all else stays.
func joined(text []rune) []rune {
	out := make([]rune, 0, len(text))
	before := false // the letter before reaches out to this one
	for i := 0; i < len(text); i++ {
		r := text[i]
		f, letter := formsOf(r)
		switch {
		case overArabic(r):
			out = append(out, r)
			continue
		case r == tatweel:
			before = true
			out = append(out, r)
			continue
		case !letter:
			before = false
			out = append(out, r)
			continue
		}
		if r == lam && i+1 < len(text) && lamAlef[text[i+1]] != 0 {
			sign := lamAlef[text[i+1]]
			if before {
				sign++
			}
			out, before = append(out, sign), false
			i++
			continue
		}
		after := f.looks == 4 && joinsBack(text[i+1:])
		look := alone
		switch {
		case before && after:
			look = inMiddle
		case before:
			look = atEnd
		case after:
			look = atBeginning
		}
		out = append(out, f.first+rune(look))
		before = after
	}
	return out
}

// joinsBack reports whether the next letter reaches to the one before it.
func joinsBack(rest []rune) bool {
	for _, r := range rest {
		if overArabic(r) {
			continue
		}
		_, letter := formsOf(r)
		return letter || r == tatweel
	}
	return false
}
