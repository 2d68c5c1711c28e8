// The line as a picture: what is being written, who is ahead, you, and who is behind. It shows only what `queue` messages say.
import { count, t } from '../lib/catalogue.js';
import { make, setAttributes } from '../lib/dom.js';

const MOST_RUNNING = 6;
const MOST_AHEAD = 7;
const MOST_BEHIND = 8;

/** @param {HTMLElement} lane @param {HTMLElement} key @param {import('../client/protocol.js').Queue} queue */
export function drawLane(lane, key, { position, length, running = 0 }) {
  const drawn = `${running}/${position}/${length}`;
  if (lane.dataset.drawn === drawn) return;
  lane.dataset.drawn = drawn;
  const ahead = position - 1;
  const behind = Math.max(0, length - position);
  const first = Math.max(1, position - MOST_AHEAD);
  const last = Math.max(position, Math.min(length, position + MOST_BEHIND));
  const written = Math.min(running, MOST_RUNNING);
  const slots = Array.from({ length: written }, (_, i) => slot('running', i === written - 1 && running > written ? `+${count(running - written + 1)}` : '', t('lane.running')));
  if (first > 1) slots.push(slot('ahead more', `+${count(first - 1)}`, t('lane.more_ahead')));
  for (let place = first; place <= last; place++) {
    const [kind, said] = place < position ? ['ahead', t('lane.ahead')] : place === position ? ['you', t('lane.you')] : ['behind', t('lane.behind')];
    slots.push(slot(kind, count(place), said));
  }
  if (last < length) slots.push(slot('behind more', `+${count(length - last)}`, t('lane.more_behind')));
  lane.replaceChildren(...slots);
  setAttributes(lane, { 'aria-label': t('lane.label', { running: count(running), ahead: count(ahead), behind: count(behind) }) });
  key.replaceChildren(
    ...(running ? [make('li', { class: 'k-w' }, t('lane.key_running', { n: count(running) }))] : []),
    ...(ahead ? [make('li', { class: 'k-a' }, t('lane.key_ahead', { n: count(ahead) }))] : []),
    make('li', { class: 'k-y' }, t('lane.you')),
    ...(behind ? [make('li', { class: 'k-b' }, t('lane.key_behind', { n: count(behind) }))] : []),
  );
}

/** @param {string} kind @param {string} text @param {string} said */
const slot = (kind, text, said) => make('li', { class: `slot ${kind}`, 'aria-current': kind === 'you' ? 'true' : undefined }, make('span', {}, text), make('span', { class: 'vh' }, ` ${said}`));
