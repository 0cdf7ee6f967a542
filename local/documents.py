"""What the product team does: puts documents into the bucket, looks at them, removes them.

Plain S3 underneath. What became of a document stands in the index bucket's `report.json`, which
the ingest function writes with every build.
"""

import json
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from botocore.exceptions import ReadTimeoutError

from ai.index.store import SnapshotStore
from ai.ingest.build import NO_DOCUMENTS
from ai.ingest.source import BucketSource, listing_digest
from local.document_states import DocumentsReport, DocumentState
from local.errors import BadInputError, OutsideError
from local.stack import LIVE, Stack

WAIT_SECONDS: Final = 300.0
"""Longest wait for an index build; a first build of new documents embeds every passage."""

_SETTLED_POLL_SECONDS: Final = 0.25
_PATIENCE_SECONDS: Final = 30.0

_WAITING: Final = {"refused": "gate_refused", "held": "publishing_held"}
"""Why a document that could be read is not in the answers yet, by the candidate's outcome."""


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file on its way into the bucket."""

    name: str
    body: bytes


def uploads_from(paths: Iterable[Path], *, empty: bool = False) -> list[Upload]:
    """Files, and the files in folders (named by their path inside), ready to put.

    Raises:
        BadInputError: when a path does not exist, two files would have one name, or there is
            nothing to upload and `empty` does not allow that.
    """
    found: list[Upload] = []
    for path in paths:
        if path.is_dir():
            inside = (file for file in sorted(path.rglob("*")) if file.is_file())
            named = [(file.relative_to(path).as_posix(), file) for file in inside]
        elif path.is_file():
            named = [(path.name, path)]
        else:
            raise BadInputError(f"{path} does not exist")
        found += [
            Upload(name=name, body=file.read_bytes())
            for name, file in named
            if "/." not in f"/{name}"  # neither hidden files nor what hidden folders hold
        ]
    names = [upload.name for upload in found]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadInputError(f"two files would both be named {twice[0]!r}: put their folder instead")
    if not found and not empty:
        raise BadInputError("there is no file to upload")
    return found


def put_documents(stack: Stack, uploads: Iterable[Upload]) -> None:
    """Puts files into the documents bucket."""
    s3, bucket = stack.client("s3"), _bucket(stack, "documents_bucket")
    for upload in uploads:
        s3.put_object(Bucket=bucket, Key=upload.name, Body=upload.body)


def remove_document(stack: Stack, name: str) -> None:
    """Removes a document from the bucket.

    Raises:
        BadInputError: when there is none of that name.
    """
    s3, bucket = stack.client("s3"), _bucket(stack, "documents_bucket")
    names = BucketSource(s3, bucket).listing()
    if name not in names:
        raise BadInputError(
            f"there is no document {name!r}: `callcenter docs ls` lists {len(names)} names"
        )
    s3.delete_object(Bucket=bucket, Key=name)


def read_all(stack: Stack) -> Iterator[Upload]:
    """Every file in the documents bucket."""
    s3, bucket = stack.client("s3"), _bucket(stack, "documents_bucket")
    for name in sorted(BucketSource(s3, bucket).listing()):
        yield Upload(name=name, body=s3.get_object(Bucket=bucket, Key=name)["Body"].read())


def report(stack: Stack) -> DocumentsReport:
    """The bucket's documents and what became of each; `pending` until a build has seen it."""
    return _report(stack)[0]


def _report(stack: Stack) -> tuple[DocumentsReport, bool]:
    """The report, and whether a build has seen the bucket as it is now."""
    s3 = stack.client("s3")
    listing = BucketSource(s3, _bucket(stack, "documents_bucket")).listing()
    built = SnapshotStore(s3, _bucket(stack, "index_bucket")).report().fields
    published = {entry["name"]: entry for entry in built.get("documents", [])}
    candidate: Mapping[str, Any] | None = built.get("candidate")
    waiting = {entry["name"]: entry for entry in (candidate or {}).get("documents", [])}
    reason = _WAITING.get((candidate or {}).get("outcome", ""))
    states = [
        _state_of(name, file.version, published.get(name), waiting.get(name), reason)
        for name, file in sorted(listing.items())
    ]
    told = DocumentsReport(
        documents=tuple(each for each in states if each.name not in NO_DOCUMENTS),
        snapshot=built.get("snapshot"),
        gate=built.get("gate") or {},
        others=tuple(
            each for each in states if each.name in NO_DOCUMENTS and each.status == "failed"
        ),
        candidate=candidate,
        held=built.get("held"),
    )
    return told, built.get("listing") == listing_digest(listing)


def wait_until_indexed(stack: Stack, names: Collection[str]) -> DocumentsReport:
    """Waits until the builder has seen the bucket as it is now.

    Raises:
        OutsideError: when the builder fails, or takes longer than `WAIT_SECONDS`.
    """
    if not names:
        return report(stack)
    started = time.monotonic()
    looked = False
    while time.monotonic() < started + WAIT_SECONDS:
        now, seen = _report(stack)
        if seen:
            return now
        if not looked and time.monotonic() > started + _PATIENCE_SECONDS:
            looked = True
            look_again(stack)
        time.sleep(_SETTLED_POLL_SECONDS)
    raise OutsideError(
        f"the index was not built within {WAIT_SECONDS:.0f} s: `callcenter docs report` tells what "
        "is pending"
    )


def look_again(stack: Stack) -> None:
    """Invokes the builder as the nightly run does, which heals lost events or tells the fault."""
    try:
        answer = stack.client("lambda").invoke(
            FunctionName=str(stack.outputs["ingest_function"]), Qualifier=LIVE, Payload=b"{}"
        )
    except ReadTimeoutError:
        return  # it is at work
    if answer.get("FunctionError"):
        told = json.loads(answer["Payload"].read() or b"{}")
        raise OutsideError(f"the ingest function fails: {told.get('errorMessage')}")


def _state_of(
    name: str,
    version: str,
    published: Mapping[str, Any] | None,
    waiting: Mapping[str, Any] | None,
    reason: str | None,
) -> DocumentState:
    """By the published version where it has this very file, else by the one that waits."""
    for entry, is_published in ((published, True), (waiting, False)):
        if entry is None or entry["version"] != version:
            continue
        if entry["status"] == "failed":
            return DocumentState(
                name=name,
                status="failed",
                chunks=int(entry.get("chunks") or 0),
                reason=entry.get("reason"),
                detail=entry.get("detail"),
            )
        if is_published:
            return DocumentState(name=name, status="indexed", chunks=int(entry["chunks"]))
        return DocumentState(name=name, status="pending", reason=reason)
    return DocumentState(name=name, status="pending")


def _bucket(stack: Stack, output: str) -> str:
    return str(stack.outputs[output])
