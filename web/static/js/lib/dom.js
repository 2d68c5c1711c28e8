// Small tools for the document. Nothing here sets markup from text.

/** @template {Element} [T=HTMLElement] @param {ParentNode} root @param {string} selector @returns {T} */
export function find(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return /** @type {T} */ (/** @type {unknown} */ (found));
}

/** The element with this test id. @template {Element} [T=HTMLElement] @param {ParentNode} root @param {string} id @returns {T} */
export const byTestId = (root, id) => find(root, `[data-testid="${id}"]`);

/**
 * Makes an element; a property that is undefined or false is left out, true makes it empty.
 * @param {string} tag @param {{[name:string]: string|number|boolean|undefined}} [attributes] @param {...(Node|string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** @param {Element} element @param {{[name:string]: string|number|boolean|undefined}} attributes */
export function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** Writes text only when it differs, so that selections live. @param {Element} element @param {string} text */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {Element} element @param {boolean} visible */
export function show(element, visible) {
  element.toggleAttribute('hidden', !visible);
}

/** A copy of `<template id=view-NAME>`. @param {string} name @returns {DocumentFragment} */
export const template = name => {
  const found = /** @type {HTMLTemplateElement} */ (find(document, `#view-${name}`));
  return /** @type {DocumentFragment} */ (document.importNode(found.content, true));
};

const SPRITE = new URL('../../icons.svg', import.meta.url).pathname;
const SVG = 'http://www.w3.org/2000/svg';

/** @param {string} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  setAttributes(svg, { class: 'icon', 'aria-hidden': 'true' });
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `${SPRITE}#${name}`);
  svg.append(use);
  return svg;
}

/** Draws another icon in an existing one. @param {Element} svg @param {string} name */
export function setIcon(svg, name) {
  find(svg, 'use').setAttribute('href', `${SPRITE}#${name}`);
}
