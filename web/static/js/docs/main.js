// The page of the published specifications: read as JSON, shown as text and tables.
import { find, make } from '../lib/dom.js';
import { theme } from '../lib/choice.js';
import { showContents } from './contents.js';
import { METHODS, showOperation } from './operation.js';
import { about, members, nameOf, typeOf } from './schema.js';
import { blocks, inline } from './text.js';

/** @typedef {import('./types.js').OpenAPI} OpenAPI */
/** @typedef {import('./types.js').AsyncAPI} AsyncAPI */
/** @typedef {import('./types.js').Schema} Schema */
/** @typedef {import('./contents.js').Group} Group */

/** @param {string} url */
async function read(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/** @param {string} id @param {string} title @param {...Node} children */
const chapter = (id, title, ...children) => make('section', { class: 'chapter', id, 'aria-labelledby': `h-${id}` }, make('h2', { id: `h-${id}` }, title), ...children);

/** @param {OpenAPI} api @param {Group[]} groups */
function http(api, groups) {
  const nodes = [chapter('http', 'Over HTTP', ...blocks(api.info.description))];
  for (const tag of api.tags) {
    const id = `tag-${tag.name.toLowerCase()}`;
    /** @type {Group} */ const group = { title: tag.name, entries: [] };
    const section = chapter(id, tag.name, ...blocks(tag.description));
    for (const [path, item] of Object.entries(api.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        if (!METHODS.includes(method) || operation.tags[0] !== tag.name) continue;
        section.append(showOperation(api, path, method, operation, item.parameters ?? []));
        group.entries.push({ id: operation.operationId, name: path, mark: method });
      }
    }
    nodes.push(section);
    groups.push(group);
  }
  return nodes;
}

/** @param {AsyncAPI} api @param {Group[]} groups */
function webSocket(api, groups) {
  const nodes = [chapter('websocket', 'Over the WebSocket', ...blocks(api.info.description))];
  for (const [name, operation] of Object.entries(api.operations)) {
    /** @type {Group} */ const group = { title: operation.title, entries: [] };
    const section = chapter(name, operation.title);
    for (const { $ref } of operation.messages) {
      const type = nameOf($ref);
      const message = api.components.messages[type];
      if (!message) continue;
      const id = `message-${type}`;
      const sample = message.examples?.[0]?.payload;
      section.append(make('div', { class: 'op', id },
        make('h3', {}, make('code', {}, type)), make('p', { class: 'sum' }, ...inline(message.summary)),
        make('p', {}, 'It is a ', ...typeOf(message.payload), '.'),
        ...(sample ? [make('pre', { tabindex: 0, 'aria-label': 'An example' }, make('code', {}, JSON.stringify(sample)))] : [])));
      group.entries.push({ id, name: type });
    }
    nodes.push(section);
    groups.push(group);
  }
  return nodes;
}

/** @param {{[name: string]: Schema}} schemas @param {Group[]} groups */
function types(schemas, groups) {
  const names = Object.keys(schemas).toSorted((a, b) => a.localeCompare(b));
  groups.push({ title: 'Types', entries: names.map(name => ({ id: `type-${name}`, name })) });
  return chapter('types', 'Types', ...names.map(name => {
    const schema = /** @type {Schema} */ (schemas[name]);
    const section = make('div', { class: 'op', id: `type-${name}` }, make('h3', {}, name));
    const said = about(schema);
    if (said.some(Boolean)) section.append(make('p', {}, ...said, '.'));
    if (!schema.properties && !schema.allOf) section.append(make('p', { class: 'sub' }, 'Is ', ...typeOf(schema)));
    section.append(...members(schema, name));
    return section;
  }));
}

async function begin() {
  const host = find(document, '#specifications');
  const main = find(document, '#main');
  try {
    const [openAPI, asyncAPI] = await Promise.all([read('/openapi.json'), read('/asyncapi.json')]);
    /** @type {Group[]} */ const groups = [];
    host.replaceChildren(...http(openAPI, groups), ...webSocket(asyncAPI, groups), types({ ...openAPI.components.schemas, ...asyncAPI.components.schemas }, groups));
    showContents(find(document, '.docs-nav'), groups);
    main.dataset.state = 'shown';
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  } catch {
    main.dataset.state = 'failed';
    host.replaceChildren(make('p', { role: 'alert' }, 'The specifications could not be read. Load the page again in a moment.'));
  }
}

theme(find(document, '#theme'));
begin();
