package writer

func enMarket() phrases {
	return phrases{
		"market.size.city": {
			"Within reach of the {noun} live about {people} people, the population of {city}.",
			"The market of the {noun} is {city} with about {people} people.",
			"About {people} people live in {city}, and the {noun} works for some of them.",
		},
		"market.size.country": {
			"The {noun} is not tied to one street: its market is the whole of {country}, about {people} people.",
			"Since the {noun} sells at a distance, it counts the {people} people of {country} as within reach.",
			"{Country} as a whole is within reach of the {noun}, about {people} people.",
		},
		"market.size.assumed": {
			"Which people are within reach depends on the exact address; until it is known the plan assumes {people} for the {noun}.",
			"No census figure fits the place as it was given, so the {noun} is planned for a catchment of {people} people.",
			"The plan assumes {people} people within reach of the {noun}, to be replaced by the census figure of the address.",
		},
		"market.need": {
			"At full pace the plan needs {mature} a month, that is {per} for every {base} of them: a share that can be tested by counting, not one that must be believed.",
			"The plan asks for {mature} a month at full pace, or {per} for every {base} people.",
			"Set against that, {mature} a month at full pace are {per} for every {base} people within reach.",
		},
		"market.need.stock": {
			"By the end of year 3 the plan counts {mature}, that is {per} for every {base} of them: a share that can be tested early, not one that must be believed.",
			"The plan holds {mature} at the end of year 3, or {per} for every {base} people.",
			"Set against that, {mature} at the end of year 3 are {per} for every {base} people within reach.",
		},
		"market.need.public": {
			"The plan provides {mature} a month at full pace, {per} for every {base} people, which is below the need wherever the problem exists; the limit is funding, not demand.",
			"At full pace {mature} a month are offered, or {per} for every {base} people; what bounds the {noun} is the money of funders.",
			"With {mature} a month at full pace, {per} for every {base} people, the programme stays far below the need it answers.",
		},
		"market.income.us": {
			"GDP per head is {gdp}; {buyers} pay for convenience and quality and compare reviews before they buy.",
			"At a GDP per head of {gdp}, {buyers} of {a_noun} pay for saved time and expect service in return.",
			"With {gdp} of GDP per head, price is seldom the first reason why {buyers} leave {a_noun}; unreliability is.",
		},
		"market.income.high": {
			"GDP per head stands at {gdp} (purchasing power), {income} of the level of the United States, and prices at {prices}: {buyers} can pay for quality, and labour is the cost the {noun} has to watch.",
			"Incomes are high, {gdp} of GDP per head at purchasing power or {income} of the United States; with prices at {prices} of that level, wages rather than goods decide the result of {a_noun}.",
			"With {gdp} of GDP per head ({income} of the United States, prices at {prices}), {buyers} have room for a better {noun}, provided staff can be found and paid.",
		},
		"market.income.middle": {
			"GDP per head stands at {gdp} (purchasing power), {income} of the level of the United States, and prices at {prices}: {buyers} compare, so a clear entry price helps the {noun}.",
			"Incomes stand at {gdp} of GDP per head, {income} of the United States, with prices at {prices}; the {noun} reaches more {buyers} with two price steps than with one.",
			"At {gdp} of GDP per head, {income} of the United States, and prices at {prices} of theirs, {buyers} look twice at a price and return to {a_noun} that keeps its word.",
		},
		"market.income.low": {
			"GDP per head stands at {gdp} (purchasing power), {income} of the level of the United States, and prices at {prices}: a small first purchase and flexible payment widen the circle of {buyers} more than any advertising.",
			"Incomes are low on average, {gdp} of GDP per head or {income} of the United States, prices {prices} of theirs; the {noun} addresses those with steady income first and keeps an entry price for the others.",
			"With {gdp} of GDP per head, {income} of the United States, and prices at {prices}, the {noun} lives on small amounts paid often and on a smaller group with steady income.",
		},
		"market.growth": {
			"The economy grows by {growth} a year, unemployment is {jobless} and inflation {inflation}; the plan lets the volume of the {noun} grow by {own} a year once it is established.",
			"Growth of {growth}, unemployment of {jobless} and inflation of {inflation} describe the setting. For the {noun} itself the plan assumes {own} more volume a year after the opening phase.",
			"With growth of {growth} a year, {jobless} unemployment and {inflation} inflation, the {noun} is planned with {own} more volume each year beyond maturity.",
		},
		"market.shrinking": {
			"The economy shrinks by {growth} a year at present, unemployment is {jobless} and inflation {inflation}; the {own} of yearly growth planned for the {noun} must therefore be won from others.",
			"The economy shrinks by {growth} a year, with {jobless} unemployment and {inflation} inflation: what the {noun} gains, {own} a year, others lose.",
			"In an economy that shrinks by {growth} ({jobless} unemployment, {inflation} inflation), the {own} a year assumed for the {noun} is ambitious, and the pessimistic case matters more.",
		},
		"head.market.facts": {"Figures and what they mean", "The place in figures", "Market figures"},
		"market.row.demand": {
			"Demand planned at full pace", "Volume the plan needs a month", "Planned volume at maturity",
		},
		"market.reading.population": {
			"the widest circle the {noun} could serve", "how far the {noun} could grow in {country}", "upper bound for any count of {buyers}",
		},
		"market.reading.city_population": {
			"people whom the {noun} can reach in person", "where the first {buyers} are to be found", "base of the demand for this {noun}",
		},
		"market.reading.gdp_per_head": {
			"what {buyers} have to spend", "bounds the prices of the {noun}", "guides the {ticket}",
		},
		"market.reading.growth": {
			"tail or head wind for the {noun}", "how fast {buyers} add or cut spending", "direction of spending by {buyers}",
		},
		"market.reading.inflation": {
			"yearly rise of prices and costs of the {noun}", "by how much the {ticket} follows each year", "built into costs and prices of the {noun}",
		},
		"market.reading.unemployment": {
			"how easily the {noun} finds staff", "ease of hiring for {a_noun}", "pressure on wages in the {noun}",
		},
		"market.reading.price_level": {
			"brings trade benchmarks to {country} for the {noun}", "scale of all benchmark prices of {a_noun}", "turns benchmarks for {a_noun} into local amounts",
		},
		"market.reading.vat": {
			"part of what {buyers} pay that may not stay with the {noun}", "check whether the {noun} must charge it", "check registration of the {noun} for it",
		},
		"market.reading.demand": {
			"about {monthly} of {revenue} a month at the planned price", "worth {monthly} a month at first-year prices", "{monthly} a month at the {ticket} planned",
		},
		"market.source": {
			"The figures used for the {noun} are {snapshot}, dated {date}; sources stand beside each.",
			"Data for this {noun}: {snapshot} of {date}, with the source in each row.",
			"For this {noun} the plan used {snapshot}, as of {date}. Rows marked as estimates deserve a second look.",
		},
		"market.count": {
			"No table replaces an hour of counting: how many {buyers} pass, ask or search near the planned place is the figure the {noun} still lacks.",
			"What no statistic knows is how many {buyers} are within reach at the planned hours; the founder of the {noun} should count them.",
			"The missing figure is a local one, {buyers} seen, asked or counted by the founder of the {noun} in person.",
		},
		"head.market.trends": {"What is changing", "Trends", "Where the trade is going"},
		"market.trends": {
			"The {noun} should read them as tests to run in its first season, not as promises to count on.",
			"Both points favour {a_noun} that is close to its {buyers} and watches its costs.",
			"Neither is a reason to open {a_noun} by itself; together they say where to put the effort.",
		},
		"market.assumed": {
			"One thing was assumed for the {noun}: {assumed}",
			"Open, and assumed for the {noun} until it is known: {assumed}",
			"To be checked by the founder of the {noun}: {assumed}",
		},
	}
}
