// What the style sheets promise to those who look at them at some widths only.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import test from 'node:test';

const FOLDER = new URL('../static/css/', import.meta.url);

/** The declarations of a style sheet, each with the conditions that it stands under. @param {string} css */
function* declarations(css) {
  const open = [];
  for (const [, text, end] of css.replace(/\/\*[\s\S]*?\*\//gu, '').matchAll(/([^{};]*)([{};])/gu)) {
    if (end === '{') open.push(text.trim());
    else if (text.trim()) yield { declaration: text.trim(), under: open.filter(condition => condition.startsWith('@')) };
    if (end === '}') open.pop();
  }
}

test('no colour of a text or behind it depends on the width of the window', async () => {
  let seen = 0;
  for (const name of await readdir(FOLDER)) {
    for (const { declaration, under } of declarations(await readFile(new URL(name, FOLDER), 'utf8'))) {
      if (!under.some(condition => /width|height/u.test(condition))) continue;
      seen += 1;
      assert.doesNotMatch(declaration, /^(?:color|background(?:-color)?|opacity|fill)\s*:/u, `${name}: ${under.join(' ')}`);
    }
  }
  assert.ok(seen > 100, `${seen} declarations depend on a size`);
});
