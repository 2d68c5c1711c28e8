// The words of the protocol planspark.v1: types for the checker, and the few rules both ends share.

/** @typedef {'queued'|'running'|'completed'|'failed'|'cancelled'} State */
/** @typedef {{stage:string, title:string, weight:number}} Stage */
/** @typedef {{section:string, title:string, index:number, text:string, complete:boolean, source:string}} Section */
/** @typedef {{field:string, message:string}} FieldError */
/**
 * @typedef {object} Problem
 * @property {string} code @property {string} title @property {number} status
 * @property {boolean} retryable @property {string} [detail] @property {number} [retry_after_ms]
 * @property {FieldError[]} [errors] @property {string[]} [active]
 */
/**
 * @typedef {object} PlanRequest
 * @property {string} idea @property {string} [location] @property {number} [budget] @property {string} [currency]
 * @property {number} [timeline_months] @property {string} [business_type] @property {string} [personalization]
 * @property {string} [locale] @property {string} [priority]
 */
/**
 * @typedef {object} Snapshot
 * @property {string} id @property {State} state @property {number} attempt @property {string} cursor
 * @property {PlanRequest} request @property {number} [position] @property {number} percent @property {string} stage
 * @property {Stage[]} [stages] @property {Market} [market] @property {Financials} [financials]
 * @property {Section[]} sections @property {boolean} degraded @property {string} [source] @property {Problem} [problem]
 * @property {string} [by] @property {string} created_at @property {string} [started_at] @property {string} [finished_at]
 * @property {number} [duration_ms] @property {number} [queue_ms] @property {string} [plan_url]
 * @property {number} [chars] @property {string} [sha256] @property {boolean} [joined] @property {boolean} [cached]
 */
/**
 * @typedef {object} Event
 * @property {string} kind @property {string} at @property {number} [attempt] @property {string[]} [resumed_sections]
 * @property {Stage[]} [stages] @property {string} [stage] @property {string} [section] @property {string} [title]
 * @property {number} [index] @property {string} [text] @property {Market} [market] @property {Financials} [financials]
 * @property {string} [source] @property {string} [provider] @property {string} [from] @property {string} [to]
 * @property {string} [reason] @property {number} [delay_ms] @property {boolean} [degraded] @property {number} [duration_ms]
 * @property {number} [queue_ms] @property {string} [plan_url] @property {Problem} [problem] @property {string} [by]
 * @property {number} [chars] @property {string} [sha256]
 */
/** @typedef {{source?:string, date?:string, country_name?:string, city?:string, findings?:string[]}} Market */
/** @typedef {{month?:number, units_per_month?:number, revenue_per_month?:number}} BreakEven */
/** @typedef {{minus10:number, base:number, plus10:number}} Changes */
/** @typedef {{key:string, label?:string, cash?:Changes}} Sensitivity cash: at the end of year 2 */
/** @typedef {{key:string, label:string, value:any, unit?:string, source?:string, basis?:string, min?:number, max?:number, changed?:boolean}} Assumption */
/**
 * @typedef {object} KeyFigures  Amounts are integers of minor units, by year where they are lists.
 * @property {string} currency @property {number} exponent @property {string} start @property {number} startup_total
 * @property {number} need @property {number} gap @property {number} loan @property {number[]} revenue @property {number[]} net_profit
 * @property {number|null} break_even_month @property {number|null} payback_month @property {number} lowest_cash
 * @property {number} lowest_cash_month @property {number} cash_out_36
 */
/** @typedef {{key:string, label:string, unit:string, before:number, after:number}} Change */
/** @typedef {{revision:number, created_at:string, changes:Change[], figures:KeyFigures, rewritten:string[], source:string, degraded:boolean, plan_url:string}} Revision */
/**
 * @typedef {object} Financials  Amounts are integers of minor units.
 * @property {string} currency @property {number} exponent @property {string} start @property {number} months
 * @property {{key:string,label:string,amount:number}[]} [startup_costs]
 * @property {{[name:string]: any}} series @property {{[name:string]: number}[]} [years]
 * @property {BreakEven} [break_even] @property {number} [payback_month] @property {{amount:number, month:number}} [peak_need]
 * @property {{own?:number, loan?:number, gap?:number}} [funding] @property {Sensitivity[]} [sensitivity]
 * @property {Assumption[]} [assumptions] @property {{[name:string]: any}} [risk]
 * @property {{[name:string]: {cash?: number[], lowest_cash?: number}}} [scenarios] pessimistic, base, optimistic
 */
/** @typedef {{max_active?:number, daily_limit?:number, used_today?:number, active?:number}} Limits */
/**
 * @typedef {object} Hello
 * @property {'hello'} type @property {string} session @property {string} user @property {string} instance
 * @property {Limits} limits @property {Snapshot[]} active @property {number} heartbeat_ms
 * @property {{base_ms:number, cap_ms:number}} reconnect
 */
/**
 * @typedef {object} Queue
 * @property {'queue'} type @property {string} generation @property {number} position @property {number} length
 * @property {number} [running] being written now @property {number} [eta_ms] @property {number} [eta_high_ms] @property {string} [waiting_on]
 */
/**
 * @typedef {object} Progress
 * @property {'progress'} type @property {string} generation @property {number} percent @property {string} stage
 * @property {number} [eta_ms] @property {number} [since_text_ms]
 */
/** @typedef {{type:'snapshot', generation:string, cursor:string, snapshot:Snapshot}} SnapshotMessage */
/** @typedef {{type:'events', generation:string, after:string, cursor:string, events:Event[]}} EventsMessage */
/** @typedef {Queue|Progress|SnapshotMessage|EventsMessage} WatchMessage */

export const SUBPROTOCOL = 'planspark.v1';
export const START = '0-0';

/** @param {string} state */
export const isTerminal = state => state === 'completed' || state === 'failed' || state === 'cancelled';

/** @param {string} kind */
export const endsLog = kind => isTerminal(kind);

/**
 * Orders two cursors: negative when a lies before b.
 * @param {string} a @param {string} b
 */
export function compareCursors(a, b) {
  const [attemptA = 0, seqA = 0] = a.split('-').map(Number);
  const [attemptB = 0, seqB = 0] = b.split('-').map(Number);
  return attemptA - attemptB || seqA - seqB;
}

/** Close codes after which coming back is of no use: the server said so. @param {number} code */
export const closesForGood = code => code >= 4500 && code < 5000;

/** A refusal or failure as the server words it, thrown. */
export class Refused extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
}
