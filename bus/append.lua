-- Appends entries to the log of a generation, in one step, and tells the instances that follow it.
-- KEYS: the stream; the mark that the generation has ended.
-- ARGV: where the writer knows the log to end; lifetime of the log in ms; channel; message; 1 if the first
-- entry is a base; then for each entry its id, the cursor of which it is a base or a dash, and its data.
local function before(a, b)
  local aAttempt, aSeq = string.match(a, '^(%d+)-(%d+)$')
  local bAttempt, bSeq = string.match(b, '^(%d+)-(%d+)$')
  aAttempt, aSeq, bAttempt, bSeq = tonumber(aAttempt), tonumber(aSeq), tonumber(bAttempt), tonumber(bSeq)
  return aAttempt < bAttempt or aAttempt == bAttempt and aSeq < bSeq
end

local first, base = ARGV[6], ARGV[5] == '1'
if redis.call('EXISTS', KEYS[2]) == 1 then return 'FENCED' end
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
if last then
  if base and last[1] == first and #ARGV == 8 then return 'OK' end -- all of it is here
  if not before(last[1], first) then return 'FENCED' end
  if not base and last[1] ~= ARGV[1] then return 'BASE' end
elseif not base then
  return 'BASE'
end
for i = 6, #ARGV, 3 do
  redis.call('XADD', KEYS[1], ARGV[i], 'b', ARGV[i + 1], 'd', ARGV[i + 2])
end
if base then redis.call('XTRIM', KEYS[1], 'MINID', first) end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PUBLISH', ARGV[3], ARGV[4])
return 'OK'
