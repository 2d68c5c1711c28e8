// An amount as people type it: `45000`, `45,000`, `45.000,50`, `1 200`.

/** @param {string} typed @returns {number|undefined} undefined when it is not an amount */
export function parseAmount(typed) {
  const text = typed.replace(/[\s\u00a0\u202f'’_]/gu, '').replace(/^[^\d.,-]+|[^\d.,]+$/gu, '');
  if (!/^-?[\d.,]*\d[\d.,]*$/u.test(text)) return undefined;
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last < 0) return Number(text);
  const mark = text[last] ?? '';
  const tail = text.length - last - 1;
  const repeated = text.indexOf(mark) !== last;
  const both = text.includes('.') && text.includes(',');
  // One kind of mark before exactly three digits groups thousands; otherwise the last mark is the decimal one.
  const groups = repeated || (!both && tail === 3 && !/^-?0?[.,]/u.test(text));
  const whole = groups ? text : text.slice(0, last);
  const amount = Number(`${whole.replace(/[.,]/gu, '')}${groups ? '' : `.${text.slice(last + 1)}`}`);
  return Number.isFinite(amount) ? amount : undefined;
}
