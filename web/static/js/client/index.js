// The client for others: everything that a program needs to make plans and to follow them.
export { Client } from './client.js';
export { Watch } from './watch.js';
export { blank, estimateOf, fold, percentOf, placeOf, shareOf, stagesOf, textOf, titleIn, titleOf } from './fold.js';
export { platform } from './platform.js';
export { prove } from './proof.js';
export { Refused, START, SUBPROTOCOL, closesForGood, compareCursors, isTerminal } from './protocol.js';
