package writer

func enLegal() phrases {
	return phrases{
		"legal.intro": {
			"What follows is a checklist for {country}, not legal advice: rules differ by municipality and change, so each point is to be checked with the authority or an adviser, and the answer for the {noun} kept in writing.",
			"These points are to be checked for {country} and the municipality before the {noun} signs or opens. The list says what to ask, not what the law is; answers belong in a file, with date and name.",
			"For {a_noun} in {country} the following has to be cleared. It is a list of questions for authorities and advisers, since rules differ from place to place; none of it replaces their answer.",
		},
		"head.legal.trade": {"Rules of the trade", "Licences of this trade", "Trade and licences"},
		"legal.licence": {
			"Check in {country}: {licence}; who grants or controls it, how long it takes, what it costs the {noun}.",
			"Check which authority in {city} answers for the {noun} on this: {licence}.",
			"Check, and get in writing for the {noun}: {licence}.",
			"Check what the {noun} must show, and when: {licence}.",
		},
		"head.legal.general": {"For every business", "General points", "Register, tax, contracts"},
		"legal.register.sole": {
			"Check registration in {country} as a sole {owner}, social security included, before the first invoice of the {noun}.",
			"Check where in {country} one registers for self-employed work as {a_noun}, and what it costs a year.",
			"Check registration, chamber membership and social security of the founder in {country} for {a_noun}.",
		},
		"legal.register.limited": {
			"Check the register of companies in {country} for the name of the {noun}, the capital required and the weeks it takes.",
			"Check how a limited company for the {noun} is founded in {country}, with capital, notary and register.",
			"Check name, capital and registration of the company behind the {noun} in {country}, and who may sign for it.",
		},
		"legal.register.public": {
			"Check how {country} registers a body of this kind and grants charitable status, and whether the statutes have to be approved first.",
			"Check statutes, board rules and charitable status with the authority in {country} before the first gift is accepted.",
			"Check which register and which tax office in {country} decide on the {noun}’s status.",
		},
		"legal.vat": {
			"Check registration of the {noun} for VAT or sales tax, the thresholds for small firms and which rate applies; the standard rate in the brief is {vat}.",
			"Check whether the {noun} must charge VAT or sales tax ({vat} is the standard rate in the brief), and from which turnover.",
			"Check thresholds and rates of VAT or sales tax for {a_noun}; the brief has {vat} as the standard rate.",
		},
		"legal.novat": {
			"Check whether any sales tax applies to {a_noun} in {country}; the brief shows none.",
			"Check local sales taxes and fees for {a_noun}, since the brief has no general one for {country}.",
			"Check municipal taxes on the {sales} of {a_noun} in {country}.",
		},
		"legal.tax": {
			"Check the tax on profit of the {noun}; the plan counts {tax} and carries losses forward.",
			"Check whether {tax} of tax on profit, as in the plan, fits the form chosen for the {noun}.",
			"Check tax on profit and advance payments of the {noun}, for which the plan has {tax}.",
		},
		"legal.exempt": {
			"Check that the {noun} is exempt from tax on a {profit}, as the plan assumes, and for which income this does not hold.",
			"Check the limits of the exemption from tax that the plan assumes for the {noun}, above all for own income.",
			"Check exemption from tax for the {noun} in {country}: the plan counts on it.",
		},
		"legal.staff": {
			"Check contracts, minimum wage, working time and registration of staff in {country}; the {noun} counts {oncost} of charges on pay.",
			"Check employment rules in {country} before the first contract of the {noun}: charges (the plan has {oncost}), trial period, holidays.",
			"Check what employing means in {country}: the plan of the {noun} has {oncost} of charges on gross pay.",
		},
		"legal.alone": {
			"Check rules on self-employment in {country}, so that the {noun} is not taken for hidden employment by its largest client.",
			"Check how the founder of the {noun} is insured against illness and old age in {country}.",
			"Check which rules on independent work in {country} apply to {a_noun} with few {buyers}.",
		},
		"legal.lease": {
			"Check permitted use, term, break clause, rent review and duty to restore in the lease of the {noun}.",
			"Check the lease with a lawyer: use as {a_noun} permitted, exit after a year, who pays for works.",
			"Check that the landlord allows {a_noun}, and tie the lease to the permits.",
		},
		"legal.data": {
			"Check data protection: what the {noun} stores about {buyers}, where, how long, and who processes it.",
			"Check which data of {buyers} the {noun} may keep, and sign agreements with those who process them.",
			"Check the rules on personal data in {country} for booking, payment and mailings of the {noun}.",
		},
		"legal.contracts": {
			"Check terms towards {buyers}: price display, cancellation, liability of the {noun}, complaints.",
			"Check the contract that {buyers} of the {noun} accept, with cancellation and liability in plain words.",
			"Check consumer rules for the {sales} of {a_noun}, cancellation and refunds included.",
		},
		"head.legal.insurance": {"Insurance", "Insurance to ask for", "Cover"},
		"legal.insurance": {
			"Ask two brokers for one offer each that contains: {covers}. The most expensive damage of {a_noun} is insured first.",
			"{A_noun} should have quotes for {covers}, and compare exclusions before premiums.",
			"For the {noun}, get written offers for {covers}; check what is compulsory in {country}.",
		},
		"legal.order": {
			"What takes longest comes first; in this trade that is usually {first}.",
			"Begin with {first}, because the opening in {opening} depends on it.",
			"One point decides about {opening}: {first}. It is asked for in the first week.",
		},
	}
}
