// The stages as a bar cut by weight, and as a list.
import { t } from '../lib/catalogue.js';
import { find, icon, make, setAttributes, setIcon, write } from '../lib/dom.js';
import { measured } from '../lib/format.js';
import { stagesOf } from '../client/fold.js';

/** @typedef {import('../state.js').Current} Current */
/** @typedef {ReturnType<typeof stagesOf>[number]} StageView */

const LOOKS = /** @type {const} */ ({ done: ['check', 'stage.done'], active: ['pen', 'stage.active'], waiting: ['wait', 'stage.waiting'] });

/** @param {HTMLElement} bar @param {HTMLElement} list @param {Element} tally */
export function mountStages(bar, list, tally) {
  let drawn = '';
  /** @param {StageView[]} stages */
  const draw = stages => {
    const key = stages.map(({ stage, weight }) => stage + weight).join();
    if (key === drawn) return;
    drawn = key;
    bar.replaceChildren(...stages.map(({ stage, weight }) => {
      const part = make('i', { 'data-stage': stage });
      part.style.setProperty('--w', String(weight));
      return part;
    }));
    list.replaceChildren(...stages.map(({ stage, title }) => make('li', { 'data-stage': stage }, icon('wait'), make('span', {}, title), make('span', { class: 'vh' }), make('span', { class: 'num' }))));
  };

  return (/** @type {Current} */ { snapshot, timings }) => {
    const stages = stagesOf(snapshot);
    draw(stages);
    const over = snapshot.state !== 'running';
    stages.forEach((stage, i) => {
      /** @type {HTMLElement} */ (bar.children[i]).style.setProperty('--f', String(stage.share));
      line(/** @type {HTMLElement} */ (list.children[i]), stage, timings[stage.stage], over);
    });
    write(tally, t('running.tally', { n: stages.filter(stage => stage.status === 'done').length, all: stages.length }));
  };
}

/** @param {HTMLElement} item @param {StageView} stage @param {import('../state.js').Timing|undefined} timing @param {boolean} over */
function line(item, { stage, title, status, share }, timing, over) {
  const [shape, said] = LOOKS[status];
  if (item.dataset.status !== status) {
    item.dataset.status = status;
    setAttributes(item, { 'aria-current': status === 'active' ? 'step' : undefined });
    setIcon(find(item, 'svg'), shape);
    write(find(item, '.vh'), t(said));
  }
  const linked = share > 0 && !['market', 'financials', 'assemble'].includes(stage);
  const name = item.children[1];
  if (name && linked !== (name.localName === 'a')) name.replaceWith(linked ? make('a', { href: `#s-${stage}` }, title) : make('span', {}, title));
  item.classList.toggle('dropped', over && status !== 'done');
  const took = status === 'done' && timing?.from !== undefined && timing.to !== undefined ? measured(timing.to - timing.from) : '';
  write(find(item, '.num'), status === 'active' ? t('stage.writing') : took);
}
