// What `GET /v1/ops` and the `ops` messages say: types for the checker.

/** @typedef {{level:'ok'|'degraded'|'down', title:string, detail?:string}} Verdict */
/**
 * @typedef {object} Instance
 * @property {string} id @property {string} name @property {string} version @property {'serving'|'draining'|'unready'|'silent'} state
 * @property {number} slots @property {number} running @property {number} sessions @property {number} users @property {number} watches
 * @property {number} memory_bytes @property {string} started_at @property {number} heard_ms @property {string} [leaves_at]
 */
/**
 * @typedef {object} Provider
 * @property {string} name @property {'closed'|'half_open'|'open'} breaker @property {boolean} paused @property {boolean} rejected @property {string} [fault] @property {string} [fault_at]
 * @property {number} calls @property {number} failed @property {number} [p50_ms] @property {number} [p95_ms]
 * @property {number} [rpm] @property {number} [rpm_used] @property {number} tokens_in @property {number} tokens_out
 */
/**
 * @typedef {object} Scale
 * @property {number} desired_instances @property {number} instances @property {string} reason @property {string} [limited_by]
 * @property {number} [predicted_wait_ms] @property {number} target_wait_ms
 */
/**
 * @typedef {object} Point
 * @property {string} at @property {number} users @property {number} queued @property {number} running @property {number} failed
 * @property {number} completed @property {number} cache_hits @property {number} cache_asked @property {number} db_errors @property {number} db_asked
 * @property {number} [wait_p50_ms] @property {number} [wait_p95_ms]
 */
/**
 * @typedef {object} Day
 * @property {string} date @property {number} accepted @property {number} completed @property {number} failed @property {number} cancelled
 * @property {number} degraded @property {number} unseen @property {number} resumed @property {number} [first_text_p50_ms] @property {number} [first_text_p95_ms]
 */
/** @typedef {{at:string, what:string, code:string, provider?:string, generation?:string, instance?:string, then:string}} Failure */
/** @typedef {{at:string, actor:string, action:string, target:string, outcome:string}} Action */
/**
 * @typedef {object} Ops
 * @property {string} at @property {string} instance @property {Verdict} verdict @property {number} span_ms
 * @property {{active:number, sessions:number, watches:number}} users
 * @property {{depth:number, by_priority:{[name:string]:number}, oldest_wait_ms:number, wait_p50_ms?:number, wait_p95_ms?:number, eta_error_ratio?:number}} queue
 * @property {{running:number, slots:number, takeovers:number}} pool
 * @property {{submitted:number, accepted:number, completed:number, degraded:number, failed:number, cancelled:number, resumed_by_cursor:number, resumed_by_snapshot:number}} plans
 * @property {{hits:number, misses:number}} cache
 * @property {{database:{kind:string, up:boolean, operations:number, errors:number, per_second:number, p95_ms?:number}, redis:{configured:boolean, up:boolean, instances_without:number}}} stores
 * @property {Instance[]} instances @property {Provider[]} providers @property {Scale} scale
 * @property {{load:string, plans:number, p50_ms?:number, p95_ms?:number}[]} first_text
 * @property {Point[]} history @property {Day[]} days @property {Failure[]} failures @property {Action[]} audit
 */
/** @typedef {'15m'|'1h'|'24h'} Span */

export {};
