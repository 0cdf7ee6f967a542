"""Brings what callers are answered from in line with the documents bucket.

Events only say "look again": this compares the whole bucket with the published snapshot, so lost,
doubled or reordered events change nothing. Of several builders at once, one conditional write
wins and the others look again. What was looked at and came to nothing is remembered by its
fingerprint, so that a thousand events are as quiet as one.
"""

import logging
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from ai.embedding import EmbedQuestion
from ai.errors import KnowledgeError, PointerGarbledError, PointerMovedError
from ai.index.contents import Contents
from ai.index.history import History
from ai.index.publisher import Publisher, SnapshotPublisher
from ai.index.store import SnapshotStore
from ai.index.writer import write_snapshot
from ai.ingest.base import Base, find_base, without
from ai.ingest.build import Builder, Candidate
from ai.ingest.check import Checked, Checker
from ai.ingest.gate import GateRules, Golden, Verdict, read_golden
from ai.ingest.look import Look, fingerprint, search_rules
from ai.ingest.mails import Mail, failure_mail, refusal_mail
from ai.ingest.outcome import Outcome, age, facts_of, lag, now, outcome_of, settled
from ai.ingest.ranks import Ranks
from ai.ingest.report import Standing, Waited, report_json, told_faults, waited
from ai.ingest.source import Source, listing_digest

log = logging.getLogger(__name__)

ATTEMPTS: Final = 8
"""How often a builder that lost to another looks again. Each loss means another one published."""

KEPT: Final = 10
"""Snapshots that stay to be rolled back to."""

Notify = Callable[[Mail], bool]
"""Sends a mail; False when it could not, and it is tried again at the next look."""


@dataclass(frozen=True, kw_only=True)
class Reconciler:
    """Reads the bucket, builds what changed, checks it, publishes it, and reports."""

    source: Source
    store: SnapshotStore
    history: History
    builder: Builder
    embed_question: EmbedQuestion
    notify: Notify
    publisher: Publisher = field(default_factory=SnapshotPublisher)
    rules: GateRules = field(default_factory=GateRules)
    kept: int = KEPT

    def reconcile(self, *, thorough: bool = False) -> Outcome:
        """Publish a snapshot of the bucket as it is now, if it passes the gate.

        A thorough look also proves that the published snapshot can still be read, and tidies.
        ModelError, KnowledgeError or UnfinishedError when it could not be done; the old snapshot
        then goes on answering, and calling again takes up where this left off.
        """
        for _ in range(ATTEMPTS):
            try:
                return self._once(thorough=thorough)
            except PointerMovedError as error:
                log.info("%s", error, extra={"event": "look_again"})
        raise KnowledgeError(f"{ATTEMPTS} times another builder published first; try again later")

    def _once(self, *, thorough: bool) -> Outcome:
        look = self._look()
        outcome = self._looked_at(look, thorough=thorough)
        since = look.pointer.held if look.pointer else None
        return replace(outcome, held=age(since)) if since else outcome

    def _looked_at(self, look: Look, *, thorough: bool) -> Outcome:
        if look.settled and not thorough:
            return settled(look)
        with tempfile.TemporaryDirectory(prefix="build-") as folder:
            base = find_base(self.store, self.history, look.pointer, Path(folder))
            if base and (look.pointer is None or base.snapshot != look.pointer.snapshot):
                held = look.pointer.held if look.pointer else None
                self.store.move(base.snapshot, look.replaced, held)
                raise PointerMovedError("callers are pointed at the last good snapshot again")
            if look.settled and self._still_holds(look, base):
                self._tidy()
                return settled(look)
            return self._bring_in_line(look, base, Path(folder))

    def _look(self) -> Look:
        # The pointer is read before the listing: whoever then moves it unseen has listed later
        # than the pointer we replace, so a stale listing can never win.
        garbled = None
        try:
            pointer = self.store.pointer()
        except PointerGarbledError as error:
            log.warning("%s", error, extra={"event": "pointer_garbled"})
            pointer, garbled = None, error.etag
        report = self.store.report()
        listing = self.source.listing()
        return Look(
            pointer=pointer,
            garbled=garbled,
            report=report,
            listing=listing,
            mark=fingerprint(self.builder.origin, self.rules, pointer, listing),
            rules=search_rules(self.rules),
        )

    def _still_holds(self, look: Look, base: Base | None) -> bool:
        """Whether what was found before is still so: the snapshot is there, or never was one."""
        if base is None:
            return look.pointer is None
        return self.publisher.holds(base.snapshot)

    def _bring_in_line(self, look: Look, base: Base | None, folder: Path) -> Outcome:
        before = base.contents if base else None
        candidate = self.builder.build(self.source, before, listing=look.listing)
        if candidate is None and base and not self.publisher.holds(base.snapshot):
            candidate = Candidate(contents=base.contents, embedded=0, seconds={})
        golden = read_golden(self.source, look.listing)
        checker = Checker(self.publisher, self.builder, self.embed_question, self.rules)
        if candidate is None:
            if base is None:
                raise AssertionError("without a version before it, a build gives a candidate")
            verdict, ranks = checker.again(base, golden, look)
            self._report(look, base.contents, golden, verdict, ranks, None)
            return outcome_of("unchanged", None, base.contents, 0)
        checked = checker.check(candidate.contents, base, golden, look, folder)
        if look.pointer and look.pointer.held:
            return self._wait(look, base, golden, candidate, checked, "held")
        if not checked.verdict.passed:
            self._let_deleted_go(look, base, folder)
            return self._wait(look, base, golden, candidate, checked, "refused")
        outcome = self._publish(look, golden, candidate, checked)
        return replace(outcome, lag=lag(look, base))

    def _publish(
        self, look: Look, golden: Golden, candidate: Candidate, checked: Checked
    ) -> Outcome:
        contents = checked.contents
        self.store.put(checked.path, facts_of(contents))
        pointer = self.store.move(checked.snapshot, look.replaced)
        mark = fingerprint(self.builder.origin, self.rules, pointer, look.listing)
        moved = replace(look, pointer=pointer, mark=mark)
        self._report(moved, contents, golden, checked.verdict, checked.ranks, None)
        self.builder.work.forget()
        self._tidy()
        return outcome_of("published", pointer.snapshot, contents, candidate.embedded)

    def _wait(
        self,
        look: Look,
        base: Base | None,
        golden: Golden,
        candidate: Candidate,
        checked: Checked,
        why: Literal["refused", "held"],
    ) -> Outcome:
        self.builder.work.keep()
        published = base.contents if base else None
        waiting = waited(why, checked.contents.documents, published.documents if published else {})
        self._report(look, published, golden, checked.verdict, look.ranks, waiting)
        self.publisher.tidy([item.snapshot for item in self.history.published()])
        outcome = outcome_of(why, None, checked.contents, candidate.embedded)
        return replace(outcome, age=age(look.waiting_since))

    def _let_deleted_go(self, look: Look, base: Base | None, folder: Path) -> None:
        """A refused candidate must not keep a deleted document in the answers.

        What is published then loses that document and nothing else; the rest is judged anew.
        """
        reduced = without(base.contents, look.listing.keys()) if base else None
        if reduced is None:
            return
        path = folder / "reduced.sqlite"
        write_snapshot(reduced, path)
        snapshot = self.publisher.prepare(path, reduced, look.pointer)
        self.store.put(path, facts_of(reduced))
        self.store.move(snapshot, look.replaced)
        raise PointerMovedError("deleted documents have left; the rest is judged anew")

    def _report(
        self,
        look: Look,
        published: Contents | None,
        golden: Golden,
        verdict: Verdict,
        ranks: Ranks,
        waiting: Waited | None,
    ) -> None:
        """Write the report, and mail what the team was not told yet.

        Who finds the report changed since it looked, looks again. It says whether its mails have
        gone out, so that a builder killed in between leaves none unsent.
        """
        standing = Standing(
            pointer=look.pointer,
            published=published.documents if published else {},
            extra=(golden.fault,) if golden.fault else (),
            gate=verdict.to_json(self.rules),
            waiting=waiting,
            listing=listing_digest(look.listing),
            fingerprint=look.mark,
            ranks=ranks,
            rules=look.rules,
            waiting_since=(look.waiting_since or now()) if waiting else None,
        )
        told = told_faults(look.report.fields)
        untold = [each for each in standing.faults if (each.name, each.version) not in told]
        mails = [failure_mail(untold)] if untold else []
        if waiting and waiting.why == "refused":
            mails.append(refusal_mail(verdict, self.rules, waiting))
        written = self.store.write_report(report_json(standing, sent=not mails), look.report)
        if mails and all(self.notify(mail) for mail in mails):
            self.store.write_report(report_json(standing, sent=True), written)

    def _tidy(self) -> None:
        self.history.prune(self.store, self.kept)
        self.publisher.tidy([item.snapshot for item in self.history.published()])
