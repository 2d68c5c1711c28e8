package writer

// enThemes say what an emphasis of the request changes, by section.
func enThemes() phrases {
	return phrases{
		"theme.cautious.company": {
			"In keeping with that, this plan calculates the {noun} carefully and takes its decisions on the pessimistic case.",
			"A careful tone is asked for, so the {noun} commits money only in steps that can be taken back.",
			"Caution sets the rule for the {noun}: no fixed cost before the {sales} that pay for it.",
		},
		"theme.cautious.financial-plan": {
			"As the request asks for caution, read the pessimistic case first; the planned case of the {noun} is what happens if most things go right.",
			"For a careful reader the last table matters most: the {noun} should be bearable in its weakest row.",
			"Caution was asked for: treat the planned case of the {noun} as a target and the pessimistic one as the budget.",
		},
		"theme.cautious.executive-summary": {
			"The plan is kept careful on request: the {noun} grows from results, not from hope.",
			"On request the tone is sober, and spending of the {noun} waits for proof.",
			"It is planned with caution, and every large cost of the {noun} has a date until which it can be stopped.",
		},
		"theme.cautious.funding": {
			"Caution argues for spending late and for a reserve of {buffer} that nobody touches.",
			"A careful founder keeps the {buffer} of reserve in a separate account from the first day.",
			"In line with the careful approach, money for the {noun} is drawn late and repaid early.",
		},
		"theme.ambitious.company": {
			"The ambition is larger than one {noun}: what works is written down from the start so that it can be repeated.",
			"Growth is wanted, so the {noun} is set up to be copied, with methods on paper and a second person who knows them.",
			"This first {noun} is meant as the pattern for more, which is why it documents what it does.",
		},
		"theme.ambitious.milestones": {
			"Faster growth is wanted; the second step of the {noun} is decided when three months in a row are above plan, not earlier.",
			"The appetite for growth has a condition: first the break-even of the {noun}, then the next one.",
			"Expansion of the {noun} is a gate of its own: above plan for three months, with a team that runs without the founder.",
		},
		"theme.ambitious.executive-summary": {
			"Once it runs without the founder, the {noun} is meant to be repeated elsewhere.",
			"The aim goes beyond one place: the {noun} is built so that it can be copied.",
			"It is the first step of something larger, and documents itself as such.",
		},
		"theme.pay.company": {
			"The owner’s pay, which the request mentions, is treated as a cost of the {noun} and shown in the team section.",
			"What the owner earns is stated openly: it is part of payroll before any result of the {noun} is shown.",
			"On the question of the owner’s pay the {noun} follows one rule, a fixed amount each month that is paid like rent.",
		},
		"theme.parttime.company": {
			"It begins beside other work, so hours are the scarce good of the {noun}, and the first hire comes earlier than money alone would suggest; the figures carry the founder’s full post all the same, which is the cautious side.",
			"Since the founder keeps other work at first, the {noun} opens at hours that can really be kept; the full post below is what those hours would cost if somebody else worked them.",
			"Part-time at the start means slower growth of the {noun} and less pressure on its cash; the figures assume the posts shown.",
		},
		"theme.parttime.team": {
			"Because the founder works part-time at first, a dependable second person decides whether the {noun} opens on all its days.",
			"With a part-time founder the rota of the {noun} needs a deputy from the first week.",
			"Part-time leadership asks for written handovers; the {noun} has them from its first shift.",
		},
		"theme.partners.company": {
			"Several people stand behind it: shares, tasks, pay and the way out of the {noun} belong in one agreement before the first expense.",
			"As partners are involved, the {noun} needs a written agreement on shares, roles and exit from the start.",
			"Partners share the work of the {noun}; who decides what is settled on paper before money is paid in.",
		},
		"theme.partners.team": {
			"The partners divide sales, delivery and books of the {noun} among them, with one person deciding in each.",
			"Between partners each task of the {noun} has one owner, and the pay follows the post, not the share.",
			"For the partners holds: pay for work, profit for shares, and both are written down.",
		},
		"theme.debtfree.funding": {
			"The request wants no debt, and the plan has none: whatever is missing has to come from partners, grants, prepayment by {buyers}, or a start without {spare}.",
			"No loan is planned, as requested. What the founder’s money does not cover is own capital still to be found; a start without {spare} makes it smaller.",
			"As no debt is wanted, the {noun} is funded with own money alone; prepayment by {buyers} and a start without {spare} are the ways to need less of it.",
		},
		"theme.debtfree.executive-summary": {
			"It is planned without any debt, as the founder wishes; where money is missing, a smaller start comes before a loan.",
			"The founder wants no debt, so the {noun} starts with own money or starts smaller.",
			"No loan is part of this plan, on request: the {noun} grows as fast as its own money allows.",
		},
		"theme.investor.funding": {
			"Investors read other lines than banks: besides the need they ask how fast the {noun} can grow and how they get out again.",
			"If investors come in, the instalments matter less than the speed of growth; the {noun} should show both.",
			"For an investor the table of cases matters most, and a share in the {noun} should be priced on its pessimistic row.",
		},
		"theme.vegan.offer": {
			"The plant-based line is not a niche on the list but its backbone, and is tested on people who eat everything.",
			"As the idea is plant-based, recipes and suppliers of the {noun} are chosen for taste first and label second.",
			"Plant-based throughout, the {noun} names ingredients openly and trains staff to answer questions.",
		},
		"theme.vegan.marketing": {
			"Plant-based {buyers} find places through their own lists and groups; the {noun} enters them before the opening.",
			"The vegan community spreads news by itself, so the {noun} invites its voices first and advertises second.",
			"Vegan is said once on the sign; the rest of the message of the {noun} is about taste, since most {buyers} are not vegan.",
		},
		"theme.organic.offer": {
			"Organic is claimed only with a certificate; until then the {noun} names farms and methods.",
			"The organic claim carries the price, so the {noun} certifies what it can and says what it cannot.",
			"Being organic costs the {noun} more in purchase, which the {ticket} has to show openly.",
		},
		"theme.organic.operations": {
			"Organic goods need records from delivery to sale; the {noun} files them by supplier from the first day.",
			"For the organic part, two certified suppliers each keep the {noun} from gaps in season.",
			"Organic supply is less steady, so the {noun} plans its offer by season and not by wish.",
		},
		"theme.sustainable.operations": {
			"Sustainability is measured where it costs: energy, waste and transport of the {noun} are read monthly beside the accounts.",
			"The wish to be sustainable becomes three rules: repair before buying, reuse before recycling, near before far.",
			"What makes the {noun} sustainable is written into purchasing rules, so that it survives a busy week.",
		},
		"theme.sustainable.marketing": {
			"On sustainability the {noun} says what it does and measures, never more; {buyers} and authorities check such claims.",
			"The sustainable side is shown, not announced: a label, a supplier who is named, an invoice for green power in the {noun}.",
			"Claims about the environment stay few and provable, since the {noun} may be asked for evidence.",
		},
		"theme.family.customers": {
			"Families are named in the request: space, prices for small portions or groups, and hours before bedtime decide whether they return to the {noun}.",
			"With families in mind the {noun} plans hours, seating or slots around school and naps.",
			"For families the {noun} keeps one simple offer for children and makes waiting bearable.",
		},
		"theme.family.operations": {
			"Families bring peaks before and after school, so the {noun} staffs these hours and rests between.",
			"What families need (room, safety, quick service) is checked on the plan of the {noun} before the fit-out.",
			"Family hours are busy and loud; the {noun} sets times or places for those who look for quiet.",
		},
		"theme.inclusive.customers": {
			"Access is part of the idea: entrance, language, prices and booking of the {noun} are tested with the people meant.",
			"To be accessible, the {noun} asks those concerned before it builds or prints anything.",
			"Inclusion is measured at the door: who comes to the {noun} is counted, not only who is invited.",
		},
		"theme.inclusive.team": {
			"An inclusive {noun} also hires that way, with tasks split so that different people can do them.",
			"Inclusion begins with the team of the {noun}: job advertisements in plain words, trial days instead of papers.",
			"The team should know the people it serves, so the {noun} looks for staff among them.",
		},
		"theme.premium.offer": {
			"The idea aims high, which in practice means fewer things done very well, and {a_ticket} that is never discounted.",
			"A premium offer is proved in details that {buyers} can see; the {noun} lists them and checks them daily.",
			"Quality above the usual is the point of the idea, so the {noun} trains for it before it charges for it.",
		},
		"theme.affordable.offer": {
			"Affordable prices need a short list and high volume; the {noun} resists every extra that slows it down.",
			"To stay affordable, the {noun} keeps one entry offer for good and earns on additions.",
			"Low prices are a promise about costs: the {noun} buys few things in larger amounts.",
		},
		"theme.local.marketing": {
			"Being local is the cheapest channel: associations, schools and neighbours of {city} know the {noun} before strangers do.",
			"The local idea works through people: every supplier and neighbour of the {noun} in {city} is asked to mention it.",
			"In {city} the {noun} shows whom it buys from and works with, since local ties are believed when they have names.",
		},
		"theme.local.operations": {
			"Buying locally shortens ways and raises prices a little; the {noun} keeps a second source for what must never be missing.",
			"Local suppliers are visited before the opening, and the {noun} agrees days and amounts with each.",
			"What comes from {city} and around is named; what cannot is bought where it is best for the {noun}.",
		},
		"theme.online.marketing": {
			"The online side of the {noun} is judged by orders or bookings, not by followers.",
			"Since part of the idea lives online, the first screen of the {noun} must say offer, price and next step.",
			"Online, the {noun} answers within the hour in the opening weeks, because speed is what new {buyers} remember.",
		},
		"theme.tourists.customers": {
			"Visitors are part of the idea; they come once, decide by map and review, and the {noun} should not depend on them in the weak months.",
			"For visitors the {noun} needs signs, menu or terms in a second language and honest pictures.",
			"With travellers among its {buyers} the {noun} watches reviews daily and keeps regulars as its base.",
		},
		"theme.students.customers": {
			"Students have little money and many friends: one offer at the entry price brings them, and timing by term keeps them at the {noun}.",
			"With students in mind the {noun} plans by term, not by calendar year.",
			"Students decide in groups; the {noun} wins them through those who organise.",
		},
		"theme.delivery.operations": {
			"Delivery is a business of its own, with packaging, timing and complaints; the {noun} limits radius and list at first.",
			"For deliveries the {noun} counts minutes and packaging as cost, and serves the near streets first.",
			"Delivery starts small: few articles of the {noun}, fixed hours, a price that shows the way.",
		},
	}
}
