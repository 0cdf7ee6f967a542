"""The only maker of boto3 clients.

Timeouts derive from the turn's budget, and ready clients are handed to the LangChain classes:
those would otherwise make their own, each with a session of its own and no useful timeout.
"""

from typing import TYPE_CHECKING, Any, Final, Literal, cast

import boto3
from botocore.config import Config

from ai.index.vector_client import VectorsClient

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient

    from ai.operations.callbacks.services import ConnectClient, SchedulerClient

CONNECT_SECONDS: Final = 1.0
"""To open a connection within one region; longer means that the endpoint is not there."""

INGEST_READ_SECONDS: Final = 30.0
"""No caller waits for a build."""


class AnswerClients:
    """For a turn of `turn_seconds`: one repeat at most, and no read outlasts its stage."""

    def __init__(self, region: str, turn_seconds: float) -> None:
        session = _session(region)
        short = _config(read_seconds=max(0.5, turn_seconds * 0.3), attempts=2)
        long = _config(read_seconds=max(0.5, turn_seconds * 0.9), attempts=2)
        self.embedding: BedrockRuntimeClient = session.client("bedrock-runtime", config=short)
        self.generation: BedrockRuntimeClient = session.client("bedrock-runtime", config=long)
        self.s3: S3Client = session.client("s3", config=short)
        self.dynamodb: DynamoDBClient = session.client("dynamodb", config=short)
        self._vectors = lambda: session.client("s3vectors", config=short)

    def vectors(self) -> VectorsClient:
        """Amazon S3 Vectors; made only where the index is kept there."""
        return cast("VectorsClient", self._vectors())


class IngestClients:
    """For a build: patient, and slowing down by itself when throttled."""

    def __init__(self, region: str, threads: int) -> None:
        session = _session(region)
        patient = _config(
            read_seconds=INGEST_READ_SECONDS, attempts=8, mode="adaptive", connections=threads
        )
        self.embedding: BedrockRuntimeClient = session.client("bedrock-runtime", config=patient)
        self.s3: S3Client = session.client(
            "s3", config=_config(read_seconds=INGEST_READ_SECONDS, attempts=5)
        )
        self.sns: SNSClient = session.client(
            "sns", config=_config(read_seconds=INGEST_READ_SECONDS, attempts=3)
        )
        self.sqs: SQSClient = session.client(
            "sqs", config=_config(read_seconds=INGEST_READ_SECONDS, attempts=3)
        )
        self._vectors = lambda: session.client("s3vectors", config=patient)

    def vectors(self) -> VectorsClient:
        """Amazon S3 Vectors; made only where the index is kept there."""
        return cast("VectorsClient", self._vectors())


class ReportClients:
    """For a report: nobody waits for it."""

    def __init__(self, region: str) -> None:
        session = _session(region)
        patient = _config(read_seconds=INGEST_READ_SECONDS, attempts=5)
        self.dynamodb: DynamoDBClient = session.client("dynamodb", config=patient)
        self.s3: S3Client = session.client("s3", config=patient)
        self.sns: SNSClient = session.client("sns", config=patient)


class RecordClients:
    """For what is done after contacts: nobody waits for it either."""

    def __init__(self, region: str) -> None:
        session = _session(region)
        patient = _config(read_seconds=INGEST_READ_SECONDS, attempts=5)
        self.dynamodb: DynamoDBClient = session.client("dynamodb", config=patient)
        self.s3: S3Client = session.client("s3", config=patient)


class CallbackClients:
    """For a caller who books a call and waits in silence: short, with one repeat."""

    def __init__(self, region: str) -> None:
        session = _session(region)
        short = _config(connect_seconds=0.4, read_seconds=0.8, attempts=2)
        self.dynamodb: DynamoDBClient = session.client("dynamodb", config=short)
        self.scheduler: SchedulerClient = session.client("scheduler", config=short)


class DueClients:
    """For booked calls that are due: nobody is on the line yet."""

    def __init__(self, region: str) -> None:
        session = _session(region)
        patient = _config(read_seconds=5.0, attempts=3)
        self.dynamodb: DynamoDBClient = session.client("dynamodb", config=patient)
        self.scheduler: SchedulerClient = session.client("scheduler", config=patient)
        self.connect: ConnectClient = session.client("connect", config=patient)
        self.sns: SNSClient = session.client("sns", config=patient)


def lookup_client(region: str, seconds: float) -> "DynamoDBClient":
    """For one read within `seconds`, with one repeat: a caller waits in silence."""
    config = _config(connect_seconds=0.4, read_seconds=max(0.3, seconds * 0.45), attempts=2)
    client: DynamoDBClient = _session(region).client("dynamodb", config=config)
    return client


def _session(region: str) -> Any:
    return boto3.Session(region_name=region)


def _config(
    *,
    read_seconds: float,
    attempts: int,
    mode: Literal["standard", "adaptive"] = "standard",
    connections: int = 10,
    connect_seconds: float = CONNECT_SECONDS,
) -> Config:
    return Config(
        connect_timeout=connect_seconds,
        read_timeout=read_seconds,
        retries={"total_max_attempts": attempts, "mode": mode},
        max_pool_connections=max(10, connections),
        tcp_keepalive=True,
    )
