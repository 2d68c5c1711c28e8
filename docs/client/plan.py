"""Asks a PlanSpark server for a business plan, follows it, and proves that nothing is missing.

    python3 plan.py http://127.0.0.1:8080 "A neighbourhood cafe in Lisbon with home-made cakes" > plan.md
"""
import hashlib, http.client, itertools, json, random, sys, time, urllib.error, urllib.request, uuid

SERVER, IDEA = sys.argv[1].rstrip("/"), sys.argv[2]
SILENCE = 40  # seconds; a stream says something every 15
TERMINAL = ("completed", "failed", "cancelled")


def say(text):
    print(text, file=sys.stderr, flush=True)


def jitter(attempt):  # full jitter: anything up to half a second, doubling to 20
    time.sleep(random.uniform(0, min(20, 0.5 * 2 ** min(attempt, 6))))


def call(method, path, headers, body=None):
    """Makes a request, again while the server is away or has no room. A refusal that stays one ends it all."""
    data = None if body is None else json.dumps(body).encode()
    for attempt in itertools.count():
        try:
            request = urllib.request.Request(SERVER + path, data, headers, method=method)
            return urllib.request.urlopen(request, timeout=SILENCE)
        except urllib.error.HTTPError as refusal:
            if refusal.headers.get_content_type() != "application/problem+json":
                sys.exit(f"{SERVER} is not a PlanSpark server: {refusal}")
            problem = json.load(refusal)
            if not problem["retryable"]:
                sys.exit(f"{problem['title']}. {problem.get('detail', '')} {problem.get('errors', '')}")
            say(problem["title"])
            time.sleep(problem.get("retry_after_ms", 1000) / 1000)
        except OSError as error:
            say(f"The server cannot be reached: {error}")
            jitter(attempt)


class Plan:
    """The fold of what was told, up to the cursor."""
    def __init__(self):
        self.cursor, self.sections, self.end = "0-0", {}, None

    def take(self, message):
        if message["type"] == "snapshot":  # the whole state: what was held before does not count
            state = message["snapshot"]
            self.sections = {s["section"]: s for s in state["sections"]}
            if state["state"] in TERMINAL:
                self.end = {"kind": state["state"], **state}
        elif message["type"] == "events":
            if message["after"] != self.cursor:
                raise ConnectionError(f"something between {self.cursor} and {message['after']} was lost")
            for event in message["events"]:
                self.apply(event)
        else:
            return  # queue, progress, and what there may be tomorrow
        self.cursor = message["cursor"]

    def apply(self, event):
        kind, slug = event["kind"], event.get("section")
        if kind == "started":  # by a worker that keeps these and writes the others anew
            self.sections = {s: v for s, v in self.sections.items() if s in event["resumed_sections"]}
        elif kind == "delta":
            self.sections.setdefault(slug, {"text": "", "complete": False})["text"] += event["text"]
        elif kind == "section_reset":
            self.sections[slug] = {"text": "", "complete": False}
        elif kind == "section":
            self.sections[slug].update(index=event["index"], complete=True)
            say(f"{event['title']}: {event['chars']} characters")
        elif kind in TERMINAL:
            self.end = event

    def text(self):
        done = [s for s in self.sections.values() if s["complete"]]
        return "".join(s["text"] for s in sorted(done, key=lambda s: s["index"]))


session = json.load(call("POST", "/v1/session", {}))
auth = {"Authorization": "Bearer " + session["token"], "Content-Type": "application/json"}
with call("POST", "/v1/generations", {**auth, "Idempotency-Key": str(uuid.uuid4())}, {"idea": IDEA}) as answer:
    path = "/v1/generations/" + json.load(answer)["id"]
plan, idle = Plan(), 0
while not plan.end:
    held = plan.cursor
    try:
        with call("GET", path + "/events", {**auth, "Accept": "text/event-stream", "Last-Event-ID": plan.cursor}) as stream:
            for line in (line for line in stream if line.startswith(b"data: ")):
                plan.take(json.loads(line[6:]))
    except (OSError, http.client.HTTPException, ValueError):
        pass  # the connection broke, maybe within a message: what was told in full counts
    if not plan.end:
        say(f"Connecting again, behind {plan.cursor}")
        idle = idle + 1 if plan.cursor == held else 0
        jitter(idle)
text = plan.text()
if hashlib.sha256(text.encode()).hexdigest() != plan.end["sha256"] or len(text) != plan.end["chars"]:
    sys.exit("This is not the text that the server has.")
sys.stdout.write(text)
say(f"{plan.end['kind']}: {len(text)} characters, proven")
