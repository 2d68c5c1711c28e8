// Figures and times in words. One language for the interface; Intl does the rest.
const LANGUAGE = 'en-GB';

/** @param {number} n */
export const count = n => n.toLocaleString(LANGUAGE);

const WORDS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve', 'Thirteen', 'Fourteen', 'Fifteen'];

/** A small number as a word, capitalised. @param {number} n */
export const word = n => WORDS[n] ?? count(n);

/** `one section`, `3 sections`. @param {number} n @param {string} noun @param {string} [many] */
export const plural = (n, noun, many = `${noun}s`) => `${count(n)} ${n === 1 ? noun : many}`;

const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS = /** @type {{[rule:string]: string}} */ ({ one: 'st', two: 'nd', few: 'rd', other: 'th' });

/** 1st, 2nd, 3rd. @param {number} n */
export const ordinal = n => count(n) + ENDINGS[ORDINALS.select(n)];

/** A rough duration: `40 s`, from 60 s on `3 min`, from an hour on `4 h 57 min`. @param {number} ms */
export function duration(ms) {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}

/** @param {number} ms */
export const about = ms => `about ${duration(ms)}`;

/** A measured time: `2.1 s`, `52 s`, `1 min 12 s`. @param {number} ms */
export function measured(ms) {
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** @param {string} iso */
export const dateTime = iso => new Date(iso).toLocaleString(LANGUAGE, { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' });

/** @param {string} iso */
export const date = iso => new Date(iso).toLocaleDateString(LANGUAGE, { day: 'numeric', month: 'short', year: 'numeric' });

/** Today as a time, yesterday by name, older as a date. @param {string} iso @param {Date} [now] */
export function when(iso, now = new Date()) {
  const then = new Date(iso);
  const time = then.toLocaleTimeString(LANGUAGE, { hour: '2-digit', minute: '2-digit' });
  const days = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(then).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return `Today, ${time}`;
  if (days === 1) return `Yesterday, ${time}`;
  return then.toLocaleDateString(LANGUAGE, { day: 'numeric', month: 'short', ...(days > 300 && { year: 'numeric' }) });
}

/** @param {number} ratio */
export const percent = ratio => ratio.toLocaleString(LANGUAGE, { style: 'percent', maximumFractionDigits: Math.abs(ratio) < 0.1 ? 1 : 0 });

/**
 * Formatters for amounts in minor units of a currency.
 * @param {string} currency @param {number} exponent
 */
export function money(currency, exponent) {
  const unit = 10 ** exponent;
  /** @param {Intl.NumberFormatOptions} options */
  const formatter = options => {
    try {
      return new Intl.NumberFormat(LANGUAGE, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options });
    } catch {
      return new Intl.NumberFormat(LANGUAGE, options);
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
export const monthName = day => day.toLocaleDateString(LANGUAGE, { month: 'long', year: 'numeric', timeZone: 'UTC' });
