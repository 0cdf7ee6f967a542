import os
import sys
from pathlib import Path

import pulumi_aws as aws
import pytest

from local.cloud.engine import Kind
from tests.local.cloud.programs import Runs, make_queue


def test_resources_are_created_and_exports_arrive(tmp_path: Path) -> None:
    runs = Runs(folder=tmp_path)
    deployment = runs(
        """
        topic = aws.sns.Topic("alerts", name="alerts")
        queue = aws.sqs.Queue("ingest", name=topic.arn.apply(lambda arn: arn + "-queue"))
        pulumi.export("queue_url", queue.id)
        pulumi.export("nested", {"arns": [topic.arn, queue.arn]})
        """
    )
    assert [(made.type, made.name, made.id) for made in deployment.resources] == [
        ("aws:sns/topic:Topic", "alerts", "alerts"),
        ("aws:sqs/queue:Queue", "ingest", "url-of-arn:aws:sns:::alerts-queue"),
    ]
    assert deployment.outputs == {
        "queue_url": "url-of-arn:aws:sns:::alerts-queue",
        "nested": {"arns": ["arn:aws:sns:::alerts", "arn:aws:sqs:::arn:aws:sns:::alerts-queue"]},
    }
    assert runs.told == ["Topic alerts", "Queue ingest"]


def test_whole_numbers_stay_whole_on_their_way(tmp_path: Path) -> None:
    deployment = Runs(folder=tmp_path)(
        """
        queue = aws.sqs.Queue("ingest", name="ingest", message_retention_seconds=345600)
        pulumi.export("kept", queue.message_retention_seconds)
        pulumi.export("share", 0.5)
        """
    )
    [queue] = deployment.resources
    assert queue.inputs["messageRetentionSeconds"] == 345600
    assert isinstance(queue.inputs["messageRetentionSeconds"], int)
    assert deployment.outputs == {"kept": 345600, "share": 0.5}
    assert isinstance(deployment.outputs["kept"], int)


def test_secrets_are_unwrapped_in_inputs_and_exports(tmp_path: Path) -> None:
    deployment = Runs(folder=tmp_path)(
        """
        hidden = pulumi.Output.secret("ingest")
        queue = aws.sqs.Queue("ingest", name=hidden)
        pulumi.export("hidden", hidden)
        pulumi.export("deep", {"list": [hidden]})
        """
    )
    assert deployment.resources[0].inputs["name"] == "ingest"
    assert deployment.outputs == {"hidden": "ingest", "deep": {"list": ["ingest"]}}


def test_the_program_reads_its_configuration_and_its_stack(tmp_path: Path) -> None:
    deployment = Runs(folder=tmp_path)(
        """
        config = pulumi.Config("contact")
        pulumi.export("alias", config.require("alias"))
        pulumi.export("seconds", config.require_int("seconds"))
        pulumi.export("stack", f"{pulumi.get_project()}/{pulumi.get_stack()}")
        pulumi.export("dry", pulumi.runtime.is_dry_run())
        """,
        {"contact:alias": "saltware", "contact:seconds": "7"},
    )
    assert deployment.outputs == {
        "alias": "saltware",
        "seconds": 7,
        "stack": "tried/local",
        "dry": False,
    }


def test_an_invoke_in_the_table_is_answered(tmp_path: Path) -> None:
    caller = "aws:index/getCallerIdentity:getCallerIdentity"
    identity = {"accountId": "000000000000", "arn": "a", "userId": "u", "id": "i"}
    deployment = Runs(folder=tmp_path, invokes={caller: identity})(
        """
        pulumi.export("account", aws.get_caller_identity_output().account_id)
        """
    )
    assert deployment.outputs == {"account": "000000000000"}


def test_components_and_providers_are_no_resources_of_the_cloud(tmp_path: Path) -> None:
    deployment = Runs(folder=tmp_path)(
        """
        class Inbox(pulumi.ComponentResource):
            def __init__(self, name, provider):
                super().__init__("tried:index:Inbox", name, {}, None)
                options = pulumi.ResourceOptions(parent=self, provider=provider)
                self.queue = aws.sqs.Queue(f"{name}-queue", name="inbox", opts=options)
                self.register_outputs({"url": self.queue.id})

        provider = aws.Provider("seoul", region="ap-northeast-2")
        pulumi.export("url", Inbox("inbox", provider).queue.id)
        """
    )
    assert [made.name for made in deployment.resources] == ["inbox-queue"]
    assert deployment.outputs == {"url": "url-of-inbox"}


def test_outputs_of_a_component_never_pass_for_the_exports(tmp_path: Path) -> None:
    """A component's address names the stack as well, and its outputs may come last."""
    deployment = Runs(folder=tmp_path)("""
        import asyncio

        class Late(pulumi.ComponentResource):
            def __init__(self):
                super().__init__("tried:late:Late", "late")

        late = Late()

        async def wait():
            await asyncio.sleep(0.3)
            return "late"

        late.register_outputs({"said": pulumi.Output.from_input(wait())})
        pulumi.export("said", "early")
    """)
    assert deployment.outputs == {"said": "early"}


def test_what_the_program_says_is_heard_and_printed_nowhere_else(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    runs = Runs(folder=tmp_path)
    runs('pulumi.log.info("building the archive"); pulumi.log.debug("whispers")')
    runs('pulumi.log.warn("old name")')
    assert (runs.said, runs.warned) == (["building the archive"], ["old name"])
    assert capfd.readouterr() == ("", "")


def test_dependencies_are_created_first(tmp_path: Path) -> None:
    deployment = Runs(folder=tmp_path)(
        """
        first = aws.sns.Topic("first", name="first")
        after = pulumi.ResourceOptions(depends_on=[first])
        aws.sqs.Queue("second", name="second", opts=after)
        """
    )
    assert [made.name for made in deployment.resources] == ["first", "second"]


def test_two_deployments_in_one_process_stay_apart(tmp_path: Path) -> None:
    first = Runs(folder=tmp_path / "one")(
        """
        aws.sqs.Queue("a", name="a")
        pulumi.export("who", pulumi.Config("x").get("y"))
        """,
        {"x:y": "first"},
    )
    second = Runs(folder=tmp_path / "two")(
        """
        aws.sns.Topic("b", name="b")
        pulumi.export("who", pulumi.Config("x").get("y") or "nobody")
        """
    )
    assert [made.name for made in first.resources] == ["a"]
    assert first.outputs == {"who": "first"}
    assert [made.name for made in second.resources] == ["b"]
    assert second.outputs == {"who": "nobody"}


def test_the_program_runs_in_its_folder_and_leaves_the_process_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "beside_it_12.py").write_text("VALUE = 'read'\n", encoding="utf-8")
    before, path = Path.cwd(), list(sys.path)
    deployment = Runs(folder=tmp_path)(
        """
        from pathlib import Path
        from beside_it_12 import VALUE
        pulumi.export("value", VALUE)
        pulumi.export("folder", Path.cwd().name)
        """
    )
    sys.modules.pop("beside_it_12")
    assert deployment.outputs == {"value": "read", "folder": tmp_path.name}
    assert (Path.cwd(), sys.path) == (before, path)
    assert os.environ.get("PULUMI_CONFIG") is None


def test_a_kind_knows_its_type_token() -> None:
    assert Kind(resource=aws.sqs.Queue, create=make_queue).token == "aws:sqs/queue:Queue"
