"""What the operations functions are told by their environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from ai.environment import EnvironmentReader


@dataclass(frozen=True, kw_only=True)
class LookupSettings:
    """Of the customer lookup. `stack` is the stack's name, by which metrics are told apart.

    Without a `pin_tries_table` nobody is verified.
    """

    region: str
    stack: str
    log_level: str
    customers_table: str
    pin_tries_table: str | None

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read and check all; SettingsError names the first variable that is wrong."""
        read = EnvironmentReader.of(env)
        return cls(
            region=read.region(),
            stack=read.stack(),
            log_level=read.log_level(),
            customers_table=read.text("CUSTOMERS_TABLE"),
            pin_tries_table=read.optional("PIN_TRIES_TABLE"),
        )


@dataclass(frozen=True, kw_only=True)
class GapSettings:
    """Of the gap report. Reports go below `gaps/` in the index bucket."""

    region: str
    stack: str
    log_level: str
    contacts_table: str
    index_bucket: str
    report_topic_arn: str

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read and check all; SettingsError names the first variable that is wrong."""
        read = EnvironmentReader.of(env)
        return cls(
            region=read.region(),
            stack=read.stack(),
            log_level=read.log_level(),
            contacts_table=read.text("CONTACTS_TABLE"),
            index_bucket=read.text("INDEX_BUCKET"),
            report_topic_arn=read.text("REPORT_TOPIC_ARN"),
        )


@dataclass(frozen=True, kw_only=True)
class RecordSettings:
    """Of what is done after contacts. What is kept expires after `contact_ttl_days`."""

    region: str
    stack: str
    log_level: str
    contacts_table: str
    contact_ttl_days: int

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read and check all; SettingsError names the first variable that is wrong."""
        read = EnvironmentReader.of(env)
        return cls(
            region=read.region(),
            stack=read.stack(),
            log_level=read.log_level(),
            contacts_table=read.text("CONTACTS_TABLE"),
            contact_ttl_days=read.number("CONTACT_TTL_DAYS", int, 90, 1, 3_650),
        )
