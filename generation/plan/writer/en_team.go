package writer

func enTeam() phrases {
	return phrases{
		"team.start": {
			"The {noun} opens with {posts}, has {end1} at the end of year 1 and {end3} at the end of year 3.",
			"On the first day the {noun} runs on {posts}; at the end of the first year it is {end1}, at the end of the third {end3}.",
			"From {posts} at the opening the {noun} goes to {end1} by the end of year 1 and {end3} by the end of year 3.",
		},
		"team.settled": {
			"The {noun} opens with {posts}, has {end1} at the end of year 1 and needs no more up to the end of year 3.",
			"On the first day the {noun} runs on {posts}; within the first year it becomes {end1}, and stays there through the third.",
			"From {posts} at the opening the {noun} goes to {end1} by the end of year 1, and keeps that number to the end of year 3.",
		},
		"team.steady": {
			"The {noun} opens with {posts} and keeps that number through year 3.",
			"On the first day the {noun} runs on {posts}, and no more are planned up to the end of year 3.",
			"With {posts} from the opening to the end of year 3, the {noun} grows by habit and not by headcount.",
		},
		"head.team.cost": {"What the team costs", "Payroll", "Pay and charges"},
		"team.cost": {
			"Pay in the table above is gross for a full post; employer’s charges of {oncost} come on top, and wages follow inflation. In year 2 payroll takes {share} of {revenue}.",
			"On top of gross pay the {noun} carries {oncost} of employer’s charges. Payroll comes to {share} of {revenue} in year 2.",
			"With employer’s charges of {oncost} included, payroll is {payroll1} in year 1 and {payroll2} in year 2, then {share} of {revenue}.",
		},
		"team.labour.within": {
			"That lies within the {low} to {high} usual in the trade.",
			"The trade shows {low} to {high}, so the {noun} is staffed neither too thin nor too wide.",
			"Usual for {a_noun} are {low} to {high}.",
		},
		"team.labour.high": {
			"The trade shows {low} to {high}: the {noun} is above that, and a post should wait until the volume carries it.",
			"That is more than the {low} to {high} usual in the trade, mostly because the team is there before the {buyers}; hours should follow demand.",
			"Since {low} to {high} are usual, the next post of the {noun} depends on volume and not on the calendar.",
		},
		"team.labour.low": {
			"The trade shows {low} to {high}: the {noun} is below that, which leaves a margin for better pay or one more pair of hands.",
			"That is less than the {low} to {high} usual in the trade; check whether local wages are taken too low for the people the {noun} wants.",
			"Since {low} to {high} are usual, the {noun} should hold back something for overtime and sick leave.",
		},
		"head.team.how": {"Founder, skills and the next hire", "Who does what", "Founder and first hires"},
		"team.owner": {
			"The founder fills the post of {role}, at {wage} a month before deductions, {gross} with charges.",
			"As {role} the founder draws {wage} a month gross, which costs the {noun} {gross} with charges.",
			"The founder’s own pay as {role} is {wage} a month, or {gross} with employer’s charges.",
		},
		"team.owner.asked": {
			"The request asks about the owner’s pay: as {role} it is {wage} a month before deductions, {gross} with charges, {year} a year gross, and it is in the results from the opening on.",
			"On the owner’s pay, which the request raises: {wage} a month as {role}, that is {year} a year, or {gross} a month with charges, is already deducted before any result of the {noun} is shown.",
			"Since the request puts weight on the owner’s pay, here it is: {wage} a month gross as {role}, {year} a year, costing the {noun} {gross} a month with charges.",
		},
		"team.skill": {
			"Apart from hours the {noun} needs {skill}.",
			"A gap to close before the opening: {skill}.",
			"What cannot be missing: {skill}.",
		},
		"team.rules": {
			"Everybody in the {noun} knows two things by heart: the current figure for “{kpi}” and the habits of the house, such as this one: {habit}.",
			"Training of new people in the {noun} takes a written page for each task, the fixed habits ({habit}) and a look at “{kpi}” once a week.",
			"A short meeting each week keeps the {noun} together: what happened to “{kpi}”, what {buyers} said, and whether the fixed points were kept, {habit} among them.",
		},
		"team.deputy": {
			"From the first month one other person can open, close and pay bills, so that the {noun} runs for two weeks without its founder.",
			"The plan has no money for long absence of the founder; a deputy, even an outside one, is therefore named before the {noun} opens.",
			"Illness of the founder is the risk that no roster shows: a named deputy, written routines and sick pay cover are arranged before the {noun} opens.",
		},
		"team.head": {"head of the {noun}"},
		"team.more": {"more hours as {role}"},
		"team.hire": {
			"The next step after the opening: {role} in {when}, when the plan expects {volume}; if the volume comes later, so does the post.",
			"Planned next: {role}, from {when} on, at {volume} in that month; the volume decides, not the date.",
			"What follows after the opening: {role} in {when}, provided about {volume} a month are really there.",
		},
		"team.nohire": {
			"No further post of the {noun} is planned; peaks are covered by the hour.",
			"The team of the {noun} stays as it opens; overtime and temporary help cover the rest.",
			"Beyond the opening team nobody is hired, so the founder’s illness is the risk to cover first.",
		},
	}
}
