import pytest
from pulumi.runtime import rpc

from local.cloud.inputs import UNSET, Inputs, UnsupportedError, plain, refuse_unset, renamed

SECRET = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    "value": {"deep": 3.0},
}
"""As the wire marks a secret."""


def inputs(**values: object) -> Inputs:
    return Inputs("aws:sqs/queue:Queue", "ingest", values)


def test_an_input_that_was_taken_is_understood() -> None:
    given = inputs(name="a", fifo=True, tags={"Team": "support"}, retention=5.0)
    assert given.take("name") == "a"
    assert given.get("fifo") is True
    assert given.get("retention") == 5
    assert given.tags() == {"Team": "support"}
    assert given.tag_list() == [{"Key": "Team", "Value": "support"}]
    given.check_all_taken()


def test_an_input_that_is_skipped_is_understood() -> None:
    given = inputs(forceDestroy=True)
    given.skip("forceDestroy", "neverGiven")
    given.check_all_taken()


def test_inputs_that_nobody_took_are_all_named() -> None:
    given = inputs(name="a", fifoQueue=True, delaySeconds=3)
    given.take("name")
    with pytest.raises(UnsupportedError, match=r"'ingest'.*: delaySeconds, fifoQueue$"):
        given.check_all_taken()


def test_an_input_without_value_counts_as_not_given() -> None:
    given = inputs(name=None)
    given.check_all_taken()
    assert given.get("name", "default") == "default"
    with pytest.raises(UnsupportedError, match="lacks name"):
        given.take("name")


def test_inputs_that_are_there_are_given_under_another_name() -> None:
    given = inputs(fifo=False, delay=0)
    assert given.given({"fifo": "Fifo", "delay": "Delay", "size": "Size"}) == {
        "Fifo": False,
        "Delay": 0,
    }
    given.check_all_taken()


def test_without_tags_there_are_none() -> None:
    assert (inputs().tags(), inputs().tag_list()) == ({}, [])


def test_an_unset_output_is_refused_wherever_it_hides() -> None:
    with pytest.raises(UnsupportedError, match=r"'ingest'\.policy.*aws:kms/key:Key\.arn"):
        inputs(policy={"Statement": [f"x{UNSET}aws:kms/key:Key.arn>>"]})


def test_values_without_unset_outputs_pass() -> None:
    refuse_unset("here", {"a": [1, None, {"b": "<<not that>>"}]})


def test_the_mark_of_secrets_is_the_runtimes_own() -> None:
    assert rpc.is_rpc_secret(SECRET)


def test_plain_values_have_no_secrets_and_no_needless_floats() -> None:
    assert plain({"a": [1.0, 0.5, True, None], "b": SECRET}) == {
        "a": [1, 0.5, True, None],
        "b": {"deep": 3},
    }
    assert isinstance(plain(2.0), int)
    assert plain(True) is True


def test_renaming_keeps_values_and_leaves_out_what_is_not_set() -> None:
    names = {"status": "Status", "mfaDelete": "MFADelete"}
    assert renamed("v", {"status": "Enabled", "mfaDelete": None}, names) == {"Status": "Enabled"}


def test_renaming_refuses_an_unknown_key_by_name() -> None:
    with pytest.raises(UnsupportedError, match=r"versioning has keys.*\['other'\]"):
        renamed("versioning", {"status": "Enabled", "other": 1}, {"status": "Status"})
