package plan

// shock is what differs from the plan in one run: factors in parts per million
// and months of delay. The zero value is not useful; see noShock.
type shock struct {
	volume, price, cost, wage, unitCost, fixed, rent int64
	delay                                            int
}

func noShock() shock {
	return shock{volume: million, price: million, cost: million, wage: million, unitCost: million, fixed: million, rent: million}
}
