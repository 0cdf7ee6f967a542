"""boto3 clients for the emulator: one session, one client a service."""

import threading
from collections.abc import Mapping
from typing import Any, Final

import boto3
from botocore.config import Config

from local.emulator import REGION

ROOT_KEY: Final = "test"
"""The emulator's root credentials (its documentation); they open nothing but the emulator."""


class Clients:
    """Clients by service name. boto3's client creation is not thread-safe, hence the lock."""

    def __init__(self, endpoint: str, elsewhere: Mapping[str, str] | None = None) -> None:
        """`endpoint` is the emulator's address; `elsewhere` has services with one of their own."""
        self._session = boto3.Session(
            aws_access_key_id=ROOT_KEY, aws_secret_access_key=ROOT_KEY, region_name=REGION
        )
        self._endpoint = endpoint
        self._elsewhere = dict(elsewhere or {})
        self._config = Config(
            connect_timeout=3,
            read_timeout=70,
            retries={"total_max_attempts": 1},
            s3={"addressing_style": "path"},
        )
        self._lock = threading.Lock()
        self._made: dict[str, Any] = {}

    def __call__(self, service: str) -> Any:
        """The client of a service, made on first use."""
        with self._lock:
            if service not in self._made:
                self._made[service] = self._session.client(  # pyright: ignore[reportUnknownMemberType, reportCallIssue]
                    service,  # pyright: ignore[reportArgumentType]
                    endpoint_url=self._elsewhere.get(service, self._endpoint),
                    config=self._config,
                )
            return self._made[service]
