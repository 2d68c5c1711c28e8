// Markdown to inert nodes, block by block, so that text that is being written keeps the blocks that stand.
import { Lexer, Marked } from '../vendor/marked.esm.js';
import { t } from './catalogue.js';
import DOMPurify from './purify.js';

const LINKS = /^(?:https?:|mailto:)/iu;

const marked = new Marked({
  gfm: true,
  renderer: {
    // A section's title is an h2 of the page, so its own headings start below.
    heading({ tokens, depth }) {
      const level = depth <= 3 ? 3 : 4;
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
    // Raw HTML is shown as the text that it is; a line break is the one exception, since tables have no other.
    html: ({ text }) => /^<br\s*\/?>$/iu.test(text.trim()) ? '<br>' : escape(text),
    image: ({ text }) => escape(text),
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

/** @param {string} text */
const escape = text => text.replace(/[&<>"']/gu, char => `&#${char.charCodeAt(0)};`);

const ALLOWED = {
  ALLOWED_TAGS: ['p', 'h3', 'h4', 'ul', 'ol', 'li', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'br', 'hr'],
  ALLOWED_ATTR: ['href', 'start', 'align'],
  ADD_URI_SAFE_ATTR: ['align', 'start'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: LINKS,
  RETURN_DOM_FRAGMENT: true,
};

/** @param {string} html @returns {Node[]} */
function inert(html) {
  const fragment = /** @type {DocumentFragment} */ (/** @type {unknown} */ (DOMPurify.sanitize(html, ALLOWED)));
  for (const link of fragment.querySelectorAll('a')) {
    if (LINKS.test(link.getAttribute('href') ?? '')) link.rel = 'noopener noreferrer';
    else link.replaceWith(...link.childNodes);
  }
  for (const table of fragment.querySelectorAll('table')) frame(table);
  return [...fragment.childNodes].filter(node => node instanceof Element || node.textContent?.trim());
}

/** A table scrolls in a region of its own, its figures stand right. @param {HTMLTableElement} table */
function frame(table) {
  for (const cell of table.querySelectorAll('th, td')) {
    if (cell.getAttribute('align') === 'right') cell.className = 'n';
    cell.removeAttribute('align');
    if (cell.closest('thead')) cell.setAttribute('scope', 'col');
  }
  for (const cell of table.querySelectorAll('thead th:empty')) {
    const plain = document.createElement('td');
    cell.replaceWith(plain);
  }
  const region = document.createElement('div');
  region.className = 'tbl';
  region.tabIndex = 0;
  region.setAttribute('role', 'region');
  table.replaceWith(region);
  region.append(table);
}

/**
 * Keeps the children of a host equal to a Markdown text, touching only blocks that changed.
 * @param {Element} host
 * @returns {(text: string, title?: string) => void} title: names tables; a first heading that only repeats it is left out
 */
export function createBlocks(host) {
  /** @type {{raw:string, nodes:Node[]}[]} */ let blocks = [];
  let written = '';
  return (text, title = '') => {
    if (text === written) return;
    written = text;
    const tokens = new Lexer({ gfm: true }).lex(text).filter(token => token.type !== 'space' && token.type !== 'def');
    if (tokens[0]?.type === 'heading' && 'text' in tokens[0] && tokens[0].text === title) tokens.shift();
    const same = blocks.findIndex((block, i) => block.raw !== tokens[i]?.raw);
    const stands = same < 0 ? blocks.length : same;
    for (const { nodes } of blocks.slice(stands)) for (const node of nodes) /** @type {ChildNode} */ (node).remove();
    blocks = blocks.slice(0, stands);
    for (const token of tokens.slice(stands)) {
      const nodes = inert(String(marked.parser([token])));
      blocks.push({ raw: token.raw, nodes });
      host.append(...nodes);
    }
    host.querySelectorAll('.tbl').forEach((table, i) => table.setAttribute('aria-label', t('document.table', { title, n: i + 1 })));
  };
}
