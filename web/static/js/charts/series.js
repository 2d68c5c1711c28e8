// Lines over months: named at their end, an area below one of them, a mark at one point.
import { place } from './place.js';
import { LETTER, el, frame, gutter, path, ticks } from './svg.js';

/** @typedef {{values:number[], cls:string, name:string, area?:boolean}} Line */
/**
 * @typedef {object} Series
 * @property {string[]} labels one a point; empty ones get no tick @property {string[]} titles one a point, in full
 * @property {Line[]} lines @property {string} label @property {(v:number)=>string} short @property {(v:number)=>string} full
 * @property {number} [height] @property {{at:number, text:string}} [mark] of the first line
 */

/** @param {number} width @param {Series} series */
export function series(width, { labels, titles, lines, label, short, full, height = 250, mark }) {
  const narrow = width < 520;
  const svg = frame(width, height, label);
  const all = lines.flatMap(line => line.values);
  const steps = ticks(Math.min(...all), Math.max(...all), height < 200 ? 3 : 4);
  const box = { t: 16, r: narrow ? 8 : 78, b: 26, l: gutter(steps.map(short)) };
  const low = steps[0] ?? 0;
  const high = steps.at(-1) ?? 1;
  const last = Math.max(1, titles.length - 1);
  const x = (/** @type {number} */ i) => box.l + i * (width - box.l - box.r) / last;
  const y = (/** @type {number} */ v) => box.t + (high - v) / (high - low || 1) * (height - box.t - box.b);

  for (const step of steps) {
    svg.append(el('line', { x1: box.l, x2: width - box.r, y1: y(step), y2: y(step), class: step ? 'grid' : 'axis' }), el('text', { x: box.l - 8, y: y(step) + 4, 'text-anchor': 'end' }, short(step)));
  }
  let taken = 0;
  labels.forEach((text, i) => {
    const half = text.length * LETTER / 2;
    if (!text || x(i) - half < taken) return;
    taken = x(i) + half + LETTER;
    svg.append(el('text', { x: x(i), y: height - 7, 'text-anchor': 'middle' }, text));
  });
  /** @type {{y:number, line:Line}[]} */ const tags = [];
  /** @type {import('./place.js').Point[][]} */ const drawn = [];
  for (const line of lines) {
    const points = line.values.map((value, i) => /** @type {[number, number]} */ ([x(i), y(value)]));
    drawn.push(points);
    if (line.area) svg.append(el('path', { d: `${path([...points, [x(last), y(0)], [x(0), y(0)]])}Z`, class: `a-${line.cls}` }));
    svg.append(el('path', { d: path(points), class: `l-${line.cls}` }));
    const tail = points.filter(point => point[0] > width - box.r - 58).map(point => point[1]);
    const top = lines.every(other => (other.values.at(-1) ?? 0) <= (line.values.at(-1) ?? 0));
    tags.push({ y: narrow ? (top ? Math.min(...tail) - 8 : Math.max(...tail) + 18) : (points.at(-1)?.[1] ?? 0) + 4, line });
  }
  tags.sort((a, b) => a.y - b.y).forEach((tag, i) => {
    if (i) tag.y = Math.max(tag.y, (tags[i - 1]?.y ?? 0) + 15);
    svg.append(el('text', { x: narrow ? width - box.r : width - box.r + 8, y: tag.y, 'text-anchor': narrow ? 'end' : 'start', class: `t-${tag.line.cls}` }, tag.line.name));
  });
  if (mark && lines[0]) {
    const names = tags.map(tag => ({ left: width - box.r - (narrow ? tag.line.name.length * LETTER : 0), right: width, top: tag.y - 12, bottom: tag.y + 4 }));
    svg.append(...marked([x(mark.at), y(lines[0].values[mark.at] ?? 0)], mark.text, drawn, names, { left: box.l, right: width - box.r, top: 0, bottom: height - box.b }));
  }
  hover(svg, { titles, lines, full, x, y: [box.t, height - box.b], width, left: box.l, step: (width - box.l - box.r) / last });
  return svg;
}

/**
 * A point, its text where it is free, and what joins the two.
 * @param {import('./place.js').Point} point @param {string} text @param {import('./place.js').Point[][]} lines @param {import('./place.js').Box[]} taken @param {import('./place.js').Box} within
 */
function marked(point, text, lines, taken, within) {
  const [x, y] = point;
  const at = place(point, text, lines, taken, within);
  return [
    el('line', { x1: x, x2: x, y1: y, y2: at.y < y ? at.y - 9 : at.y + 2, class: 'mark-line' }),
    el('circle', { cx: x, cy: y, r: 4, class: 'dot' }),
    el('text', { x: at.x, y: at.y, 'text-anchor': at.anchor, class: 't-ink halo' }, text),
  ];
}

/**
 * The numbers of a month under the pointer.
 * @param {SVGElement} svg @param {{titles:string[], lines:Line[], full:(v:number)=>string, x:(i:number)=>number, y:[number,number], width:number, left:number, step:number}} at
 */
function hover(svg, { titles, lines, full, x, y: [top, bottom], width, left, step }) {
  const tip = el('g', { class: 'tip', visibility: 'hidden' });
  svg.append(tip);
  svg.addEventListener('pointermove', event => {
    const i = Math.max(0, Math.min(titles.length - 1, Math.round((event.clientX - svg.getBoundingClientRect().left - left) / step)));
    const w = 156;
    const h = 30 + lines.length * 18;
    const tx = x(i) + 12 + w > width ? Math.max(0, x(i) - 12 - w) : x(i) + 12;
    tip.replaceChildren(
      el('line', { x1: x(i), x2: x(i), y1: top, y2: bottom, class: 'mark-line' }),
      el('rect', { x: tx, y: top, width: w, height: h, rx: 5 }),
      el('text', { x: tx + 10, y: top + 18 }, titles[i] ?? ''),
      ...lines.flatMap((line, j) => [el('text', { x: tx + 10, y: top + 38 + j * 18 }, line.name), el('text', { x: tx + w - 10, y: top + 38 + j * 18, 'text-anchor': 'end' }, full(line.values[i] ?? 0))]),
    );
    tip.setAttribute('visibility', 'visible');
  });
  svg.addEventListener('pointerleave', () => tip.setAttribute('visibility', 'hidden'));
}
