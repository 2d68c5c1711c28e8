// A language model for the tests: it speaks like OpenAI, writes good sections without figures, and stops, slows
// down or refuses when a test says so. The service takes it for a real one.
import { createServer } from 'node:http';
import { soon } from './deadline.mjs';

const BODY = {
  en: `The people who come here live or work within a short walk, and most of them already pass the door every day. They look for something that is made with care, at a price that they can tell before they order, from somebody who knows their name after the second visit.

### What they want

- A place that opens when it says so, and where the same person stands behind the counter.
- A short list that changes with the season, so that coming back is worth it.
- A way to order ahead, since the morning leaves little time to wait in line.

| Who | What brings them |
|---|---|
| Neighbours | A short way and a familiar face |
| Commuters | An order that is ready when they arrive |
| Visitors | What the neighbours say about it |

None of this is new by itself. What is different is that all of it is done by the same few people, who talk to each other about what worked and what did not, and who change one thing at a time. That is slow at first, and hard to copy later.

The first months decide whether the habit forms. Everything that is planned here therefore begins small: one room, one supplier for each thing, and a list on the wall of what was learned this week. What does not bring people back is left out, however good it looked on paper.
`,
  es: `La gente que viene vive o trabaja a pocos minutos, y la mayoría ya pasa por la puerta todos los días. Busca algo que se haga con cuidado, a un precio que se sepa antes de pedir, y a alguien que recuerde su nombre desde la segunda visita. Nada de esto es nuevo por sí solo.

### Lo que quieren

- Un sitio que abre cuando dice, y donde siempre atiende la misma persona.
- Una carta corta que cambia con la temporada, para que valga la pena volver.
- Una forma de pedir antes de llegar, porque por la mañana hay poco tiempo.

Lo que es distinto es que todo lo hacen las mismas pocas personas, que hablan entre ellas de lo que funciona y de lo que no, y que cambian una cosa cada vez. Al principio es lento, y después es difícil de copiar.
`,
};
const sleep = ms => new Promise(resolve => { setTimeout(resolve, ms); });

export async function startWriter() {
  /** What tests set: ms between pieces of text, characters of one; body: written instead; refuse: HTTP status by the name that it is asked under. */
  const levers = { pace: 0, chunk: 40, body: '', refuse: /** @type {{[name:string]: number}} */ ({}), repeat: 1 };
  let asked = 0;
  let gate = Promise.resolve();
  let open = () => {};
  let free = 0;
  /** @type {{count: number, resolve: () => void}[]} */ let awaited = [];

  const write = async (response, prompt, number) => {
    const text = (levers.body || (/^Language: es/mu.test(prompt) ? BODY.es : BODY.en)).repeat(levers.repeat);
    const pieces = text.match(new RegExp(`[\\s\\S]{1,${levers.chunk}}`, 'gu'));
    const say = (content, finish = null) => response.write(`data: ${JSON.stringify({ id: 'w', object: 'chat.completion.chunk', created: 1, model: 'writer', choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`);
    for (const [i, piece] of pieces.entries()) {
      if (response.destroyed) return;
      if (i === Math.ceil(pieces.length / 3) && number > free) await gate;
      say(piece);
      if (levers.pace) await sleep(levers.pace);
    }
    say('', 'stop');
    response.end('data: [DONE]\n\n');
  };

  const server = createServer(async (request, response) => {
    const [, name] = request.url.split('/');
    if (request.url.endsWith('/models')) return response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"object":"list","data":[{"id":"writer","object":"model","created":1,"owned_by":"tests"}]}');
    let body = '';
    for await (const part of request) body += part;
    const number = ++asked;
    awaited = awaited.filter(({ count, resolve }) => count > number || resolve());
    const refused = levers.refuse[name];
    if (refused) return response.writeHead(refused, { 'Content-Type': 'application/json', 'Retry-After': '120' }).end('{"error":{"message":"not now","type":"requests","code":"rate_limit_exceeded"}}');
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    await write(response, JSON.parse(body).messages.map(({ content }) => content).join('\n'), number);
  });
  await new Promise(resolve => { server.listen(0, '127.0.0.1', resolve); });
  const at = name => `http://127.0.0.1:${server.address().port}/${name}/v1`;
  return {
    levers,
    get asked() { return asked; },
    /** For `serve`: it is Groq, and behind that OpenAI. */
    flags: ['--providers', 'groq,openai,offline', '--groq-api-key', 'k', '--groq-base-url', at('groq'), '--groq-model', 'writer', '--openai-api-key', 'k', '--openai-base-url', at('openai'), '--openai-model', 'writer',
      '--provider-rpm', 'groq=0', '--provider-stall', '60s'],
    /** Every section but the next few stops after its first third, until `release`. @param {number} [few] */
    hold(few = 0) {
      free = asked + few;
      gate = new Promise(resolve => { open = resolve; });
    },
    /** Resolves as soon as it was asked so often. @param {number} count */
    asks: count => soon(`the model is asked ${count} times`, new Promise(resolve => { if (asked >= count) resolve(); else awaited.push({ count, resolve }); })),
    release() { open(); gate = Promise.resolve(); },
    close() {
      open();
      server.close();
      server.closeAllConnections();
    },
  };
}
