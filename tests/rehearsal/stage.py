"""Stands in for AWS behind boto3. Requests and answers are both checked with botocore's models."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

import botocore.client
from botocore.model import Shape
from botocore.validate import ParamValidator

Answer = Callable[[Mapping[str, Any]], Any]
Operation = tuple[str, str]
"""A service and an operation, as botocore names them."""


def always(answer: Mapping[str, Any]) -> Answer:
    """The same to everybody."""
    return lambda _: dict(answer)


@dataclass
class Stage:
    """What each operation answers. `asked` are the operations that were called."""

    answers: Mapping[Operation, Answer]
    asked: set[Operation] = field(default_factory=set[Operation])

    @contextmanager
    def open(self) -> Generator[None]:
        """While it lasts, every boto3 client ends up here."""

        def call(client: Any, operation: str, parameters: dict[str, Any]) -> Any:
            return self._take(client, operation, parameters)

        with mock.patch.object(botocore.client.BaseClient, "_make_api_call", call):
            yield

    def _take(self, client: Any, operation: str, parameters: dict[str, Any]) -> Any:
        model = client.meta.service_model
        asked = (str(model.service_name), operation)
        shapes = model.operation_model(operation)
        _check(f"{asked} is asked", shapes.input_shape, parameters)
        if asked not in self.answers:
            raise NotImplementedError(f"nobody stands in for {asked}")
        self.asked.add(asked)
        answer = self.answers[asked](parameters)
        _check(f"{asked} answers", shapes.output_shape, answer)
        return answer


def _check(what: str, shape: Shape | None, value: Mapping[str, Any]) -> None:
    if shape is None:
        assert not value, f"{what}: {value} instead of nothing"
        return
    report = ParamValidator().validate(dict(value), shape)
    assert not report.has_errors(), f"{what}: {report.generate_report()}"
