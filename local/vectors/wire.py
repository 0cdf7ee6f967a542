"""Errors as S3 Vectors sends them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from local.vectors.shapes import service_model


class VectorsError(Exception):
    """One of the service's errors; `kind` is its name in the model."""

    def __init__(self, kind: str, message: str, fields: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.kind = kind
        self.fields = tuple(fields)

    def answer(self) -> "Answer":
        """The HTTP answer, with the status that the model gives the error."""
        shape = service_model().shape_for(self.kind)
        body: dict[str, Any] = {"message": str(self)}
        if self.fields:
            body["fieldList"] = [{"path": path, "message": text} for path, text in self.fields]
        return Answer(
            status=int(shape.metadata.get("error", {}).get("httpStatusCode", 400)),
            body=json.dumps(body, ensure_ascii=False).encode(),
            kind=self.kind,
        )


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What goes over the wire. `kind` names an error."""

    status: int
    body: bytes
    kind: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """Headers of the answer."""
        headers = {"Content-Type": "application/json", "Content-Length": str(len(self.body))}
        return headers | ({"x-amzn-ErrorType": self.kind} if self.kind else {})


def invalid(path: str, message: str) -> VectorsError:
    """A ValidationException about one field."""
    return VectorsError("ValidationException", f"{path}: {message}", [(path, message)])


def not_found(what: str) -> VectorsError:
    """A NotFoundException."""
    return VectorsError("NotFoundException", f"The specified {what} could not be found")


def conflict(message: str) -> VectorsError:
    """A ConflictException."""
    return VectorsError("ConflictException", message)
