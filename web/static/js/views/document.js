// The plan as a document: one element a section, kept while its text grows.
import { t } from '../lib/catalogue.js';
import { icon, make, show, write } from '../lib/dom.js';
import { createBlocks } from '../lib/markdown.js';

/** @typedef {import('../client/protocol.js').Section} Section */
/** @typedef {{element: HTMLElement, update(section: Section, marked: boolean, writing: boolean): void}} Part */

/** The text of the generation that the page is about, kept while one view of it becomes the next. @typedef {ReturnType<typeof mountDocument>} Text */

/** @param {HTMLElement} article */
export function mountDocument(article) {
  /** @type {Map<string, Part>} */ const parts = new Map();
  const summary = later();

  return {
    article,
    /**
     * @param {Section[]} sections in the order of the document
     * @param {{writing?: boolean, awaited?: string, degraded?: boolean, language?: string}} how
     *   awaited: title of the executive summary while it is still to come; degraded: the built-in planner's sections say so
     */
    update(sections, { writing = false, awaited = '', degraded = false, language }) {
      article.lang = language || 'en';
      article.setAttribute('aria-busy', String(writing));
      const seen = new Set(sections.map(section => section.section));
      for (const [slug, part] of parts) {
        if (seen.has(slug)) continue;
        part.element.remove();
        parts.delete(slug);
      }
      let next = article.firstElementChild === summary ? summary.nextElementSibling : article.firstElementChild;
      for (const section of sections) {
        const part = parts.get(section.section) ?? createPart(section);
        parts.set(section.section, part);
        if (part.element === next) next = next.nextElementSibling;
        else article.insertBefore(part.element, next);
        part.update(section, degraded && section.source === 'offline', writing && !section.complete);
      }
      if (awaited && !seen.has('executive-summary')) {
        write(/** @type {Element} */ (summary.firstElementChild), awaited);
        if (article.firstElementChild !== summary) article.prepend(summary);
      } else summary.remove();
    },
    /** @param {string} slug @returns {HTMLElement|undefined} */
    section: slug => parts.get(slug)?.element,
    /** The section at whose end the writing is. */
    unfinished: () => /** @type {HTMLElement|null} */ (article.querySelector('[data-section]:not([data-complete], .later)')),
  };
}

/** @param {Section} first @returns {Part} */
function createPart(first) {
  const heading = make('h2', {});
  const by = make('p', { class: 'by built', hidden: true }, icon('info'), t('document.built_in'));
  const text = make('div', { class: 'text' });
  const element = make('section', { id: `s-${first.section}`, 'data-section': first.section }, heading, by, text);
  const paint = createBlocks(text);
  return {
    element,
    update({ title, text: markdown, complete }, marked, writing) {
      write(heading, title);
      show(by, marked);
      paint(markdown, title);
      element.toggleAttribute('data-complete', complete);
      text.classList.toggle('writing', writing);
    },
  };
}

/** Stands where the executive summary will be. */
const later = () => make('section', { class: 'later' }, make('h2', {}), make('p', { class: 'by' }, t('running.later')));

/** Sections of a plan as the document takes them. @param {import('../api.js').Plan} plan @returns {Section[]} */
export const sectionsOf = plan => plan.sections.map(({ section, title, markdown, source }, i) => ({ section, title, text: markdown, source, index: i + 1, complete: true }));
