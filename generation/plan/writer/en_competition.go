package writer

func enCompetition() phrases {
	return phrases{
		"competition.kinds": {
			"In {city} the {noun} competes with {kinds}.",
			"Those who buy from this {noun} could also turn to {kinds}.",
			"The alternatives that {buyers} in {city} have are {kinds}.",
		},
		"competition.kinds.public": {
			"For attention and funds in {city} the {noun} stands beside {kinds}; with some of them it is better to cooperate.",
			"The same funds and the same people are courted by {kinds}, as rivals at times and more often as partners.",
			"In {city} one also finds {kinds}: rivals for money, possible partners for the work.",
		},
		"competition.look": {
			"The comparison is by kind; names, prices and waiting times belong in it after a week of visits, before the {noun} signs for anything.",
			"Kinds are compared here, because names change: the founder adds the five nearest to the {noun} with their prices.",
			"It speaks of kinds, not of names, and is to be completed with the nearest five rivals of the {noun} in {city}.",
		},
		"head.competition.price": {"Price position", "Where the price stands", "The price among others"},
		"competition.price": {
			"At {price} the {ticket} lies within a band of {low} to {high} at local prices.",
			"The usual band in {city} runs from {low} to {high}; the {noun} places its {ticket} at {price}.",
			"Between {low} at the cheap end and {high} at the top, the {noun} stands at {price}.",
		},
		"competition.price.public": {
			"At {price} for each {unit}, the {noun} lies within a band of {low} to {high} that comparable programmes show.",
			"Comparable programmes cost between {low} and {high} for each {unit}; this one is planned at {price}.",
			"Between {low} and {high} for each {unit} in comparable programmes, the plan stands at {price}.",
		},
		"competition.position.low": {
			"That is in the lower part, where volume decides: the {noun} must be quick and tidy, not cheap.",
			"This leaves room above. The {noun} should use it for extras instead of a higher entry price.",
			"It is a price for every day, so the {noun} earns by frequency and must not give discounts.",
		},
		"competition.position.middle": {
			"That is the middle, which has to be justified each time by something the cheap end of the trade cannot do.",
			"A price in the middle is lost quickly if the {noun} offers nothing that the cheaper ones lack; the edge below is that reason.",
			"The {noun} neither undercuts nor shines by price; it is chosen for what it does better.",
		},
		"competition.position.premium": {
			"Since the request aims at the upper end, the first step is to earn the right to a higher {ticket}: the figures stay in the middle, and each step up towards {high} comes after full weeks.",
			"The idea points upwards in the band. The plan is calculated with care at {price}, and every rise towards {high} improves it.",
			"A premium is wanted here; the {noun} starts at {price}, proves its quality and moves towards {high} when {buyers} come back unasked.",
		},
		"competition.position.affordable": {
			"Since the request wants the {noun} to be affordable, an entry at {low} is kept, paid for by those who take more.",
			"To stay affordable the {noun} holds one honest offer at {low} and earns its margin on the rest.",
			"Affordable here means an entry at {low} that still covers its direct costs, beside the planned average of {price}.",
		},
		"head.competition.edge": {"The edge", "Own advantage", "Why this one"},
		"competition.edge": {
			"Three things together are hard to copy: {one}; {two}; {three}.",
			"The advantage of the {noun} rests on: {one}; {two}; {three}.",
			"What others in {city} do not offer in one place: {one}; {two}; {three}.",
		},
		"competition.again": {
			"The table is drawn up anew every half-year, since a new {noun} attracts imitators within its first year.",
			"Twice a year the founder tries the nearest rivals of the {noun} again as a buyer, and notes what has changed.",
			"Prices and waiting times of others are noted each quarter, so that the {noun} reacts to facts and not to rumours.",
		},
		"competition.copy": {
			"Each can be imitated alone; the habit of {buyers} cannot, and “{kpi}” shows whether it forms.",
			"Whether {buyers} notice is read from one figure, “{kpi}”, from the first week.",
			"An edge that does not move “{kpi}” is none, so that figure of the {noun} is looked at every week.",
		},
		"competition.if": {
			"Against {rival} the {noun} does not compete on price: where it loses, it cuts the weakest part of the offer and explains the strongest.",
			"If more comes from the side of {rival}, the answer is service and speed, since on price alone {a_noun} of this size does not win.",
			"A lower price on the side of {rival} is no reason to follow; the reserve of {buffer} exists so that the {noun} can wait.",
		},
	}
}
