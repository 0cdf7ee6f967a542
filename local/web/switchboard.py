"""Routes of the page: its files, new calls, what happens in them, what callers do."""

import threading
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from local.errors import BadInputError
from local.loopback import Answer, Request, json_answer
from local.web.line import Line, Play
from local.web.requests import Dialled, Done, read

PAGE: Final = Path(__file__).parent / "page"
FILES: Final[Mapping[str, tuple[str, str]]] = {
    "/": ("phone.html", "text/html; charset=utf-8"),
    "/phone.css": ("phone.css", "text/css; charset=utf-8"),
    "/phone.js": ("phone.js", "text/javascript; charset=utf-8"),
}
POLL_SECONDS: Final = 20.0
MOST_CALLS: Final = 20
"""Calls that are kept; the oldest that has ended goes first."""

PROTECTED: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Switchboard:
    """Puts callers through. `dial` makes a call out of what the page asks for."""

    def __init__(
        self, dial: Callable[[Dialled], Play], *, poll_seconds: float = POLL_SECONDS
    ) -> None:
        self._dial = dial
        self._poll_seconds = poll_seconds
        self._lines: dict[str, Line] = {}
        self._dialling = threading.Lock()

    def respond(self, request: Request) -> Answer:
        """The answer to any request; what is wrong with it is said in one sentence."""
        if not _from_this_machine(request):
            return _error(403, "this telephone is for the browser of this machine only")
        url = urlsplit(request.path)
        if request.method == "GET" and url.path in FILES:
            name, kind = FILES[url.path]
            return Answer(
                status=200, body=(PAGE / name).read_bytes(), content_type=kind, more=PROTECTED
            )
        parts = [part for part in url.path.split("/") if part]
        try:
            match (request.method, parts):
                case ("POST", ["calls"]):
                    return self._call(request)
                case ("GET", ["calls", contact, "events"]):
                    return self._events(contact, url.query)
                case ("POST", ["calls", contact, "actions"]):
                    return self._act(contact, request)
                case _:
                    return _error(404, f"there is no {request.method} {url.path}")
        except BadInputError as error:
            return _error(400, str(error))

    def close(self) -> None:
        """Hangs up everywhere."""
        with self._dialling:
            lines = tuple(self._lines.values())
        for line in lines:
            line.close()

    def _call(self, request: Request) -> Answer:
        _check_json(request)
        play = self._dial(read(Dialled, request.body))
        name = uuid.uuid4().hex
        with self._dialling:  # two who dial at once must not both take the last place
            self._make_room()
            self._lines[name] = Line(play)
        return _json({"call": name}, 201)

    def _events(self, name: str, query: str) -> Answer:
        after = parse_qs(query).get("after", ["0"])[0]
        if not after.isdecimal():
            raise BadInputError("after: the number of events that are known, from 0")
        line = self._lines.get(name)
        if line is None:
            return _error(404, "there is no such call; dial again")
        events = line.events(int(after), self._poll_seconds)
        return _json({"events": events, "next": int(after) + len(events)})

    def _act(self, name: str, request: Request) -> Answer:
        _check_json(request)
        line = self._lines.get(name)
        if line is None or line.ended:
            return _error(404, "the call has ended; dial again")
        line.act(read(Done, request.body).action())
        return _json({})

    def _make_room(self) -> None:
        ended = [name for name, line in self._lines.items() if line.ended]
        for name in ended[: max(0, len(self._lines) - MOST_CALLS + 1)]:
            del self._lines[name]
        if len(self._lines) >= MOST_CALLS:
            raise BadInputError(f"{MOST_CALLS} calls are going on already: hang one up")


def _from_this_machine(request: Request) -> bool:
    """Neither another site's page nor a name that was made to point here.

    A page of another origin sends `Origin`; a browser fooled by DNS sends that page's `Host`.
    """
    host, origin = request.header("Host") or "", request.header("Origin")
    if host.rpartition(":")[0] not in {"127.0.0.1", "localhost"}:
        return False
    return origin is None or origin == f"http://{host}"


def _check_json(request: Request) -> None:
    """A form of another page can not send this type without asking first."""
    kind = request.header("Content-Type") or ""
    if kind.partition(";")[0].strip() != "application/json":
        raise BadInputError("Content-Type: application/json is expected")


def _json(value: Mapping[str, object], status: int = 200) -> Answer:
    return json_answer(value, status=status, more=PROTECTED)


def _error(status: int, message: str) -> Answer:
    return _json({"error": message}, status)
