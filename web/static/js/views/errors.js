// What is wrong with the form: said at each field, and in a summary that links to them.
import { tn } from '../lib/catalogue.js';
import { find, icon, make, show, write } from '../lib/dom.js';
import { labelOf } from './request.js';

/** @typedef {import('../client/protocol.js').FieldError} FieldError */

/** @param {HTMLFormElement} form @param {HTMLElement} summary @param {FieldError[]} errors @param {{focus: boolean}} how */
export function showErrors(form, summary, errors, { focus }) {
  for (const line of form.querySelectorAll('.err')) {
    const field = line.id.replace(/-error$/u, '');
    mark(form, field, line, errors.find(error => error.field === field)?.message);
  }
  show(summary, errors.length > 0);
  if (!errors.length) return;
  write(find(summary, 'strong'), tn('errors', errors.length));
  find(summary, '.links').replaceChildren(...errors.map(({ field, message }) => {
    const link = make('a', { href: `#${field}` }, labelOf(field));
    link.addEventListener('click', event => {
      event.preventDefault();
      const control = form.elements.namedItem(field);
      if (!(control instanceof HTMLElement)) return;
      control.closest('details')?.setAttribute('open', '');
      control.focus();
    });
    return make('li', {}, link, `: ${message}`);
  }));
  if (focus) summary.focus();
}

/** @param {HTMLFormElement} form @param {string} field @param {Element} line @param {string|undefined} message */
function mark(form, field, line, message) {
  const control = form.elements.namedItem(field);
  if (!(control instanceof HTMLElement)) return;
  const described = (control.getAttribute('aria-describedby') ?? '').split(' ').filter(id => id && id !== line.id);
  show(line, Boolean(message));
  if (message) {
    line.replaceChildren(icon('alert'), make('span', {}, message));
    described.unshift(line.id);
    control.setAttribute('aria-invalid', 'true');
    control.closest('details')?.setAttribute('open', '');
  } else control.removeAttribute('aria-invalid');
  if (described.length) control.setAttribute('aria-describedby', described.join(' '));
  else control.removeAttribute('aria-describedby');
}
