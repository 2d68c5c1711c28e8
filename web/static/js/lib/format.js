// Figures and times in words, in the language of the interface; Intl does the most of it.
import { count, language, t } from './catalogue.js';
import { now } from './clock.js';

/** 1st, 2nd, 3rd. @param {number} n */
export function ordinal(n) {
  const form = new Intl.PluralRules(language(), { type: 'ordinal' }).select(n);
  return t(/** @type {'ordinal.other'} */ (`ordinal.${form}`), { n: count(n) });
}

/** `one, two and three`. @param {string[]} names */
export const list = names => new Intl.ListFormat(language()).format(names);

/** @param {string} text */
export const capital = text => text.charAt(0).toLocaleUpperCase(language()) + text.slice(1);

/** A rough duration: `40 s`, from 60 s on `3 min`, from an hour on `4 h 57 min`. @param {number} ms */
export function duration(ms) {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}

/** @param {number} ms */
export const about = ms => t('about', { time: duration(ms) });

/** A measured time: `2.1 s`, `52 s`, `1 min 12 s`. @param {number} ms */
export function measured(ms) {
  const one = /** @type {const} */ ({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toLocaleString(language(), one)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** @param {string} iso */
export const dateTime = iso => new Date(iso).toLocaleString(language(), { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' });

/** @param {string} iso a day or a moment */
export const date = iso => new Date(iso).toLocaleDateString(language(), { day: 'numeric', month: 'long', year: 'numeric', ...(iso.length === 10 && { timeZone: 'UTC' }) });

/** Today as a time, yesterday by name, older as a date. @param {string} iso @param {Date} [today] */
export function when(iso, today = new Date(now())) {
  const then = new Date(iso);
  const time = then.toLocaleTimeString(language(), { hour: '2-digit', minute: '2-digit' });
  const days = Math.round((new Date(today).setHours(0, 0, 0, 0) - new Date(then).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return t('today', { time });
  if (days === 1) return t('yesterday', { time });
  return then.toLocaleDateString(language(), { day: 'numeric', month: 'short', ...(days > 300 && { year: 'numeric' }) });
}

/** @param {number} ratio */
export const percent = ratio => ratio.toLocaleString(language(), { style: 'percent', maximumFractionDigits: Math.abs(ratio) < 0.1 ? 1 : 0 });

/**
 * Formatters for amounts in minor units of a currency.
 * @param {string} currency @param {number} exponent
 */
export function money(currency, exponent) {
  const unit = 10 ** exponent;
  /** @param {Intl.NumberFormatOptions} options */
  const formatter = options => {
    try {
      return new Intl.NumberFormat(language(), { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options });
    } catch {
      return new Intl.NumberFormat(language(), options);
    }
  };
  const whole = formatter({ maximumFractionDigits: 0 });
  const exact = formatter({ minimumFractionDigits: exponent, maximumFractionDigits: exponent });
  const short = formatter({ notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 });
  return {
    /** Rounded to major units. @param {number} minor */
    whole: minor => signed(whole.format(minor / unit)),
    /** To the last minor unit. @param {number} minor */
    exact: minor => signed(exact.format(minor / unit)),
    /** For axes: €20K. @param {number} minor */
    short: minor => signed(short.format(minor / unit).replace('K', 'k')),
    /** In major units, as in a request. @param {number} major */
    major: major => whole.format(major),
  };
}

/** A minus that is as wide as a figure. @param {string} text */
const signed = text => text.replace('-', '−');

/** The calendar month of a plan's month, counted from 1. @param {string} start `2027-03` @param {number} month */
export function monthOf(start, month) {
  const [year = 2000, first = 1] = start.split('-').map(Number);
  return new Date(Date.UTC(year, first - 1 + month - 1, 1));
}

/** @param {Date} day */
export const monthName = day => day.toLocaleDateString(language(), { month: 'long', year: 'numeric', timeZone: 'UTC' });
