// Following the writing. The reader owns the scroll position: any sign of going elsewhere ends it.
const KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' ', 'Tab']);
const MARGIN = 96;

/**
 * @param {() => HTMLElement|null} target whose end is kept in view
 * @param {(following: boolean) => void} changed
 */
export function createFollow(target, changed) {
  const abort = new AbortController();
  const options = { signal: abort.signal, passive: true };
  let following = true;
  const release = () => {
    if (!following) return;
    following = false;
    changed(false);
  };
  addEventListener('wheel', event => event.deltaY < 0 && release(), options);
  addEventListener('touchmove', release, options);
  addEventListener('keydown', event => {
    if (KEYS.has(event.key) && !(event.target instanceof Element && event.target.closest('input, textarea, select, button'))) release();
  }, options);
  document.addEventListener('selectionchange', () => document.getSelection()?.isCollapsed === false && release(), options);

  const step = () => {
    const element = following ? target() : null;
    if (!element) return;
    const { top, bottom } = element.getBoundingClientRect();
    const below = bottom - (innerHeight - MARGIN);
    // Down to the end when it grew out of the window, up only when the writing went on above it.
    if (below > 0) scrollBy({ top: below, behavior: 'instant' });
    else if (bottom < MARGIN * 2) scrollBy({ top: Math.min(top, bottom - innerHeight / 2), behavior: 'instant' });
  };
  return {
    step,
    release,
    take() {
      following = true;
      changed(true);
      step();
    },
    stop: () => abort.abort(),
  };
}
