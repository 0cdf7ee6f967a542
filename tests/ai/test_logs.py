import json
import logging

from ai.errors import KnowledgeError, ModelError
from ai.logs import JsonFormatter, configure, describe
from tests.ai.fakes.s3 import client_error


def test_an_event_is_one_line_of_json_with_its_fields() -> None:
    record = logging.makeLogRecord({"msg": "turn", "levelname": "INFO", "status": "answered"})
    line = JsonFormatter().format(record)
    assert "\n" not in line
    fields = json.loads(line)
    assert fields["message"] == "turn"
    assert fields["status"] == "answered"


def test_an_error_is_described_without_its_words() -> None:
    error = ModelError("고객이 한 말")
    error.__cause__ = client_error("ThrottlingException")
    fields = describe(error)
    assert fields["error"] == "ModelError < ClientError"
    assert fields["code"] == "ThrottlingException"
    assert "고객" not in json.dumps(fields, ensure_ascii=False)


def test_an_error_without_a_service_has_no_code() -> None:
    assert describe(KnowledgeError("x"))["code"] is None


def test_other_libraries_are_heard_only_when_they_warn() -> None:
    root = logging.getLogger()
    before = root.level, list(root.handlers), [handler.formatter for handler in root.handlers]
    try:
        configure("INFO")
        assert root.level == logging.WARNING
        assert logging.getLogger("ai").isEnabledFor(logging.INFO)
        assert not logging.getLogger("langchain_aws").isEnabledFor(logging.INFO)
    finally:
        root.setLevel(before[0])
        logging.getLogger("ai").setLevel(logging.NOTSET)
        for handler, formatter in zip(before[1], before[2], strict=True):
            handler.setFormatter(formatter)
        for handler in set(root.handlers) - set(before[1]):
            root.removeHandler(handler)
