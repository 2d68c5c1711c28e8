// The little Markdown that specifications are described in, as nodes: paragraphs, tables, `code`, **strong**, *stress*.
import { make } from '../lib/dom.js';

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*/gu;

/** @param {string} text @returns {(Node|string)[]} */
export function inline(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(text.slice(from, match.index));
    const [whole, code, strong, stress] = match;
    nodes.push(code ? make('code', {}, code) : strong ? make('strong', {}, strong) : make('em', {}, stress ?? ''));
    from = match.index + whole.length;
  }
  nodes.push(text.slice(from));
  return nodes.filter(node => node !== '');
}

/** @param {string|undefined} text @returns {Node[]} */
export function blocks(text) {
  return (text ?? '').trim().split(/\n{2,}/u).filter(Boolean)
    .map(block => (block.startsWith('|') ? table(block) : make('p', {}, ...inline(block.replaceAll('\n', ' ')))));
}

/** @param {string} block */
function table(block) {
  const rows = block.split('\n').filter(line => !/^[|\s-]+$/u.test(line))
    .map(line => line.split('|').slice(1, -1).map(cell => cell.trim()));
  return grid(rows.shift() ?? [], rows.map(row => row.map(cell => inline(cell))));
}

/** A table whose first cell of a row names it. @param {string[]} heads @param {(Node|string)[][][]} rows @param {string} [name] */
export function grid(heads, rows, name) {
  const head = make('tr', {}, ...heads.map(text => make('th', { scope: 'col' }, text)));
  const body = rows.map(([first = [], ...rest]) => make('tr', {}, make('th', { scope: 'row' }, ...first), ...rest.map(cell => make('td', {}, ...cell))));
  const scroller = make('div', { class: 'tbl', tabindex: 0, role: 'region', 'aria-label': `${name ?? heads.join(', ')}, table` });
  scroller.append(make('table', {}, make('thead', {}, head), make('tbody', {}, ...body)));
  return scroller;
}
