package writer

import (
	"slices"

	"github.com/planspark/planspark/generation/plan"
)

// operations tells where, with what and how the work is done, and how much of
// it fits.
func (s *story) operations() {
	s.paragraph(s.say("operations.flow"), s.emphasis(2))
	s.title("operations.site")
	s.paragraph(s.say("operations.site"), s.rent())
	s.title("operations.capacity")
	s.paragraph(s.capacity(), s.say("operations.open"))
	s.title("operations.routine")
	s.block(s.say("operations.routine"))
	s.list(s.a.Facts.Operations)
	s.title("operations.equipment")
	s.table(s.header("item", ">amount", ">life"), s.equipment())
	s.paragraph(s.say("operations.equipment", "first", lowerFirst(s.dearest().Item)), s.suppliers())
}

func (s *story) rent() string {
	rent := plan.Money(0)
	for _, f := range s.m.Params.Fixed {
		if f.Premises {
			rent += f.Amount
		}
	}
	if rent == 0 {
		return s.say("operations.norent")
	}
	y := s.year(2)
	return s.say("operations.rent", "rent", s.whole(rent), "share", s.f.Percent(ratioPPM(12*rent, y.Revenue)))
}

func (s *story) capacity() string {
	p := &s.m.Params
	used := ratioPPM(plan.Money(s.mature()), plan.Money(p.CapacityMilli))
	key := "operations.capacity"
	if s.facts.full {
		key = "operations.capacity.full"
	}
	return s.say(key, "used", s.f.Percent(used))
}

// equipment are the lasting things, dearest first.
func (s *story) equipment() [][]string {
	var rows [][]string
	for _, i := range s.lasting() {
		rows = append(rows, []string{i.Item, s.f.Money(i.Amount), s.months(i.Life)})
	}
	return rows
}

func (s *story) lasting() []plan.StartupCost {
	var list []plan.StartupCost
	for _, i := range s.m.Params.Startup {
		if i.Kind == plan.StartupCapex {
			list = append(list, i)
		}
	}
	slices.SortStableFunc(list, func(x, y plan.StartupCost) int {
		switch {
		case x.Amount > y.Amount:
			return -1
		case x.Amount < y.Amount:
			return 1
		}
		return 0
	})
	return list
}

// dearest is the most expensive of the lasting things.
func (s *story) dearest() plan.StartupCost {
	if list := s.lasting(); len(list) > 0 {
		return list[0]
	}
	return s.m.Params.Startup[0]
}

func (s *story) suppliers() string {
	wd := s.m.Params.WorkingDays
	slots := []string{"suppliers", s.join(lowerAll(s.a.Facts.Suppliers)), "payable", s.count(wd.Payable, "days"), "stock", s.count(wd.Inventory, "days")}
	if wd.Inventory > 0 {
		return s.say("operations.suppliers.goods", slots...)
	}
	return s.say("operations.suppliers", slots...)
}
