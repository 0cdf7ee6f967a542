"""What the product team does: puts documents into the bucket, looks at them, removes them.

Plain S3 underneath. What became of a document stands in the index bucket's `report.json`, which
the ingest function writes with every build.
"""

import json
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from botocore.exceptions import ReadTimeoutError

from local.cloud.clients import Clients
from local.errors import BadInputError, OutsideError
from local.state import CloudState

WAIT_SECONDS: Final = 300.0
"""Longest wait for an index build; a first build of new documents embeds every passage."""

_SETTLED_POLL_SECONDS: Final = 0.25
_PATIENCE_SECONDS: Final = 30.0
GLOSSARY: Final = "glossary.csv"
"""Not a document: the team's list of spoken and written names."""

Status = Literal["indexed", "failed", "pending"]


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file on its way into the bucket."""

    name: str
    body: bytes


@dataclass(frozen=True, kw_only=True)
class DocumentState:
    """A document in the bucket, and what the index made of it."""

    name: str
    status: Status
    chunks: int = 0
    reason: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As `docs --json` prints it."""
        return {
            "name": self.name,
            "status": self.status,
            "chunks": self.chunks,
            "reason": self.reason,
        }


@dataclass(frozen=True, kw_only=True)
class DocumentsReport:
    """The bucket as it stands: its documents, the published snapshot, and the gate's word."""

    documents: tuple[DocumentState, ...]
    snapshot: str | None
    gate: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def to_json(self) -> dict[str, Any]:
        """As `docs --json` prints it."""
        return {
            "documents": [document.to_json() for document in self.documents],
            "snapshot": self.snapshot,
            "gate": dict(self.gate),
        }


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


def put_documents(state: CloudState, uploads: Iterable[Upload]) -> None:
    """Puts files into the documents bucket."""
    s3, bucket = Clients(state.endpoint)("s3"), _bucket(state, "documents_bucket")
    for upload in uploads:
        s3.put_object(Bucket=bucket, Key=upload.name, Body=upload.body)


def remove_document(state: CloudState, name: str) -> None:
    """Removes a document from the bucket.

    Raises:
        BadInputError: when there is none of that name.
    """
    s3, bucket = Clients(state.endpoint)("s3"), _bucket(state, "documents_bucket")
    names = dict(_objects(s3, bucket))
    if name not in names:
        raise BadInputError(
            f"there is no document {name!r}: `callcenter docs ls` lists {len(names)} names"
        )
    s3.delete_object(Bucket=bucket, Key=name)


def read_all(state: CloudState) -> Iterator[Upload]:
    """Every file in the documents bucket."""
    s3, bucket = Clients(state.endpoint)("s3"), _bucket(state, "documents_bucket")
    for name, _ in _objects(s3, bucket):
        yield Upload(name=name, body=s3.get_object(Bucket=bucket, Key=name)["Body"].read())


def report(state: CloudState) -> DocumentsReport:
    """The bucket's documents and what became of each; `pending` until a build has seen it."""
    return _report(state)[0]


def _report(state: CloudState) -> tuple[DocumentsReport, set[str]]:
    """The report, and the documents that the last build still holds although they have left."""
    s3 = Clients(state.endpoint)("s3")
    built = _last_report(s3, _bucket(state, "index_bucket"))
    seen = {entry["name"]: entry for entry in built.get("documents", [])}
    documents = tuple(
        _state_of(name, version, seen.get(name))
        for name, version in _objects(s3, _bucket(state, "documents_bucket"))
        if name != GLOSSARY
    )
    told = DocumentsReport(
        documents=documents, snapshot=built.get("snapshot"), gate=built.get("gate") or {}
    )
    return told, set(seen) - {document.name for document in documents}


def wait_until_indexed(state: CloudState, names: Collection[str]) -> DocumentsReport:
    """Waits until the index has seen the bucket as it is now.

    Raises:
        OutsideError: when the builder fails, or takes longer than `WAIT_SECONDS`.
    """
    if not names:
        return report(state)
    started = time.monotonic()
    looked = GLOSSARY in names  # never pending itself, so the builder is asked to look at it
    if looked:
        _look_again(state)
    while time.monotonic() < started + WAIT_SECONDS:
        now, left = _report(state)
        if not left and all(doc.status != "pending" for doc in now.documents):
            return now
        if not looked and time.monotonic() > started + _PATIENCE_SECONDS:
            looked = True
            _look_again(state)
        time.sleep(_SETTLED_POLL_SECONDS)
    raise OutsideError(
        f"the index was not built within {WAIT_SECONDS:.0f} s: `callcenter docs report` tells what "
        "is pending"
    )


def _look_again(state: CloudState) -> None:
    """Invokes the builder as the nightly run does, which heals lost events or tells the fault."""
    try:
        answer = Clients(state.endpoint)("lambda").invoke(
            FunctionName=str(state.outputs["ingest_function"]), Payload=b"{}"
        )
    except ReadTimeoutError:
        return  # it is at work
    if answer.get("FunctionError"):
        told = json.loads(answer["Payload"].read() or b"{}")
        raise OutsideError(f"the ingest function fails: {told.get('errorMessage')}")


def _state_of(name: str, version: str, entry: Mapping[str, Any] | None) -> DocumentState:
    if entry is None or entry["version"] != version:
        return DocumentState(name=name, status="pending")
    return DocumentState(
        name=name,
        status="indexed" if entry["status"] == "indexed" else "failed",
        chunks=int(entry.get("chunks") or 0),
        reason=entry.get("reason"),
    )


def _objects(s3: Any, bucket: str) -> list[tuple[str, str]]:
    """Names and ETags, by name."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    found = [(item["Key"], item["ETag"]) for page in pages for item in page.get("Contents", [])]
    return [(name, tag.strip('"')) for name, tag in sorted(found)]


def _last_report(s3: Any, bucket: str) -> dict[str, Any]:
    try:
        body = s3.get_object(Bucket=bucket, Key="report.json")["Body"].read()
    except s3.exceptions.NoSuchKey:
        return {}
    found: dict[str, Any] = json.loads(body)
    return found


def _bucket(state: CloudState, output: str) -> str:
    return str(state.outputs[output])
