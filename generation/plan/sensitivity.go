package plan

// driver is something whose change the sensitivity shows.
type driver struct {
	key, label string // in English
	factor     func(*shock) *int64
}

func drivers() []driver {
	return []driver{
		{"price", "Price", func(s *shock) *int64 { return &s.price }},
		{"volume", "Volume", func(s *shock) *int64 { return &s.volume }},
		{"cogs", "Cost of goods", func(s *shock) *int64 { return &s.unitCost }},
		{"payroll", "Payroll", func(s *shock) *int64 { return &s.wage }},
		{"rent", "Rent", func(s *shock) *int64 { return &s.rent }},
	}
}

// vary changes one driver at a time, with the funding of the base.
func (e *engine) vary(f Funding, w *words) []Sensitivity {
	base := e.effect(f, noShock())
	list := make([]Sensitivity, 0, len(drivers()))
	for _, d := range drivers() {
		at := func(change int64) Effect {
			s := noShock()
			*d.factor(&s) += change
			return e.effect(f, s)
		}
		list = append(list, Sensitivity{
			Key: d.key, Label: w.say(d.label), Base: base,
			Minus20: at(-200_000), Minus10: at(-100_000), Plus10: at(100_000), Plus20: at(200_000),
		})
	}
	return list
}

// effect returns profit and closing cash of the second year.
func (e *engine) effect(f Funding, s shock) Effect {
	rows := e.run(f.Own, f.Loan, s)
	second := rows[12:24]
	effect := Effect{Cash: second[11].Cash}
	for i := range second {
		effect.Profit += second[i].Net
	}
	return effect
}
