package writer

import (
	"slices"
	"strings"
)

// esGrammar is that of Spanish. Nouns of the trades stand with their article,
// which tells their gender and number: "la cafetería", "los clientes".
type esGrammar struct{}

func (esGrammar) around() marks { return marks{"«", "»"} }
func (esGrammar) within() marks { return marks{"“", "”"} }

func (esGrammar) forms(t *trade, unit, units string) map[string]string {
	forms := map[string]string{"unit": unit, "un_unit": indefinite(t.unit + " " + unit), "el_unit": t.unit + " " + unit, "units": units}
	for name, noun := range map[string]string{"noun": t.noun, "buyer": t.buyer, "ticket": t.ticket} {
		_, forms[name], _ = strings.Cut(noun, " ")
		forms["el_"+name], forms["un_"+name] = noun, indefinite(noun)
	}
	_, forms["buyers"], _ = strings.Cut(t.buyers, " ")
	forms["los_buyers"] = t.buyers
	forms["este_noun"] = "este " + forms["noun"]
	if strings.HasPrefix(t.noun, "la ") {
		forms["este_noun"] = "esta " + forms["noun"]
	}
	return forms
}

// esHeads are the nouns that stand for a business by themselves, without what
// says more of it.
var esHeads = []string{
	"empresa", "escuela", "clínica", "consulta", "estudio", "centro", "servicio", "tienda", "taller", "agencia", "peluquería", "salón", "puesto", "refugio", "academia", "complejo", "actividad", "despacho", "club", "oficina", "guardería", "granja",
}

func (esGrammar) later(noun string) string {
	if words := strings.SplitN(noun, " ", 3); len(words) == 3 && slices.Contains(esHeads, words[1]) {
		return words[0] + " " + words[1]
	}
	return noun
}

func (esGrammar) bare(noun string) string {
	_, rest, _ := strings.Cut(noun, " ")
	return rest
}

// indefinite turns "el local" into "un local".
func indefinite(noun string) string {
	if rest, ok := strings.CutPrefix(noun, "la "); ok {
		return "una " + rest
	}
	return "un " + strings.TrimPrefix(noun, "el ")
}

// contract writes "del" and "al".
func (esGrammar) contract(before, next string) (head, tail string) {
	if start, mark, ok := cutAnd(before); ok && soundsLikeI(next) {
		return start + " e " + mark, next
	}
	rest, ok := strings.CutPrefix(next, "el ")
	if !ok {
		return before, next
	}
	for _, word := range []string{"de ", "De ", "a ", "A "} {
		start, ends := strings.CutSuffix(before, word)
		if ends && (start == "" || !isLetterEnd(start)) {
			return start + strings.TrimSpace(word), "l " + rest
		}
	}
	return before, next
}

// cutAnd cuts "y" off the end of a text, and what opens a quotation behind it.
func cutAnd(before string) (start, mark string, ok bool) {
	rest, quoted := strings.CutSuffix(before, "«")
	start, ok = strings.CutSuffix(rest, " y ")
	if quoted {
		mark = "«"
	}
	return start, mark, ok
}

// soundsLikeI tells whether "y" becomes "e" in front of a text.
func soundsLikeI(text string) bool {
	t := strings.ToLower(text)
	return strings.HasPrefix(t, "i") || strings.HasPrefix(t, "í") || strings.HasPrefix(t, "hi") && !strings.HasPrefix(t, "hie")
}

func isLetterEnd(s string) bool {
	last := s[len(s)-1]
	return last >= 'a' && last <= 'z' || last >= 'A' && last <= 'Z' || last >= 0x80
}

// join writes "e" instead of "y" in front of the same sound.
func (esGrammar) join(items []string) string {
	and := "y"
	if len(items) > 0 {
		if soundsLikeI(items[len(items)-1]) {
			and = "e"
		}
	}
	return listed(items, and, "y", "e")
}

func spanish() *language {
	return newLanguage(esGrammar{}, esNouns(), []phrases{
		esWords(), esWays(), esSummary(), esCompany(), esOffer(), esMarket(), esCustomers(), esCompetition(), esMarketing(),
		esOperations(), esTeam(), esMilestones(), esFinances(), esFunding(), esRisks(), esLegal(), esNextSteps(), esThemes(), esPublic(),
	}, []map[string]trade{
		esTradesFood(), esTradesShops(), esTradesDigital(), esTradesServices(), esTradesCare(), esTradesPlaces(),
	})
}
