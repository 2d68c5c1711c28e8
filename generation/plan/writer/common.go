package writer

import (
	"maps"
	"strconv"

	"github.com/planspark/planspark/generation/market"
	"github.com/planspark/planspark/generation/plan"
)

// common are the slots that every sentence may use.
func (s *story) common() map[string]string {
	m, b := s.m, s.in.Brief
	w := map[string]string{
		"mission": s.t.mission, "works": s.t.works, "founder": s.t.founder, "skill": s.t.skill, "often": s.t.often,
		"site": s.t.site, "flow": s.t.flow, "test": lowerFirst(s.t.test), "spare": s.t.spare,
		"unit": m.Params.Unit, "units": m.Params.Units, "how": s.a.Driver.How, "format": m.Size.Name,
		"country": market.Named(b.CountryName, s.in.Request.Locale), "opening": s.f.Month(m.Metrics.LaunchMonth), "start": s.f.Month(1),
		"prep":     s.months(m.Params.Prelaunch),
		"timeline": s.months(m.Timeline),
		"price":    s.whole(m.Params.Price), "low": s.whole(s.atUSPrice(s.a.PriceBandUSD[0])), "high": s.whole(s.atUSPrice(s.a.PriceBandUSD[1])),
		"startup": s.whole(m.Params.StartupTotal()),
		"need":    s.whole(m.Funding.Need), "budget": s.whole(m.Funding.Budget), "loan": s.whole(m.Funding.Loan),
		"gap": s.whole(m.Funding.Gap), "extra": s.whole(m.Funding.ExtraOwn), "own": s.whole(m.Funding.Own),
		"buffer": s.whole(m.Funding.Buffer), "instalment": s.whole(m.Funding.Instalment),
		"rate": s.f.Percent(m.Params.LoanRatePPM), "reserve": s.months(m.Params.ReserveMonths),
		"quote": s.quoted(s.in.Request.Idea, 150),
	}
	w["mature"], w["capacity"] = s.volume(s.mature()), s.volume(m.Params.CapacityMilli)
	w["place"], w["city"] = w["country"], w["country"]
	if b.City != "" {
		w["place"], w["city"] = s.say("place", "town", plain(b.City), "land", b.CountryName), plain(b.City)
		if b.City == b.CountryName {
			w["place"] = plain(b.City)
		}
	}
	if b.Demand.Reach == market.ReachCountry && (s.slug == "competition" || s.slug == "offer") {
		w["city"] = w["country"] // rivals and prices are those of the whole market
	}
	for i := 1; i <= min(5, len(m.Years)); i++ {
		n := strconv.Itoa(i)
		y := s.year(i)
		w["rev"+n], w["net"+n], w["cash"+n] = s.whole(y.Revenue), s.result(y.Net), s.whole(y.Cash)
		w["payroll"+n] = s.whole(y.Payroll)
	}
	maps.Copy(w, s.lang.grammar.forms(s.t, m.Params.Unit, m.Params.Units))
	s.wording(w)
	s.breakEven(w)
	return w
}

// shorten finds what the business is called from its second mention on. Where a
// sentence speaks of all of its kind, "a plumbing business", the name stays whole.
func (s *story) shorten() map[string]string {
	short := *s.t
	short.noun = s.lang.grammar.later(s.t.noun)
	full, later := s.lang.grammar.forms(s.t, "", ""), s.lang.grammar.forms(&short, "", "")
	maps.DeleteFunc(later, func(slot, form string) bool {
		return full[slot] == form || slot == "a_noun" || slot == "un_noun"
	})
	return later
}

// wording chooses between the words of firms and those of organisations that
// take no profits.
func (s *story) wording(w map[string]string) {
	kind := "firm"
	if s.t.form == formPublic {
		kind = "public"
	}
	for _, k := range []string{"revenue", "profit", "loss", "sales", "own_money", "owner"} {
		w[k] = s.word(kind + "." + k)
	}
}

func (s *story) breakEven(w map[string]string) {
	x := s.m.Metrics
	w["be_units"] = s.f.Count(x.BreakEvenUnits) + " " + w["units"]
	if x.BreakEvenUnits == 1 {
		w["be_units"] = s.f.Count(1) + " " + w["unit"]
	}
	w["be_revenue"] = s.whole(x.BreakEvenRevenue)
	w["be_month"] = none
	if x.BreakEvenMonth > 0 {
		w["be_month"] = s.month(x.BreakEvenMonth)
	}
}

// result writes a profit with its word, or a loss: "a profit of €4,000", "a
// loss of €900".
func (s *story) result(net plan.Money) string {
	switch {
	case net == 0:
		return s.word("breaking_even")
	case net > 0:
		return s.say("result.profit", "amount", s.whole(net))
	}
	return s.say("result.loss", "amount", s.size(net))
}

// join lists words as the language does.
func (s *story) join(items []string) string { return s.lang.grammar.join(items) }
