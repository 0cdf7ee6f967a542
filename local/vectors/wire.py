"""Errors as S3 Vectors sends them."""

from collections.abc import Iterable
from typing import Any

from local.loopback import Answer, json_answer
from local.vectors.shapes import service_model


class VectorsError(Exception):
    """One of the service's errors; `kind` is its name in the model."""

    def __init__(self, kind: str, message: str, fields: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.kind = kind
        self.fields = tuple(fields)

    def answer(self) -> Answer:
        """The HTTP answer, with the status that the model gives the error."""
        shape = service_model().shape_for(self.kind)
        body: dict[str, Any] = {"message": str(self)}
        if self.fields:
            body["fieldList"] = [{"path": path, "message": text} for path, text in self.fields]
        status = int(shape.metadata.get("error", {}).get("httpStatusCode", 400))
        return json_answer(body, status=status, kind=self.kind)


def invalid(path: str, message: str) -> VectorsError:
    """A ValidationException about one field."""
    return VectorsError("ValidationException", f"{path}: {message}", [(path, message)])


def not_found(what: str) -> VectorsError:
    """A NotFoundException."""
    return VectorsError("NotFoundException", f"The specified {what} could not be found")


def conflict(message: str) -> VectorsError:
    """A ConflictException."""
    return VectorsError("ConflictException", message)
