from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ai.handlers.service import AnswerService
from ai.index.snapshot import Snapshot
from tests.ai.fakes.assistants import open_snapshot
from tests.ai.fakes.dynamodb import FakeDynamoDB
from tests.ai.handlers import worlds

FILES = {
    "refund.md": "# 환불\n\n환불은 7일 안에 처리됩니다.\n".encode(),
    "price.md": "# FitCloud 요금\n\nFitCloud 스타터는 월 99,000원입니다.\n".encode(),
}


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Snapshot]:
    with open_snapshot(FILES, tmp_path / "s.sqlite") as opened:
        yield opened


@pytest.fixture
def table() -> FakeDynamoDB:
    return FakeDynamoDB()


@pytest.fixture
def sent() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def service(snapshot: Snapshot, table: FakeDynamoDB, sent: list[dict[str, Any]]) -> AnswerService:
    return worlds.service(snapshot, table, sent)
