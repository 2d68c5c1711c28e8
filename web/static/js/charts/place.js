// Where a text beside a point stands free of what is drawn.
import { LETTER } from './svg.js';

/** @typedef {[number, number]} Point */
/** @typedef {{left:number, right:number, top:number, bottom:number}} Box */

const HIGH = 12; // of a text above its baseline
const DEEP = 4; // and below it

/**
 * The baseline of a text near a point, at which no line and no other text runs through it; the nearest place, and where all
 * are taken the one that is least so.
 * @param {Point} point @param {string} text @param {Point[][]} lines @param {Box[]} taken @param {Box} within
 * @returns {{x:number, y:number, anchor:'start'|'end'}}
 */
export function place([x, y], text, lines, taken, within) {
  const wide = text.length * LETTER;
  /** @type {{hits:number, x:number, y:number, anchor:'start'|'end'}|undefined} */ let best;
  for (let away = 20; away <= within.bottom - within.top; away += 6) {
    for (const base of [y - away + DEEP, y + away]) {
      if (base - HIGH < within.top || base + DEEP > within.bottom) continue;
      for (const anchor of /** @type {const} */ (['start', 'end'])) {
        const left = anchor === 'start' ? x + 6 : x - 6 - wide;
        const box = { left, right: left + wide, top: base - HIGH, bottom: base + DEEP };
        if (box.left < within.left || box.right > within.right) continue;
        const hits = lines.reduce((n, line) => n + through(line, box), 0) + taken.filter(other => overlap(other, box)).length;
        if (!best || hits < best.hits) best = { hits, x: anchor === 'start' ? x + 6 : x - 6, y: base, anchor };
        if (!hits) return best;
      }
    }
  }
  return best ?? { x: x + 6, y: y - 20, anchor: 'start' };
}

/** @param {Box} a @param {Box} b */
const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** How many pieces of a line run through a box. @param {Point[]} line @param {Box} box */
const through = (line, box) => line.slice(1).filter(([bx, by], i) => {
  const [ax, ay] = line[i] ?? [bx, by];
  return overlap({ left: Math.min(ax, bx), right: Math.max(ax, bx) + 0.1, top: Math.min(ay, by) - 2, bottom: Math.max(ay, by) + 2 }, box);
}).length;
