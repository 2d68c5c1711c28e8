package writer

import (
	"github.com/planspark/planspark/generation/plan"
	"github.com/planspark/planspark/generation/plan/mention"
)

// company tells what the business is, for what, in which form, and what opening
// it costs.
func (s *story) company() {
	s.paragraph(s.say("company.what"), s.say("company.size."+s.m.Size.Slug), s.whereExactly())
	s.paragraph(s.say("company.mission"), s.say("company.works"))
	if wish := s.quoted(s.in.Request.Personalization, 160); wish != "" {
		s.paragraph(s.say("company.wish", "wish", wish), s.emphasis(3))
	} else {
		s.paragraph(s.emphasis(3))
	}
	s.title("company.founder")
	s.paragraph(s.say("company.founder"), s.ownerPay(), s.say("company.skill"))
	s.title("company.form")
	s.paragraph(s.say("company.form."+string(s.t.form)), s.say("company.form.check"))
	s.title("company.startup")
	s.startup()
}

// whereExactly quotes the place as the user wrote it, when that says more than
// what was recognised.
func (s *story) whereExactly() string {
	given := s.quoted(s.in.Request.Location, 80)
	b := s.in.Brief
	known := []string{s.words["place"], s.words["city"], plain(b.CountryName), plain(b.City + ", " + b.Country), plain(b.City)}
	for _, k := range known {
		if mention.Fold(given) == mention.Fold(k) {
			return ""
		}
	}
	return s.say("company.where", "given", given)
}

func (s *story) ownerPay() string {
	owner := s.m.Params.Staff[0]
	from := s.m.Params.Prelaunch + owner.Steps[0].Month
	slots := []string{"wage", s.whole(owner.Wage), "role", s.ownRole(), "from", s.f.Month(max(1, from)), "posts", s.f.Posts(owner.Tenths(1))}
	if s.facts.failing {
		return s.say("company.pay.hard", slots...)
	}
	return s.say("company.pay", slots...)
}

// startup lists the start-up spending, its lines adding up to the total shown.
func (s *story) startup() {
	sums := map[string]plan.Money{}
	var rows [][]string
	for _, i := range s.m.Params.Startup {
		sums[i.Kind] += i.Amount
		rows = append(rows, []string{i.Item, s.word("startup." + i.Kind), s.f.Money(i.Amount)})
	}
	total := s.m.Params.StartupTotal()
	rows = append(rows, []string{"**" + s.word("total") + "**", "", "**" + s.f.Money(total) + "**"})
	slots := []string{"capex", s.whole(sums[plan.StartupCapex]), "preopening", s.whole(sums[plan.StartupPreopening]), "deposits", s.whole(sums[plan.StartupDeposit])}
	key := "company.startup"
	if sums[plan.StartupDeposit] == 0 {
		key = "company.startup.nodeposit"
	}
	s.paragraph(s.say(key, slots...))
	s.table(s.header("item", "kind", ">amount"), rows)
	if s.has("company.list." + s.way) {
		s.paragraph(s.say("company.list"))
	}
	if s.facts.compressed {
		s.paragraph(s.say("company.compressed", "cut", s.months(s.m.Params.Compressed)))
	}
	if s.facts.thin {
		s.paragraph(s.say("company.thin"))
	}
}
