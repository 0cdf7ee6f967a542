import pytest

from ai.errors import SettingsError
from ai.operations.settings import GapSettings, LookupSettings, RecordSettings

ENVIRONMENT = {"AWS_REGION": "ap-northeast-2", "STACK": "dev", "CUSTOMERS_TABLE": "customers"}


def test_the_lookup_is_told_its_table() -> None:
    settings = LookupSettings.from_env(ENVIRONMENT)
    assert (settings.customers_table, settings.stack) == ("customers", "dev")


def test_the_lookup_verifies_where_there_is_a_table_to_count_in() -> None:
    assert LookupSettings.from_env(ENVIRONMENT).pin_tries_table is None
    told = {**ENVIRONMENT, "PIN_TRIES_TABLE": "tries"}
    assert LookupSettings.from_env(told).pin_tries_table == "tries"


@pytest.mark.parametrize("missing", ["AWS_REGION", "CUSTOMERS_TABLE"])
def test_what_is_missing_is_named(missing: str) -> None:
    env = {key: value for key, value in ENVIRONMENT.items() if key != missing}
    with pytest.raises(SettingsError, match=missing):
        LookupSettings.from_env(env)


def test_the_report_is_told_where_to_read_write_and_mail() -> None:
    settings = GapSettings.from_env(
        {
            "AWS_REGION": "ap-northeast-2",
            "CONTACTS_TABLE": "contacts",
            "INDEX_BUCKET": "index",
            "REPORT_TOPIC_ARN": "arn:aws:sns:ap-northeast-2:1:reports",
        }
    )
    assert (settings.contacts_table, settings.index_bucket) == ("contacts", "index")
    assert settings.stack == "none"


def test_what_is_done_after_contacts_keeps_items_as_long_as_turns_are_kept() -> None:
    told = {"AWS_REGION": "ap-northeast-2", "CONTACTS_TABLE": "contacts"}
    settings = RecordSettings.from_env(told)
    assert (settings.contacts_table, settings.contact_ttl_days) == ("contacts", 90)
    assert RecordSettings.from_env({**told, "CONTACT_TTL_DAYS": "7"}).contact_ttl_days == 7
    with pytest.raises(SettingsError, match="CONTACT_TTL_DAYS"):
        RecordSettings.from_env({**told, "CONTACT_TTL_DAYS": "0"})
