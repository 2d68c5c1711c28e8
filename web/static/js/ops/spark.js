// The shape of an hour in the foot of a tile: no axis, no numbers, one line.
import { el, frame, path } from '../charts/svg.js';

const HEIGHT = 36;

/** @param {number} width @param {(number|undefined)[]} values @param {string} label */
export function spark(width, values, label) {
  const svg = frame(width, HEIGHT, label);
  const known = values.filter(value => value !== undefined);
  if (known.length < 2) return svg;
  const high = Math.max(...known);
  const low = Math.min(0, ...known);
  const x = (/** @type {number} */ i) => i * width / (values.length - 1);
  const y = (/** @type {number} */ v) => HEIGHT - 1.5 - (v - low) / (high - low || 1) * (HEIGHT - 5);
  let last = known[0] ?? 0;
  const points = values.map((value, i) => /** @type {[number, number]} */ ([x(i), y(last = value ?? last)]));
  svg.append(
    el('path', { d: `${path([...points, [width, HEIGHT], [0, HEIGHT]])}Z`, class: 'a-cash' }),
    el('path', { d: path(points), class: 'l-cash' }),
  );
  return svg;
}
