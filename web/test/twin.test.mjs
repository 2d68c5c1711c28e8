import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { estimateOf, fold } from '../static/js/client/fold.js';

// What the server's fold makes of these logs; its own test writes the file (protocol/twin_test.go).
const logs = JSON.parse(await readFile(new URL('../../protocol/testdata/folds.json', import.meta.url), 'utf8'));

test('the fold agrees with the server’s', () => {
  logs.forEach(({ base, steps, end }, log) => {
    let snap = base;
    for (const { cursor, event, percent, estimate } of steps) {
      snap = fold(snap, [event], cursor);
      assert.deepEqual({ percent: snap.percent, estimate: estimateOf(snap) }, { percent, estimate }, `log ${log} at ${cursor}`);
    }
    assert.deepEqual(JSON.parse(JSON.stringify(snap)), end, `the end of log ${log}`);
  });
});
