// The line as a picture: who is ahead, you, and who is behind. It shows only what `queue` messages say.
import { make, setAttributes } from '../lib/dom.js';
import { count } from '../lib/format.js';

const MOST_AHEAD = 7;
const MOST_BEHIND = 8;

/** @param {HTMLElement} lane @param {HTMLElement} key @param {number} position @param {number} length */
export function drawLane(lane, key, position, length) {
  const drawn = `${position}/${length}`;
  if (lane.dataset.drawn === drawn) return;
  lane.dataset.drawn = drawn;
  const ahead = position - 1;
  const behind = Math.max(0, length - position);
  const firstShown = Math.max(1, position - MOST_AHEAD);
  const lastShown = Math.min(length, position + MOST_BEHIND);
  const slots = [];
  if (firstShown > 1) slots.push(slot('ahead more', `+${count(firstShown - 1)}`, 'more ahead of you'));
  for (let place = firstShown; place <= Math.max(lastShown, position); place++) {
    const kind = place < position ? 'ahead' : place === position ? 'you' : 'behind';
    slots.push(slot(kind, count(place), { ahead: 'ahead of you', you: 'you', behind: 'behind you' }[kind]));
  }
  if (lastShown < length) slots.push(slot('behind more', `+${count(length - lastShown)}`, 'more behind you'));
  lane.replaceChildren(...slots);
  setAttributes(lane, { 'aria-label': `The line: ${count(ahead)} ahead of you, ${count(behind)} behind` });
  key.replaceChildren(
    ...(ahead ? [make('li', { class: 'k-a' }, `${count(ahead)} ahead`)] : []),
    make('li', { class: 'k-y' }, 'you'),
    ...(behind ? [make('li', { class: 'k-b' }, `${count(behind)} behind`)] : []),
  );
}

/** @param {string} kind @param {string} text @param {string} said */
const slot = (kind, text, said) => make('li', { class: `slot ${kind}`, 'aria-current': kind === 'you' ? 'true' : undefined }, make('span', {}, text), make('span', { class: 'vh' }, ` ${said}`));
