// The texts of the interface. The page brings those of its language along; en.json names them all.

/** @typedef {typeof import('../../words/en.json')} Words */
/** @typedef {keyof Words & string} Text */
/** @typedef {Text extends infer K ? K extends `${infer Stem}.other` ? Stem : never : never} Plural texts with a form for each kind of number */
/** @typedef {Text extends infer K ? K extends `${infer Stem}.${string}` ? Stem : never : never} Family texts that are chosen by what the server says */
/** @typedef {{[name:string]: string|number}} Values */

/** @type {{[text:string]: string}} */ let words = {};
let tag = 'en';
/** @type {Intl.PluralRules} */ let rules;

/** @param {{[text:string]: string}} texts @param {string} language BCP 47 */
export function speak(texts, language) {
  words = texts;
  tag = language === 'en' ? 'en-GB' : language;
  rules = new Intl.PluralRules(tag);
}

/** The language of the interface, for `Intl`. */
export const language = () => tag;

/** @param {number} n */
export const count = n => n.toLocaleString(tag);

/** @param {string} text @param {Values} values */
const fill = (text, values) => text.replace(/\{(\w+)\}/gu, (_, name) => String(values[name] ?? ''));

/** A text with its values. @param {Text} text @param {Values} [values] */
export const t = (text, values = {}) => fill(words[text] ?? text, values);

const NUMBERS = 'numbers';

/** A small number as a word, capitalised. @param {number} n */
export const number = n => t(NUMBERS).split(' ')[n] ?? count(n);

/** A text in the form for a number, which it has as {n}, or in words as {number}. @param {Plural} stem @param {number} n @param {Values} [values] */
export function tn(stem, n, values) {
  const form = `${stem}.${rules.select(n)}`;
  return fill(words[form] ?? words[`${stem}.other`] ?? stem, { n: count(n), number: number(n), ...values });
}

/** What a family of texts has for something that the server names; undefined when that is new. @param {Family} family @param {string} name */
export const named = (family, name) => words[`${family}.${name}`];

if (typeof document !== 'undefined') {
  const { documentElement: { lang } } = document;
  speak(JSON.parse(document.querySelector('#words')?.textContent || '{}'), lang);
}
