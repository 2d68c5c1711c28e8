// Schemas in words and tables. What has a name is linked, not repeated.
import { make } from '../lib/dom.js';
import { grid, inline } from './text.js';

/** @typedef {import('./types.js').Schema} Schema */
/** @typedef {(Node|string)[]} Words */

/** The name at the end of a reference. @param {string} ref */
export const nameOf = ref => ref.slice(ref.lastIndexOf('/') + 1);

/** @param {string} name */
const linkTo = name => make('a', { href: `#type-${name}` }, name);

/** What a value is, in a few words. @param {Schema} schema @returns {Words} */
export function typeOf(schema) {
  if (schema.$ref) return [linkTo(nameOf(schema.$ref))];
  if (schema.const !== undefined) return [make('code', {}, JSON.stringify(schema.const))];
  if (schema.enum) return schema.enum.flatMap((value, i) => [i ? ' | ' : '', make('code', {}, JSON.stringify(value))]);
  const several = schema.oneOf ?? schema.anyOf;
  if (several) return several.flatMap((one, i) => [i ? ' | ' : '', ...typeOf(one)]);
  if (schema.items) return [`list${nullable(schema)} of `, ...typeOf(schema.items)];
  if (typeof schema.additionalProperties === 'object') return ['object of ', ...typeOf(schema.additionalProperties), ' by name'];
  return [[schema.type ?? 'anything'].flat().join(' | ')];
}

/** @param {Schema} schema */
const nullable = schema => (Array.isArray(schema.type) && schema.type.includes('null') ? ' | null' : '');

/** The bounds of a value, and what it is without being given. @param {Schema} schema @returns {string[]} */
function bounds(schema) {
  const said = [];
  if (schema.exclusiveMinimum !== undefined) said.push(`above ${schema.exclusiveMinimum}`);
  if (schema.minimum !== undefined) said.push(`from ${schema.minimum}${schema.maximum === undefined ? '' : ` to ${schema.maximum}`}`);
  else if (schema.maximum !== undefined) said.push(`at most ${schema.maximum}`);
  if (schema.minLength) said.push(`at least ${schema.minLength} characters`);
  if (schema.maxLength) said.push(`at most ${schema.maxLength} characters`);
  if (schema.default !== undefined) said.push(`${JSON.stringify(schema.default)} if left out`);
  if (schema.examples?.length) said.push(`such as ${JSON.stringify(schema.examples[0])}`);
  return said;
}

/** What is to be known of a value beside its type. @param {Schema} schema @returns {Words} */
export function about(schema) {
  const bounded = bounds(schema).join(', ');
  const described = schema.description?.replace(/\.$/u, '') ?? '';
  return [...inline(described), described && bounded ? '. ' : '', bounded && bounded[0]?.toUpperCase() + bounded.slice(1)];
}

/** The members of an object as a table; nothing for what has none. @param {Schema} schema @param {string} name @returns {Node[]} */
export function members(schema, name) {
  const required = schema.required ?? [];
  const nodes = [];
  if (schema.allOf) nodes.push(make('p', {}, 'All of ', ...schema.allOf.flatMap((part, i) => [i ? ', ' : '', ...typeOf(part)]), schema.properties ? ', and:' : ''));
  if (schema.properties) {
    const rows = Object.entries(schema.properties).map(([member, value]) => [
      [make('code', {}, member), ...(required.includes(member) ? [] : [make('span', { class: 'opt' }, ' optional')])], typeOf(value), about(value),
    ]);
    nodes.push(grid(['Member', 'Type', 'Meaning'], rows, name));
  }
  return nodes;
}

/** A value that the schema admits, from its examples. @param {Schema} schema @param {(ref: string) => Schema} resolve @returns {unknown} */
export function example(schema, resolve) {
  if (schema.$ref) return example(resolve(schema.$ref), resolve);
  if (schema.examples?.length) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.oneOf?.[0]) return example(schema.oneOf[0], resolve);
  if (schema.properties) {
    const shown = Object.entries(schema.properties).filter(([name]) => schema.required?.includes(name));
    return Object.fromEntries(shown.map(([name, value]) => [name, example(value, resolve)]));
  }
  return { integer: schema.minimum ?? 1, number: 1, boolean: true, array: [] }[String(schema.type)] ?? '…';
}
