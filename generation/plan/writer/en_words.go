package writer

// enWords are single words and short phrases: titles of columns and rows.
func enWords() phrases {
	words := phrases{
		"place":                {"{town}, {land}"},
		"month.numbered":       {"{month} (month {n})"},
		"result.profit":        {"a profit of {amount}"},
		"result.loss":          {"a loss of {amount}"},
		"result.profit.public": {"a surplus of {amount}"},
		"result.loss.public":   {"a deficit of {amount}"},
	}
	for key, text := range enWordTable() {
		words["word."+key] = []string{text}
	}
	return words
}

func enWordTable() map[string]string {
	return map[string]string{
		"months.one": "month", "months.many": "months", "days.one": "day", "days.many": "days", "posts.one": "full post", "posts.many": "full posts",
		"total": "Total", "never": "not within the plan", "over_ten": "more than 10", "breaking_even": "an even result",

		"firm.revenue": "revenue", "firm.profit": "profit", "firm.loss": "loss", "firm.sales": "sales", "firm.own_money": "own money", "firm.owner": "trader",
		"public.revenue": "income", "public.profit": "surplus", "public.loss": "deficit", "public.sales": "programme places", "public.own_money": "own funds", "public.owner": "body",

		"startup.capex": "lasting equipment", "startup.deposit": "deposit", "startup.preopening": "before opening",
		"step.entry": "Entry", "step.core": "Planned average", "step.upper": "Upper end",
		"source.live": "live indicators", "source.cache": "recent indicators", "source.snapshot": "a bundled snapshot of public indicators", "source.model": "this plan",
		"level.low": "low", "level.medium": "medium", "level.high": "high",
		"driver.price.public": "income for a place", "driver.cogs.public": "direct costs", "step.entry.public": "Smallest gift", "step.upper.public": "Full sponsorship", "the.price": "price", "the.volume": "volume", "the.cogs": "cost of goods", "the.payroll": "payroll", "the.rent": "rent", "the.price.public": "income for a place", "the.cogs.public": "direct costs",
		"driver.price": "price", "driver.volume": "volume", "driver.cogs": "cost of goods", "driver.payroll": "payroll", "driver.rent": "rent",
		"case.pessimistic": "Pessimistic", "case.base": "As planned", "case.optimistic": "Optimistic",
		"use.startup": "Start-up spending", "use.build": "Preparation and build-up until cash turns", "use.reserve": "Reserve", "use.need": "Need",

		"col.item": "Item", "col.kind": "Kind", "col.amount": "Amount", "col.part": "Part of the offer", "col.share": "Share", "col.year2": "Year 2",
		"col.step": "Step", "col.price": "Price", "col.stands_for": "Stands for", "col.figure": "Figure", "col.value": "Value", "col.year": "Year",
		"col.source": "Source", "col.reading": "What it means here", "col.segment": "Group", "col.expected.public": "Places to fund a month", "col.rev3.public": "Income year 3", "col.price.public": "For one place", "col.occasion.public": "When they come or give", "col.need": "What they need", "col.occasion": "When they buy",
		"col.rival": "Kind", "col.strength": "Does well", "col.edge": "Where we differ",
		"col.channel": "Channel", "col.effort": "Share", "col.monthly": "A month", "col.expected": "Sales to expect a month", "col.expected_new": "New ones to expect a month",
		"col.life": "Used for", "col.role": "Role", "col.from": "From", "col.posts": "Posts", "col.pay": "Gross pay a month", "col.measure": "Measure",
		"col.y1": "Year 1", "col.y2": "Year 2", "col.y3": "Year 3", "col.number": "No.", "col.to": "To", "col.after": "After",
		"col.amount_in": "Amounts", "col.ratio": "Ratio", "col.case": "Case", "col.rev3": "Revenue year 3", "col.net3": "Result year 3",
		"col.lowest_cash": "Lowest cash", "col.be": "Break-even", "col.use": "Use", "col.risk": "Risk", "col.likelihood": "Likelihood",
		"col.effect": "Effect", "col.answer": "Answer", "col.driver": "Driver", "col.minus20": "20% less", "col.minus10": "10% less",
		"col.plus10": "10% more", "col.plus20": "20% more",

		"row.payroll": "Payroll with charges", "row.posts": "Full posts at year end", "row.payshare": "Share of revenue", "row.loan": "Loan", "row.extra": "Further own money, to be found",
		"row.revenue": "Revenue", "row.revenue.public": "Income", "row.payshare.public": "Share of income", "row.gross.public": "Income less direct costs", "row.cogs.public": "Direct programme costs", "row.cogs": "Cost of sales", "row.gross": "Gross profit", "row.wages": "Payroll",
		"row.other": "Other operating costs", "row.ebitda": "EBITDA", "row.depreciation": "Depreciation", "row.interest": "Interest", "row.tax": "Tax",
		"row.net": "Profit after tax", "row.net.public": "Surplus",
		"row.cash.opening": "Cash at the start", "row.cash.operating": "From operations", "row.cash.investing": "Investments and deposits",
		"row.cash.repayment": "Loan repayment", "row.cash.closing": "Cash at the end",
		"row.balance.cash": "Cash at year end", "row.balance.current": "Receivables and stock", "row.balance.fixed": "Equipment and deposits", "row.balance.assets": "Assets",
		"row.balance.loan": "Loan", "row.balance.payables": "Payables, prepayments and tax due", "row.balance.equity": "Equity", "row.balance.total": "Liabilities and equity",

		"ratio.breakeven": "Operating break-even", "ratio.be_units": "Volume a month to break even", "ratio.be_revenue": "Revenue a month to break even",
		"ratio.be_revenue.public": "Income a month to break even", "ratio.payback": "Money put in is earned back", "ratio.npv": "Net present value over the plan", "ratio.npv_exit": "The same, with the business valued at the end",
		"ratio.irr": "Internal rate of return a year", "ratio.dscr": "Lowest debt service cover", "ratio.roi.public": "Surplus of all years, as a share of the money needed", "ratio.roi": "Profit of all years, as a share of the money needed",
	}
}
