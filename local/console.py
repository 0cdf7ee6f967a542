"""What commands print: one JSON object for programs, or text for people."""

import json
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.status import Status

Language = Literal["ko", "en"]


@dataclass(frozen=True, kw_only=True)
class Output:
    """Where a command's words go.

    With `as_json`, standard output holds one JSON object and nothing else; what people read then
    goes to standard error.
    """

    as_json: bool
    language: Language = "ko"

    @property
    def console(self) -> Console:
        """For people."""
        return Console(stderr=self.as_json, highlight=False, soft_wrap=True)

    def say(self, korean: str, english: str) -> None:
        """A line for people, in the language they chose. Markup is allowed."""
        self.console.print(korean if self.language == "ko" else english)

    def result(self, value: Mapping[str, Any]) -> None:
        """The command's JSON, when asked for."""
        if self.as_json:
            json.dump(value, sys.stdout, ensure_ascii=False)
            sys.stdout.write("\n")
            sys.stdout.flush()

    @contextmanager
    def progress(self, title: str) -> Generator["Progress"]:
        """A line that moves while something takes time; it goes to standard error."""
        console = Console(stderr=True, highlight=False)
        with console.status(title) as status:
            yield Progress(status=status, console=console)

    @contextmanager
    def bars(self) -> Generator["LongWork"]:
        """Bars with the time that is left, for minutes of work; they go to standard error."""
        console = Console(stderr=True, highlight=False)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Bars(
            *columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal
        ) as bars:
            yield LongWork(bars=bars, console=console)


@dataclass(frozen=True, kw_only=True)
class LongWork:
    """A bar a stage; off a terminal a line at each quarter of it."""

    bars: Bars
    console: Console

    def stage(self, title: str) -> Callable[[int, int], None]:
        """Begins a stage; the function is told what is done, and of how much."""
        task = self.bars.add_task(escape(title), total=None)
        told: set[int] = set()

        def advance(done: int, of: int) -> None:
            self.bars.update(task, completed=done, total=of)
            quarter = 4 * done // max(1, of)
            if not self.console.is_terminal and quarter not in told:
                told.add(quarter)
                self.console.print(f"· {escape(title)} {done}/{of}")

        return advance


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Tells what is being done; off a terminal each step is a line of its own."""

    status: Status
    console: Console

    def tell(self, step: str) -> None:
        """The step that has begun."""
        self.count(step)
        if not self.console.is_terminal:
            self.console.print(f"· {escape(step)}")

    def warn(self, line: str) -> None:
        """What people must know and may do something about: it stays on a terminal, too."""
        self.console.print(f"[yellow]{escape(line)}[/yellow]")

    def count(self, step: str) -> None:
        """How far the step is; only a terminal shows it."""
        self.status.update(escape(step))


def failure(message: str, *, as_json: bool) -> None:
    """One clear sentence on standard error, and as JSON when that was asked for."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(f"[red]{escape(message)}[/red]")
    if as_json:
        json.dump({"error": message}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
