// The plan that the test double tells: a café in Lisbon, its figures from the golden file of the model.
import { readFileSync } from 'node:fs';

const golden = JSON.parse(readFileSync(new URL('../../../generation/plan/testdata/plan-cafe-lisbon.json', import.meta.url), 'utf8')).expected;
const of = key => golden.months.map(month => month[key]);
const cash = golden.months.map(month => month.cash ?? month.balance?.cash ?? 0);
const spread = (key, factor) => cash.map((value, i) => Math.round(value * factor - i * 1000 * (1 - factor)));

export const financials = {
  version: 'double', currency: 'EUR', exponent: 2, start: '2026-01', months: golden.months.length,
  assumptions: [
    { key: 'price', label: 'Average visit, before VAT', value: 425, unit: 'money', source: 'benchmark', basis: 'café, Portugal' },
    { key: 'cogs', label: 'Cost of goods', value: 320000, unit: 'ppm', source: 'benchmark', basis: 'café' },
    { key: 'days', label: 'Open days a month', value: 26, unit: 'days', source: 'request', basis: '' },
    { key: 'prelaunch', label: 'Months before opening', value: 3, unit: 'months', source: 'estimate', basis: 'typical fit-out' },
  ],
  startup_costs: golden.params.startup.map(({ item, amount }) => ({ key: item, label: item, amount })),
  funding: { own: 6000000, loan: golden.funding.loan, gap: golden.funding.gap },
  series: { revenue: of('revenue'), cogs: of('cogs'), gross_profit: of('gross_profit'), payroll: of('payroll'), ebitda: of('ebitda'), net_profit: of('net'), cash },
  years: golden.years.map(year => ({ ...year, net_profit: year.net })),
  break_even: { month: golden.metrics.operating_break_even_month, units_per_month: golden.metrics.break_even_units_month, revenue_per_month: golden.metrics.break_even_revenue_month },
  payback_month: undefined, peak_need: { amount: golden.funding.peak_need, month: 27 },
  sensitivity: ['price', 'volume', 'cogs', 'payroll', 'rent'].map((key, i) => {
    const steps = from => Object.fromEntries(Object.entries({ minus20: -2, minus10: -1, base: 0, plus10: 1, plus20: 2 }).map(([name, n]) => [name, from + (i < 2 ? n : -n) * (6 - i) * 45000]));
    return { key, label: ['Price', 'Volume', 'Cost of goods', 'Payroll', 'Rent'][i], ...steps(golden.years[1].net), cash: steps(cash[23]) };
  }),
  risk: { cash_out_12: 120000, cash_p10: spread('p10', 0.7), cash_p50: cash, cash_p90: spread('p90', 1.3) },
};

export const market = () => ({ source: 'live', date: new Date().toISOString().slice(0, 10), country_name: 'Portugal', city: 'Lisbon', facts: [], findings: ['Lisbon has about 575,000 residents.'] });

const titles = [
  ['executive-summary', 'Executive summary'], ['company', 'The business'], ['offer', 'Offer and prices'], ['market-analysis', 'Market analysis'], ['customers', 'Customers'], ['competition', 'Competition'],
  ['marketing', 'Marketing and sales'], ['operations', 'Operations'], ['team', 'Team'], ['milestones', 'Milestones'], ['financial-plan', 'Financial plan'], ['funding', 'Funding'], ['risks', 'Risks'], ['legal', 'Legal checklist'], ['next-steps', 'Next steps'],
];

const body = (title, i) => [
  `The bar sells specialty coffee and its own pastries from a twelve-seat room off Largo da Graça, six days a week from half past seven to seven. ${title} rests on that: mornings belong to people who work nearby, and after lunch the room turns over to neighbours.`,
  i % 3 === 1 ? '### What sets it apart\n\n- **Pastries baked on site** before opening, two trays a day\n- Two filter coffees from Portuguese roasters\n- A laptop-free table after two o’clock' : '',
  i % 4 === 2 ? '| Item | Price | Share |\n|---|---:|---:|\n| Espresso | €1.20 | 38% |\n| Flat white | €2.90 | 31% |\n| Pastry | €2.40 | 31% |' : '',
  i % 5 === 3 ? '1. Sign nothing for equipment before the lease.\n2. Ask both banks in the same week.\n3. Hire the second barista when the daily count passes 85.' : '',
  'The average visit brings €4.25 before VAT. Prices sit ten per cent under the two specialty bars in Alfama — naïve, perhaps, but checkable: 日本 and emoji 🥐 count as one character each.',
].filter(Boolean).join('\n\n') + '\n';

export const sections = titles.map(([section, title], i) => ({ section, title, index: i + 1, markdown: body(title, i) }));

export const stages = [
  { stage: 'market', title: 'Market data', weight: 3 }, { stage: 'financials', title: 'Figures', weight: 4 },
  ...[...sections.slice(1), sections[0]].map(({ section, title }) => ({ stage: section, title, weight: 6 })),
  { stage: 'assemble', title: 'Put together', weight: 3 },
];
