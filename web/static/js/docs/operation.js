// One address with one method: what it takes, what it answers, and how curl asks.
import { make } from '../lib/dom.js';
import { about, example, nameOf, typeOf } from './schema.js';
import { blocks, grid, inline } from './text.js';

/** @typedef {import('./types.js').OpenAPI} OpenAPI */
/** @typedef {import('./types.js').Operation} Operation */
/** @typedef {import('./types.js').Parameter} Parameter */
/** @typedef {import('./types.js').Answer} Answer */
/** @typedef {import('./types.js').Content} Content */

export const METHODS = ['get', 'post', 'put', 'delete'];

/** Follows references within a document. @template T @param {OpenAPI} api @param {T & {$ref?: string}} thing @returns {T} */
function resolved(api, thing) {
  if (!thing.$ref) return thing;
  const [, , kind = '', name = ''] = thing.$ref.split('/');
  return api.components[kind]?.[name];
}

/** @param {OpenAPI} api @param {string} path @param {string} method @param {Operation} operation @param {Parameter[]} shared */
export function showOperation(api, path, method, operation, shared) {
  const parameters = [...shared, ...(operation.parameters ?? [])].map(parameter => resolved(api, parameter));
  const section = make('div', { class: 'op', id: operation.operationId });
  section.append(
    make('h3', {}, make('span', { class: 'method', 'data-method': method }, method.toUpperCase()), ' ', make('code', {}, path)),
    make('p', { class: 'sum' }, ...inline(operation.summary)), ...blocks(operation.description), make('p', { class: 'sub' }, needs(operation.security ?? api.security)),
  );
  if (parameters.length) {
    section.append(grid(['Parameter', 'Where', 'Type', 'Meaning'], parameters.map(p => [
      [make('code', {}, p.name), ...(p.required ? [] : [make('span', { class: 'opt' }, ' optional')])], [p.in], typeOf(p.schema),
      about({ ...p.schema, description: p.description ?? p.schema.description }),
    ]), `Parameters of ${operation.summary}`));
  }
  if (operation.requestBody) section.append(make('p', {}, 'Takes ', ...kinds(operation.requestBody.content), '.'));
  section.append(answers(api, operation));
  if (!operation.tags.includes('Pages')) section.append(make('pre', { tabindex: 0, 'aria-label': 'As curl asks' }, make('code', {}, curl(api, path, method, operation))));
  return section;
}

/** @type {{[scheme: string]: string}} */ const SCHEMES = { bearer: 'a token', cookie: 'the cookie', operator: 'the cookie of an operator', ticket: 'a ticket' };

/** @param {{[scheme: string]: unknown}[]} security */
function needs(security) {
  const named = security.flatMap(Object.keys).map(scheme => SCHEMES[scheme] ?? scheme);
  if (!named.length) return 'Open to everybody';
  return `${security.some(one => !Object.keys(one).length) ? 'With or without ' : 'With '}${named.join(', or ')}`;
}

/** @param {OpenAPI} api @param {Operation} operation */
function answers(api, operation) {
  const rows = Object.entries(operation.responses).map(([status, reference]) => {
    const answer = resolved(api, reference);
    const headers = Object.keys(answer.headers ?? {}).flatMap((name, i) => [i ? ', ' : 'Headers: ', make('code', {}, name)]);
    return [[status === 'default' ? 'other' : status], [...inline(answer.description), ...(headers.length ? [make('br'), ...headers] : [])], kinds(answer.content ?? {})];
  });
  return grid(['Answer', 'Meaning', 'Body'], rows, `Answers to ${operation.summary}`);
}

/** @param {Content} content @returns {(Node|string)[]} */
function kinds(content) {
  return Object.entries(content).flatMap(([media, { schema }], i) => [
    i ? make('br') : '', ...(schema ? [...typeOf(schema), ' as '] : []), make('code', {}, media.replace('vnd.openxmlformats-officedocument.', '…')),
  ]);
}

/** @param {OpenAPI} api @param {string} path @param {string} method @param {Operation} operation */
function curl(api, path, method, operation) {
  const words = ['curl'];
  if (method !== 'get') words.push('-X', method.toUpperCase());
  if ((operation.security ?? api.security).some(scheme => scheme.bearer)) words.push('-H "Authorization: Bearer $TOKEN"');
  const body = operation.requestBody?.content['application/json']?.schema;
  if (body) words.push('-H "Content-Type: application/json"', `-d '${JSON.stringify(example(body, ref => api.components.schemas[nameOf(ref)] ?? {}))}'`);
  if (Object.values(operation.responses).some(answer => resolved(api, answer).content?.['text/event-stream'])) words.push('-N');
  return [...words, `${location.origin}${path}`].join(' ');
}
