from collections.abc import Iterator

import pytest

from ai.index.snapshot import Snapshot
from tests.ai.fakes.assistants import open_snapshot

FILES = {
    "refund.md": "# 환불\n\n환불은 7일 안에 처리됩니다.\n".encode(),
    "price.md": "# FitCloud 요금\n\nFitCloud 스타터는 월 99,000원입니다.\n".encode(),
    "glossary.csv": "spoken,written\n핏클라우드,FitCloud\n".encode(),
}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with open_snapshot(FILES, tmp_path_factory.mktemp("index") / "s.sqlite") as opened:
        yield opened
