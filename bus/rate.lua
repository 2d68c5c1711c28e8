-- Takes n units of an allowance, all or nothing, by the clock of Redis (the generic cell rate algorithm).
-- KEYS: the moment at which the allowance is whole again, in microseconds.
-- ARGV: n; microseconds in which one unit comes back; microseconds of the window.
-- Returns the time, and that moment as it was before.
local t = redis.call('TIME')
local now = tonumber(t[1]) * 1000000 + tonumber(t[2])
local full = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
local n, window = tonumber(ARGV[1]), tonumber(ARGV[3])
local next = full + n * tonumber(ARGV[2])
if n > 0 and next - now <= window then
  redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000))
end
return { string.format('%.0f', now), string.format('%.0f', full) }
