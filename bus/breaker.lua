-- The breaker of a provider, by the clock of Redis. The rules are those of provider.LocalBreaker.
-- KEYS: a hash with era, failures, opened, barred, wait, next, trying; times in microseconds, 0 for never.
-- ARGV: verb; era and probe of a ticket; verdict; failures; weight of a slow one; first, most, barred,
-- barredMost and lease in microseconds; lifetime in ms.
-- Returns what the verb asks for: {era, ok} or {change, microseconds open} or {state}.
local key, verb, verdict = KEYS[1], ARGV[1], ARGV[4]
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000000 + tonumber(clock[2])
local b = { era = 0, failures = 0, opened = 0, barred = 0, wait = 0, next = 0, trying = 0 }
local kept = redis.call('HGETALL', key)
for i = 1, #kept, 2 do b[kept[i]] = tonumber(kept[i + 1]) end

local function save(...)
  local fields = {}
  for name, value in pairs(b) do
    fields[#fields + 1] = name
    fields[#fields + 1] = string.format('%.0f', value)
  end
  redis.call('HSET', key, unpack(fields))
  redis.call('PEXPIRE', key, ARGV[12])
  return { ... }
end
local function text(n) return string.format('%.0f', n) end
local first, most, barred, barredMost = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])

local function open(isBarred)
  b.era, b.opened, b.barred, b.trying = b.era + 1, now, isBarred, 0
  b.wait = isBarred == 1 and barred or first
  b.next = now + b.wait
  return save('open', '0')
end

if verb == 'pass' then
  return { text(b.era), b.opened == 0 and '1' or '0' }
elseif verb == 'state' then
  return { b.opened == 0 and 'closed' or b.trying == 1 and 'half_open' or 'open' }
elseif verb == 'probe' then
  if b.opened == 0 or now < b.next then return { '0', '0' } end
  b.era, b.trying, b.next = b.era + 1, 1, now + tonumber(ARGV[11])
  return save(text(b.era), '1')
end

if tonumber(ARGV[2]) ~= b.era then return { '', '0' } end
if ARGV[3] == '1' then -- a trial
  b.trying = 0
  if verdict == 'worked' then
    local since = now - b.opened
    b.era, b.failures, b.opened, b.barred = b.era + 1, 0, 0, 0
    return save('closed', text(since))
  end
  local isBarred = verdict == 'barred' and 1 or 0
  if verdict ~= 'void' and b.barred ~= isBarred then b.barred, b.wait = isBarred, 0 end
  if b.barred == 1 then first, most = barred, barredMost end
  b.wait = math.min(math.max(first, 2 * b.wait), most)
  b.next = now + b.wait
  return save('', '0')
end
if verdict == 'worked' then
  if b.failures == 0 then return { '', '0' } end
  b.failures = 0
  return save('', '0')
elseif verdict == 'barred' then
  return open(1)
elseif verdict == 'failed' or verdict == 'slow' then
  b.failures = b.failures + (verdict == 'slow' and tonumber(ARGV[6]) or 1)
  if b.failures < tonumber(ARGV[5]) then return save('', '0') end
  return open(0)
end
return { '', '0' }
