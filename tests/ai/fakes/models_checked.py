"""A fake client whose every request must be one that boto3 would send."""

from collections.abc import Callable
from functools import cache
from typing import Any

import botocore.session
from botocore import xform_name
from botocore.exceptions import ClientError
from botocore.model import ServiceModel
from botocore.validate import ParamValidator


class ModelChecked:
    """Hands calls on to a fake after botocore's own model of the service has let them pass.

    `calls` has every call, by its Python name, with its parameters.
    """

    def __init__(self, service: str, fake: object) -> None:
        self._model = _model(service)
        self._fake = fake
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        operations = {xform_name(operation): operation for operation in self._model.operation_names}
        shape: Any = self._model.operation_model(operations[name]).input_shape

        def call(**request: Any) -> Any:
            report = ParamValidator().validate(request, shape)
            assert not report.has_errors(), f"{name}: {report.generate_report()}"
            self.calls.append((name, request))
            return getattr(self._fake, name)(**request)

        return call

    def named(self, name: str) -> list[dict[str, Any]]:
        """The parameters of every call of an operation."""
        return [request for called, request in self.calls if called == name]


def refusal(code: str, operation: str = "", **more: Any) -> ClientError:
    """What a service answers that does not do what it was asked for."""
    response: Any = {"Error": {"Code": code, "Message": code}, **more}
    return ClientError(response, operation)


@cache
def _model(service: str) -> ServiceModel:
    return botocore.session.get_session().get_service_model(service)
