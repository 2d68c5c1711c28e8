// The form for a new plan, what it would cost in time, and the plans there are.
import { count, language, t, tn } from '../lib/catalogue.js';
import { find, byTestId, show, template, write } from '../lib/dom.js';
import { loadDraft, saveDraft } from '../lib/storage.js';
import { showErrors } from './errors.js';
import { mountExample } from './example.js';
import { loadChoices } from './choices.js';
import { mountPlans } from './plans.js';
import { mountQuote } from './quote.js';
import { mountReading } from './reading.js';
import { MOST, check, lengthOf, read, requestOf } from './request.js';

/** @typedef {import('../state.js').State} State */

/** @type {import('./page.js').Mount} */
export function mountNew(host, store, actions) {
  host.append(template('new'));
  const form = /** @type {HTMLFormElement} */ (byTestId(host, 'plan-form'));
  const submit = /** @type {HTMLButtonElement} */ (byTestId(host, 'submit'));
  const summary = byTestId(host, 'error-summary');
  const idea = /** @type {HTMLTextAreaElement} */ (find(host, '#idea'));
  const quote = mountQuote(byTestId(host, 'quote'), mountReading(form));
  const plans = mountPlans(find(host, '#plans'), store, actions);
  const endExample = mountExample(byTestId(host, 'example'));
  fill(form, { locale: language().slice(0, 2), ...loadDraft() });
  loadChoices(form, loadDraft());

  const changed = () => {
    const fields = read(form);
    write(byTestId(host, 'idea-count'), t('new.idea_count', { n: count(lengthOf(idea.value)), most: count(MOST) }));
    show(find(host, '.examples'), !idea.value.trim() || isExample(host, idea.value));
    quote.ask(check(fields).length ? undefined : requestOf(fields));
  };
  const send = () => {
    const { online, main } = store.get();
    if (!online || main === 'submitting') return;
    const fields = read(form);
    const errors = check(fields);
    store.patch({ errors });
    if (errors.length) showErrors(form, summary, errors, { focus: true });
    else actions.submit(requestOf(fields));
  };
  form.addEventListener('input', () => {
    saveDraft(read(form));
    changed();
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    send();
  });
  form.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
  });
  for (const chip of host.querySelectorAll('.examples .chip')) {
    chip.addEventListener('click', () => {
      idea.value = chip.getAttribute('data-example') ?? '';
      idea.dispatchEvent(new Event('input', { bubbles: true }));
      idea.focus();
    });
  }
  changed();

  /** @type {import('../client/protocol.js').FieldError[]} */ let shown = [];
  return {
    update(state) {
      const sending = state.main === 'submitting';
      write(submit, t(sending ? 'new.sending' : 'new.submit'));
      submit.setAttribute('aria-disabled', String(sending || !state.online));
      if (state.errors !== shown && !sending) {
        const fromServer = state.errors.length > 0 && !summary.contains(document.activeElement) && document.activeElement !== summary;
        showErrors(form, summary, state.errors, { focus: fromServer });
        shown = state.errors;
      }
      quote.update(state);
      usage(byTestId(host, 'usage'), state);
      plans.update(state);
    },
    unmount() {
      quote.stop();
      plans.stop();
      endExample();
    },
  };
}

/** @param {HTMLFormElement} form @param {{[field:string]: string}} fields */
function fill(form, fields) {
  for (const [field, value] of Object.entries(fields)) {
    const control = form.elements.namedItem(field);
    if (control instanceof HTMLInputElement && control.type === 'checkbox') control.checked = value === control.value;
    else if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || (control instanceof HTMLSelectElement && field === 'locale')) control.value = value;
  }
  if (['business_type', 'personalization', 'priority'].some(field => fields[field] && fields[field] !== 'normal')) find(form, 'details').setAttribute('open', '');
}

/** @param {ParentNode} host @param {string} text */
const isExample = (host, text) => [...host.querySelectorAll('.examples .chip')].some(chip => chip.getAttribute('data-example') === text);

/** @param {Element} element @param {State} state */
function usage(element, { limits }) {
  if (!limits) return;
  const { daily_limit: daily = 0, used_today: used = 0, max_active: places = 0, active = 0 } = limits;
  const today = daily ? t('new.usage_today', { used: count(used), plans: tn('new.plans', daily) }) : t('new.usage_unlimited', { plans: tn('new.plans', used) });
  write(element, places ? `${today} · ${t('new.usage_places', { used: count(active), places: tn('new.places', places) })}` : today);
}
