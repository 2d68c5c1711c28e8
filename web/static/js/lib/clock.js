// The time as the server has it: a device's own clock may be wrong by a day, and what it calls today.
let ahead = 0;

/** Milliseconds since 1970 by the server's clock, as far as it is known. */
export const now = () => Date.now() + ahead;

/** Learns from an answer's Date header, which is right to a second. @param {string|null} date */
export function learn(date) {
  const said = date ? Date.parse(date) : NaN;
  if (Number.isFinite(said)) ahead = Math.abs(said - Date.now()) < 2_000 ? 0 : said - Date.now();
}
