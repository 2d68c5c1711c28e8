// What a reader holds in a part of the page, focus and selection, which a browser drops when the part is put elsewhere.
/** @param {Element} part @returns {() => void} gives back, once the part stands in its new place */
export function held(part) {
  const focused = part.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : undefined;
  const selection = getSelection();
  const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = selection ?? {};
  return () => {
    focused?.focus({ preventScroll: true });
    if (anchorNode && focusNode && part.contains(anchorNode) && part.contains(focusNode)) {
      selection?.setBaseAndExtent(anchorNode, Math.min(anchorOffset, lengthOf(anchorNode)), focusNode, Math.min(focusOffset, lengthOf(focusNode)));
    }
  };
}

/** How far an offset into a node can go. @param {Node} node */
const lengthOf = node => node instanceof CharacterData ? node.length : node.childNodes.length;
