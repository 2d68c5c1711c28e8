package writer

import (
	"slices"
	"strings"

	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/generation/plan/mention"
	"github.com/planspark/planspark/protocol"
)

// theme is an emphasis that the request asks for, with the words that show it,
// folded and bounded by blanks. A word that ends in "*" stands for all that
// begin with it.
type theme struct {
	name  string
	words []string
}

// themeTable lists the emphases in the order in which they are written, with their
// words in English and in Spanish.
func themeTable() []theme {
	return []theme{
		{"debtfree", []string{
			"no debt", "without debt", "debt free", "debt-free", "no loan", "no loans", "without a loan", "without loan", "no bank loan", "avoid debt", "avoid loans",
			"sin deuda", "sin deudas", "sin prestamo", "sin prestamos", "sin credito", "sin creditos", "sin endeudar*", "no quiero deuda*", "no quiero prestamo*", "evitar deuda*",
		}},
		{"cautious", []string{
			"conservative", "cautious", "prudent", "careful", "risk averse", "risk-averse", "low risk", "safe", "sober",
			"prudente", "prudencia", "cautel*", "conservador*", "sin riesgos", "bajo riesgo", "poco riesgo",
		}},
		{"ambitious", []string{
			"ambitious", "bold", "fast growth", "grow fast", "aggressive", "scale quickly", "franchise", "expansion", "expand",
			"ambicios*", "crecer rapido", "crecimiento rapido", "franquicia*", "expandir",
		}},
		{"pay", []string{
			"salary", "own salary", "pay myself", "owner's pay", "owner pay", "owners pay", "my pay", "living wage", "draw",
			"sueldo", "mi sueldo", "salario propio", "mi salario", "pagarme", "vivir de ello",
		}},
		{"parttime", []string{
			"part time", "part-time", "side business", "side hustle", "besides my job", "keep my job", "evenings only", "weekends only",
			"tiempo parcial", "media jornada", "fines de semana solo", "sin dejar mi trabajo", "junto a mi trabajo",
		}},
		{"partners", []string{
			"partner", "partners", "co-founder", "cofounder", "co-founders", "my wife", "my husband", "my brother", "my sister", "two founders",
			"socio", "socios", "socia", "socias", "cofundador*", "mi esposa", "mi marido", "mi mujer", "mi esposo", "mi hermano", "mi hermana",
		}},
		{"investor", []string{
			"investor", "investors", "venture", "seed round", "angel", "equity",
			"inversor*", "inversionista*", "capital riesgo", "capital de riesgo", "ronda de inversion",
		}},
		{"vegan", []string{
			"vegan*", "plant-based", "plant based", "vegetarian*", "meat-free",
			"vegano*", "vegana*", "vegetal*",
		}},
		{"organic", []string{
			"organic*", "biodynamic", "pesticide-free",
			"ecologic*", "organico*", "organica*", "biodinamic*",
		}},
		{"sustainable", []string{
			"sustainab*", "eco", "eco-friendly", "green", "zero waste", "zero-waste", "climate", "recycl*", "carbon", "circular", "refill*",
			"sostenible*", "sustentable*", "residuo cero", "reciclad*", "reciclaje", "clima", "huella de carbono",
		}},
		{"family", []string{
			"families", "for the whole family", "family-friendly", "family friendly", "children", "kids", "child-friendly", "toddlers",
			"familia", "familias", "familiar", "ninos", "ninas", "infantil",
		}},
		{"inclusive", []string{
			"accessible", "inclusi*", "wheelchair", "disabilit*", "refugees", "low-income",
			"accesible*", "inclusiv*", "discapacidad", "refugiad*", "bajos ingresos",
		}},
		{"premium", []string{
			"premium", "luxury", "high-end", "high end", "exclusive", "fine dining", "specialty", "speciality", "boutique",
			"lujo", "exclusiv*", "alta gama", "gourmet", "de especialidad",
		}},
		{"affordable", []string{
			"affordable", "low-cost", "low cost", "cheap*", "budget-friendly", "low price", "low prices",
			"asequible*", "economico*", "economica*", "barato*", "barata*", "bajo costo", "bajo coste", "precios bajos",
		}},
		{"local", []string{
			"local", "locally", "neighbourhood", "neighborhood", "regional", "community",
			"locales", "de barrio", "barrio", "vecinal", "comunidad",
		}},
		{"online", []string{
			"online", "remote", "remotely", "virtual", "digital", "e-commerce", "webshop", "app",
			"en linea", "por internet", "a distancia",
		}},
		{"tourists", []string{
			"tourist*", "tourism", "travellers", "travelers", "visitors",
			"turista*", "turismo", "viajeros", "visitantes",
		}},
		{"students", []string{
			"student*", "university", "campus",
			"estudiante*", "universidad", "universitari*",
		}},
		{"delivery", []string{
			"delivery", "deliver", "deliveries", "takeaway", "take-away",
			"a domicilio", "reparto", "entregas", "para llevar",
		}},
	}
}

// themesOf finds the emphases of a request. A word behind "no", "without" or "sin"
// does not count, unless it says so itself.
func themesOf(r protocol.Request) []string {
	text := " " + mention.Fold(r.Idea) + " | " + mention.Fold(r.Personalization) + " "
	var found []string
	for _, t := range themeTable() {
		for _, w := range t.words {
			if mention.In(text, w) {
				found = append(found, t.name)
				break
			}
		}
	}
	return found
}

// WantsNoDebt tells whether a request asks for a plan without a loan.
func WantsNoDebt(r protocol.Request) bool { return slices.Contains(themesOf(r), "debtfree") }

// emphasis writes what the request's own emphases change in this section, at
// most so many sentences.
func (s *story) emphasis(most int) string {
	var out []string
	for _, name := range s.facts.themes {
		if name == "online" && s.digital() {
			continue // says nothing of a trade that is nowhere else
		}
		if key := "theme." + name + "." + s.slug; s.has(key) && len(out) < most {
			out = append(out, s.say(key))
		}
	}
	return strings.Join(out, " ")
}

// digital tells whether the whole business is online.
func (s *story) digital() bool {
	return s.way == plan.WayOnline || slices.Contains([]string{"ecommerce", "saas", "mobile-app"}, s.a.Slug)
}

// themed tells whether the request asks for an emphasis.
func (s *story) themed(name string) bool {
	for _, t := range s.facts.themes {
		if t == name {
			return true
		}
	}
	return false
}
