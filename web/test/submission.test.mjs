// Who waits for a place is asked for until there is one, also when others have it.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Refused } from '../static/js/client/protocol.js';
import { createSubmission } from '../static/js/submission.js';

const settled = () => new Promise(resolve => setImmediate(resolve));

test('who waits for a place of the network asks until there is one', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  mock.method(globalThis, 'fetch', async () => new Response(JSON.stringify({ limits: { active: 0, max_active: 2 } }), { headers: { 'Content-Type': 'application/json' } }));
  let free = false;
  let asked = 0;
  const client = { connected: true, generate: async () => {
    asked++;
    if (asked === 3) throw new Refused({ code: 'rate_limited', title: '', status: 429, retryable: true, retry_after_ms: 5000 }); // others ask, too
    if (!free) throw new Refused({ code: 'too_many_active', title: '', status: 429, retryable: true, retry_after_ms: 5000, active: [] });
    return { generation: 'g' };
  } };
  const state = {};
  const store = { get: () => state, patch: (/** @type {object} */ part) => Object.assign(state, part) };
  const accepted = [];
  const submission = createSubmission(store, client, reply => accepted.push(reply.generation));
  const request = { idea: 'A café by the river' };
  await submission.send(request);
  assert.equal(state.refusal.waiting, false);
  submission.startWhenFree(request);
  for (let i = 0; i < 3; i++) {
    for (let k = 0; k < 10; k++) await settled();
    assert.deepEqual([asked, state.main, state.refusal.waiting, state.refusal.problem.code], [i + 2, 'refused', true, 'too_many_active']);
    free = i === 2;
    mock.timers.tick(5000);
  }
  for (let k = 0; k < 10; k++) await settled();
  assert.deepEqual([accepted, state.refusal], [['g'], undefined]);
  mock.timers.reset();
  mock.restoreAll();
});
