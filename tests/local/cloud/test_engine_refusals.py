"""Anything that the local cloud does not know is refused by name; nothing is silently faked."""

import gc
from pathlib import Path

import pulumi_aws as aws
import pytest

from local.cloud.engine import Created
from local.cloud.inputs import Inputs, UnsupportedError
from local.errors import OutsideError
from tests.local.cloud.programs import Runs, kinds_of, make_queue


def test_an_unknown_type_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match=r"aws:kinesis/stream:Stream.*'flow'"):
        Runs(folder=tmp_path)('aws.kinesis.Stream("flow", shard_count=1)')


def test_an_unknown_invoke_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match="aws:index/getRegion:getRegion"):
        Runs(folder=tmp_path)('pulumi.export("r", aws.get_region_output().region)')


def test_an_input_that_nobody_reads_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match=r"'ingest'.*contentBasedDeduplication, fifoQueue"):
        Runs(folder=tmp_path)(
            """
            aws.sqs.Queue(
                "ingest", name="ingest", fifo_queue=True, content_based_deduplication=True
            )
            """
        )


def test_a_missing_input_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match=r"aws:sqs/queue:Queue 'ingest' lacks name"):
        Runs(folder=tmp_path)('aws.sqs.Queue("ingest")')


def test_an_output_that_no_handler_sets_can_not_be_used_as_input(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match=r"'second'.*<<unset aws:sqs/queue:Queue\.url>>"):
        Runs(folder=tmp_path)(
            """
            first = aws.sqs.Queue("first", name="first")
            aws.sqs.Queue("second", name=first.url.apply(lambda url: f"copy-of-{url}"))
            """
        )


def test_an_output_that_no_handler_sets_can_not_be_exported(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match=r"the export\.deep.*aws:sqs/queue:Queue\.url"):
        Runs(folder=tmp_path)(
            """
            queue = aws.sqs.Queue("first", name="first")
            pulumi.export("deep", {"list": [queue.url]})
            """
        )


def test_an_output_that_nobody_uses_may_stay_unset(tmp_path: Path) -> None:
    assert Runs(folder=tmp_path)('aws.sqs.Queue("first", name="first")').outputs == {}


def test_looking_something_up_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match=r"aws:sqs/queue:Queue 'theirs' is looked up"):
        Runs(folder=tmp_path)('aws.sqs.Queue.get("theirs", "http://elsewhere/theirs")')


def test_what_a_handler_raises_names_the_resource(tmp_path: Path) -> None:
    def full(_inputs: Inputs) -> Created:
        raise ValueError("no room")

    runs = Runs(folder=tmp_path, kinds=kinds_of({aws.sqs.Queue: full}))
    with pytest.raises(UnsupportedError, match=r"aws:sqs/queue:Queue 'ingest': no room"):
        runs('aws.sqs.Queue("ingest", name="ingest")')
    assert runs.told == []


def test_the_programs_own_exception_comes_through(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        Runs(folder=tmp_path)("1 / 0")


def test_an_exception_in_an_apply_comes_through(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="nothing"):
        Runs(folder=tmp_path)(
            """
            queue = aws.sqs.Queue("ingest", name="ingest")
            pulumi.export("broken", queue.id.apply(lambda url: {}["nothing"]))
            """
        )


def test_after_a_failure_the_next_deployment_works(tmp_path: Path) -> None:
    runs = Runs(folder=tmp_path, kinds=kinds_of({aws.sqs.Queue: make_queue}))
    with pytest.raises(UnsupportedError):
        runs('aws.sns.Topic("alerts", name="alerts")')
    again = runs('pulumi.export("url", aws.sqs.Queue("ingest", name="ingest").id)')
    assert again.outputs == {"url": "url-of-ingest"}
    assert len(again.resources) == 1


def test_a_failure_is_told_once_and_not_on_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(UnsupportedError):
        Runs(folder=tmp_path)(
            """
            stream = aws.kinesis.Stream("flow", shard_count=1)
            aws.sqs.Queue("after", name=stream.name)
            pulumi.export("name", stream.name)
            """
        )
    gc.collect()
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_a_refusal_is_something_outside_the_command() -> None:
    assert issubclass(UnsupportedError, OutsideError)
    assert UnsupportedError.exit_code == 3
