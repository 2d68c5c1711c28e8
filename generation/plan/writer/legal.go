package writer

import "github.com/planspark/planspark/generation/market"

// legal is a list of what to check in this country; it is no advice.
func (s *story) legal() {
	s.paragraph(s.say("legal.intro"))
	s.title("legal.trade")
	var items []string
	for i, l := range s.a.Facts.Licences {
		items = append(items, s.sayAs("legal.licence"+string(rune('a'+i)), "legal.licence", "licence", lowerFirst(l)))
	}
	s.list(items)
	s.title("legal.general")
	s.list(s.general())
	s.title("legal.insurance")
	s.paragraph(s.say("legal.insurance", "covers", s.join(s.t.covers)))
	s.paragraph(s.say("legal.order", "first", lowerFirst(s.a.Facts.Licences[0])), s.emphasis(1))
}

// general are the checks of every business, worded for this one.
func (s *story) general() []string {
	items := []string{s.say("legal.register." + string(s.t.form)), s.vat()}
	if s.employs() {
		items = append(items, s.say("legal.staff", "oncost", s.f.Percent(s.m.Params.OncostPPM)))
	} else {
		items = append(items, s.say("legal.alone"))
	}
	if s.m.Params.TaxPPM > 0 {
		items = append(items, s.say("legal.tax", "tax", s.f.Percent(s.m.Params.TaxPPM)))
	} else {
		items = append(items, s.say("legal.exempt"))
	}
	if s.leases() {
		items = append(items, s.say("legal.lease"))
	}
	return append(items, s.say("legal.data"), s.say("legal.contracts"))
}

func (s *story) employs() bool {
	for _, m := range s.m.Months {
		if m.Tenths > 10 {
			return true
		}
	}
	return false
}

func (s *story) vat() string {
	f, ok := s.in.Brief.Fact(market.FactVAT)
	if !ok || f.Value <= 0 {
		return s.say("legal.novat")
	}
	return s.say("legal.vat", "vat", f.TextIn(s.in.Request.Locale))
}
