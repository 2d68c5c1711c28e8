-- What a provider allows a minute, by the clock of Redis. The rules are those of provider.LocalQuota.
-- KEYS: reservations (a sorted set by the microsecond at which each no longer counts; a member is
-- ID:TOKENS:STATE, o for a call that is out, s for one that was settled); their sums (a hash of requests
-- and tokens); the mark that the provider lets nothing through.
-- ARGV: verb; requests and tokens a minute, 0 for no limit; minute and lease in microseconds; then by verb
-- reserve ID TOKENS, settle MEMBER TOKENS AGO, release MEMBER, hold MILLISECONDS.
-- Returns {'ok', member}, {'held', microseconds} or {'full', microseconds}.
local entries, sums, held = KEYS[1], KEYS[2], KEYS[3]
local verb, requests, tokens = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local minute, lease = tonumber(ARGV[4]), tonumber(ARGV[5])
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000000 + tonumber(clock[2])

local function text(n) return string.format('%.0f', n) end
local function tokensOf(member) return tonumber(string.match(member, ':(%d+):')) end
local function keep()
  local life = text(math.ceil((minute + lease) / 1000))
  redis.call('PEXPIRE', entries, life)
  redis.call('PEXPIRE', sums, life)
end
local function add(member, ends)
  redis.call('ZADD', entries, text(ends), member)
  redis.call('HINCRBY', sums, 'requests', 1)
  redis.call('HINCRBY', sums, 'tokens', text(tokensOf(member)))
  keep()
end
local function remove(member)
  if redis.call('ZREM', entries, member) == 0 then return false end
  redis.call('HINCRBY', sums, 'requests', -1)
  redis.call('HINCRBY', sums, 'tokens', text(-tokensOf(member)))
  return true
end

if verb == 'hold' then
  if redis.call('PTTL', held) < tonumber(ARGV[6]) then redis.call('SET', held, 1, 'PX', ARGV[6]) end
  return { 'ok', '' }
elseif verb == 'release' then
  remove(ARGV[6])
  return { 'ok', '' }
elseif verb == 'settle' then
  local ends = now + minute - tonumber(ARGV[8])
  if remove(ARGV[6]) and ends > now then
    add(string.match(ARGV[6], '^[^:]*') .. ':' .. ARGV[7] .. ':s', ends)
  end
  return { 'ok', '' }
end

for _, member in ipairs(redis.call('ZRANGEBYSCORE', entries, '-inf', text(now))) do remove(member) end
local left = redis.call('PTTL', held)
if left > 0 then return { 'held', text(left * 1000) } end
local wanted = tonumber(ARGV[7])
local n = tonumber(redis.call('HGET', sums, 'requests') or '0')
local used = tonumber(redis.call('HGET', sums, 'tokens') or '0')
local function fits() return (requests == 0 or n < requests) and (tokens == 0 or used + wanted <= tokens) end
if fits() then
  local member = ARGV[6] .. ':' .. text(wanted) .. ':o'
  add(member, now + lease)
  return { 'ok', member }
end
local ends = {}
local all = redis.call('ZRANGE', entries, 0, -1, 'WITHSCORES')
for i = 1, #all, 2 do
  local at = tonumber(all[i + 1])
  if string.sub(all[i], -1) == 'o' then at = at + minute - lease end -- calls that are out are taken to end soon
  ends[#ends + 1] = { at, tokensOf(all[i]) }
end
table.sort(ends, function(a, b) return a[1] < b[1] end)
for _, e in ipairs(ends) do
  n, used = n - 1, used - e[2]
  if fits() then return { 'full', text(math.max(1000, e[1] - now)) } end
end
return { 'full', text(minute) }
