package writer

func enMarketing() phrases {
	return phrases{
		"marketing.idea": {
			"The {noun} is found before it is advertised, so the effort starts with what costs time and little money: {first}.",
			"Marketing of {a_noun} is mostly being seen at the right moment. First in line: {first}.",
			"Money goes only where it can be counted. The {noun} begins with {first} and adds a channel when the last one works.",
		},
		"marketing.idea.public": {
			"Fundraising is the marketing of {a_noun}, and thanks are half of it. First in line: {first}.",
			"The same stories reach people who need a place and {buyers} who pay for it; the work begins with {first}.",
			"Funds follow results that can be shown. The {noun} begins with {first} and adds a channel when the last one works.",
		},
		"head.marketing.budget": {"Budget and channels", "Channels and what they cost", "Where the money goes"},
		"marketing.budget": {
			"The plan sets aside {fixed} a month and {share} of {revenue}, in sum {year1} in year 1 and {year2} in year 2.",
			"Fixed at {fixed} a month plus {share} of {revenue}, marketing of the {noun} comes to {year1} in the first year and {year2} in the second.",
			"The budget is {fixed} a month plus {share} of {revenue}: {year1} in year 1, {year2} in year 2.",
		},
		"marketing.budget.fixed": {
			"The plan sets aside {fixed} a month, in sum {year1} in year 1 and {year2} in year 2.",
			"Fixed at {fixed} a month, marketing of the {noun} comes to {year1} in the first year and {year2} in the second.",
			"The budget starts from {fixed} a month: {year1} in year 1, {year2} in year 2.",
		},
		"marketing.cac": {
			"In year 2 that is {cac} for each {unit}, the figure against which every channel is measured.",
			"Spread over all {units} of year 2 it comes to {cac} each; a channel that costs more for long is closed.",
			"In year 2 for each {unit} this means {cac} of marketing, the acquisition cost the {noun} may not exceed.",
		},
		"marketing.cac.public": {
			"In year 2 that is {cac} for each {unit}, a figure that {buyers} may see.",
			"Spread over all {units} of year 2, raising funds costs {cac} for each.",
			"For each {unit} of year 2 this means {cac} spent on raising the money, which belongs in the yearly report.",
		},
		"marketing.cac.stock": {
			"Most of it follows success: {cac} for each {unit} won, with {new} a month at full pace; {a_unit} leaves {left} a month to earn that back.",
			"Winning one {unit} may cost {cac}, and at full pace {new} are won a month. Since {left} a month remains of each, the {noun} knows when a channel is too dear.",
			"The acquisition cost is {cac} for each {unit}, at {new} a month when at full pace, to be paid back from {left} a month.",
		},
		"marketing.split": {
			"The table divides an average month of year 2, fixed and variable parts together. It is a starting point: after two months money moves from “{last}” to whatever brought more {buyers} for less, perhaps “{best}”.",
			"Shown is an average month of year 2. The split is a first guess by the order in which {a_noun} usually finds {buyers}; what does not pay, perhaps “{last}”, gives way to “{best}”.",
			"That is an average month of year 2. Ask each of the first {buyers} how they came, and shift the shares of “{best}” and “{last}” by the answers.",
		},
		"head.marketing.launch": {"The launch", "Opening phase", "First weeks"},
		"marketing.launch": {
			"For {months} from the opening the fixed budget is doubled, until {until}, and goes first into this: {channel}.",
			"The {noun} doubles its fixed marketing for {months}, until {until}, with the weight on one channel: {channel}.",
			"Until {until}, for {months}, twice the fixed amount is spent; most of it on the first channel, “{channel}”.",
		},
		"marketing.season": {
			"The yearly peak in {peak} is prepared two months ahead; in {low} the {noun} spends on those it knows, not on strangers.",
			"Campaigns are timed before {peak}, the strongest month, while {low} belongs to existing {buyers}.",
			"Half of the free budget is kept for the weeks before {peak}; {low} is the month for thanks, repairs and preparation.",
		},
		"marketing.thin": {
			"As money is short, time replaces it: “{channel}” costs hours of the founder and hardly any cash.",
			"With a thin budget the founder’s own hours are the main resource, spent on “{channel}”.",
			"Little own money means few paid channels at first; “{channel}” can be had for work.",
		},
		"head.marketing.rules": {"What is measured", "Rules for spending", "Figures to watch"},
		"marketing.rules": {
			"Each week the founder of the {noun} writes down:",
			"Four figures decide whether a channel of the {noun} stays:",
			"These figures of the {noun} are read before any new spending:",
		},
	}
}
