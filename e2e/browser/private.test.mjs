// That the search of the services' logs finds something where there is something.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { keep, listen, search } from './private.mjs';

test('what a page sent and the cookie that it holds are found in a log, as they are and as JSON', async () => {
  const page = new EventEmitter(), socket = new EventEmitter();
  listen(page);
  page.emit('request', { postData: () => '{"idea":"A bakery called \\"Pão\\" in Porto"}' });
  page.emit('request', { postData: () => null });
  page.emit('websocket', socket);
  socket.emit('framesent', { payload: '{"type":"submit","request":{"idea":"x","location":"Rua das Flores 7"}}' });
  await keep({ cookies: async () => [{ name: 'session', value: 'v1.4f6b2f0c77aa41e0' }, { name: 'theme', value: 'dark' }] });
  search('{"message":"schema migrated","theme":"dark","level":"x"}');
  for (const line of ['idea is A bakery called "Pão" in Porto', '{"message":"A bakery called \\"Pão\\" in Porto"}', '{"to":"Rua das Flores 7"}', 'Cookie: v1.4f6b2f0c77aa41e0']) {
    assert.throws(() => search(line), /logged what is its readers'/, line);
  }
});
