// Where revenue passes costs, by units a month.
import { LETTER, el, frame, gutter, path, ticks } from './svg.js';

/**
 * @param {number} width
 * @param {{max:number, price:number, fixed:number, variable:number, at:{n:number, text:string}, planned?:{n:number, text:string}, short:(v:number)=>string, units:(v:number)=>string, label:string, names:[string, string], xLabel:string, height?:number}} chart
 */
export function crossing(width, { max, price, fixed, variable, at, planned, short, units, label, names, xLabel, height = 270 }) {
  const narrow = width < 520;
  const svg = frame(width, height, label);
  const revenue = (/** @type {number} */ n) => price * n;
  const costs = (/** @type {number} */ n) => fixed + variable * n;
  const steps = ticks(0, Math.max(revenue(max), costs(max)), 4);
  const box = { t: 16, r: narrow ? 10 : 78, b: 42, l: gutter(steps.map(short)) };
  const high = steps.at(-1) ?? 1;
  const x = (/** @type {number} */ n) => box.l + n / max * (width - box.l - box.r);
  const y = (/** @type {number} */ v) => box.t + (1 - v / high) * (height - box.t - box.b);
  for (const step of steps) svg.append(el('line', { x1: box.l, x2: width - box.r, y1: y(step), y2: y(step), class: step ? 'grid' : 'axis' }), el('text', { x: box.l - 8, y: y(step) + 4, 'text-anchor': 'end' }, short(step)));
  for (const step of ticks(0, max, narrow ? 3 : 6)) if (step <= max) svg.append(el('text', { x: x(step), y: height - 24, 'text-anchor': 'middle' }, units(step)));
  svg.append(
    el('text', { x: (box.l + width - box.r) / 2, y: height - 5, 'text-anchor': 'middle' }, xLabel),
    el('path', { d: `M${x(at.n)} ${y(revenue(at.n))}L${x(max)} ${y(revenue(max))}V${y(costs(max))}Z`, class: 'a-rev' }),
    el('path', { d: path([[x(0), y(costs(0))], [x(max), y(costs(max))]]), class: 'l-cost' }),
    el('path', { d: path([[x(0), y(0)], [x(max), y(revenue(max))]]), class: 'l-rev' }),
  );
  /** @param {{n:number, text:string}} point @param {boolean} left */
  const mark = ({ n, text }, left) => {
    const before = left || x(n) + 8 + text.length * LETTER > width;
    svg.append(
      el('line', { x1: x(n), x2: x(n), y1: y(revenue(n)), y2: y(0), class: 'mark-line' }),
      el('circle', { cx: x(n), cy: y(revenue(n)), r: 4, class: 'dot' }),
      el('text', { x: x(n) + (before ? -10 : 8), y: left ? y(revenue(n)) - 8 : y(0) - 9, 'text-anchor': before ? 'end' : 'start', class: 't-ink halo' }, text),
    );
  };
  mark(at, true);
  if (planned) mark(planned, false);
  if (!narrow) svg.append(el('text', { x: width - box.r + 8, y: y(revenue(max)) + 4, class: 't-rev' }, names[0]), el('text', { x: width - box.r + 8, y: y(costs(max)) + (Math.abs(y(costs(max)) - y(revenue(max))) < 15 ? 19 : 4), class: 't-cost' }, names[1]));
  return svg;
}
