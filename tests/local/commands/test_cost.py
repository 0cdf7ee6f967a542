"""`callcenter cost`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from local.cost import program
from local.state import ROOT
from tests.local.cloud.programs import closed_event_loops
from tests.local.commands.conftest import Run


def told(command: Run, *arguments: str) -> dict[str, Any]:
    with closed_event_loops():
        ran = command("cost", "--json", *arguments)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


@pytest.mark.usefixtures("no_cloud")
def test_the_bill_has_the_keys_that_were_promised(command: Run) -> None:
    bill = told(command)
    assert bill["calls"] == 1200
    assert bill["stack"] == "prod"
    assert bill["krw"] == pytest.approx(bill["usd"] * 1450, abs=1)
    assert bill["usd"] == pytest.approx(sum(line["usd"] for line in bill["lines"]), abs=0.01)
    assert bill["per_call_krw"] == pytest.approx(bill["per_call_usd"] * 1450, abs=0.01)
    for line in bill["lines"]:
        assert line["item"]
        assert line["unit"]
        assert line["source"]
        assert line["quantity"] >= 0
    assert [each["krw"] for each in bill["buys"]] == [100_000, 500_000]
    assert 0 < bill["buys"][0]["calls"] < bill["buys"][1]["calls"]


def test_the_bill_follows_the_options(command: Run) -> None:
    one = told(command, "--stack", "dev", "--calls", "100", "--minutes", "1", "--escalation", "0")
    other = told(
        command,
        *("--stack", "dev", "--calls", "100", "--minutes", "1", "--escalation", "0"),
        *("--krw-per-usd", "1000", "--plan", "basic"),
    )
    assert other["krw"] == pytest.approx(other["usd"] * 1000, abs=1)
    assert other["usd"] < one["usd"]
    voice = {line["item"]: line["quantity"] for line in one["lines"]}["Amazon Connect 음성"]
    assert voice == 100


def test_people_read_what_is_not_verified_what_idles_and_what_a_budget_buys(
    command: Run,
) -> None:
    with closed_event_loops():
        korean = command("cost", "--stack", "dev", "--calls", "0")
        english = command("cost", "--stack", "dev", "--lang", "en", "--calls", "200")
    assert korean.code == english.code == 0
    assert "(미확인)" in korean.out
    assert "전화가 없는 달" in korean.out
    assert "100,000원이면 한 달에" in korean.out
    assert "A month without calls" in english.out
    assert "500,000 KRW buy" in english.out


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--calls", "-1"), "--calls"),
        (("--calls", "many"), "--calls"),
        (("--calls", "99999999999"), "--calls"),
        (("--minutes", "-0.5"), "--minutes"),
        (("--minutes", "nan"), "--minutes"),
        (("--escalation", "1.5"), "--escalation"),
        (("--escalation", "30%"), "--escalation"),
        (("--krw-per-usd", "0"), "--krw-per-usd"),
        (("--krw-per-usd", "inf"), "--krw-per-usd"),
        (("--plan", "free"), "--plan"),
        (("--stack", "local"), "local"),
        (("--stack", "qa"), "dev, prod, staging"),
    ],
)
def test_a_wrong_value_is_named_in_one_sentence(
    command: Run, arguments: tuple[str, ...], named: str
) -> None:
    ran = command("cost", *arguments)
    assert ran.code == 2
    assert named in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("config: [", "Pulumi.dev.yaml can not be read"),
        ("config:\n\ta: 1", "Pulumi.dev.yaml can not be read"),
        ("", "Pulumi.dev.yaml has no `config:`"),
        ("config: 3", "Pulumi.dev.yaml has no `config:`"),
        ("config:\n  saltware-contact-center:hours: 99", "hours"),
        ("config:\n  saltware-contact-center:recordingDays: 2026-11-22", "recordingDays"),
    ],
)
def test_a_broken_stack_file_is_named_in_one_sentence(
    command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    (tmp_path / "Pulumi.dev.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "__main__.py").symlink_to(ROOT / "__main__.py")
    monkeypatch.setattr(program, "ROOT", tmp_path)
    with closed_event_loops():
        ran = command("cost", "--stack", "dev")
    assert ran.code == 2, ran.err
    assert said in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_a_program_that_raises_is_told_with_its_place_and_without_a_traceback(
    command: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_stack: str, _settings: Mapping[str, str]) -> None:
        raise KeyError("no such\nqueue")

    monkeypatch.setattr(program, "resources_of", broken)
    ran = command("cost", "--stack", "dev", "--json")
    assert ran.code == 3
    error = json.loads(ran.out)["error"]
    assert "the program of stack dev fails at tests/local/commands/test_cost.py:" in error
    assert "KeyError" in error
    assert "Traceback" not in ran.err
    assert "Traceback" in (home / "cost.log").read_text(encoding="utf-8")


def test_chats_are_billed_besides_the_calls(command: Run) -> None:
    quiet = told(command, "--stack", "dev")
    asked = told(command, "--stack", "dev", "--chats", "900")
    assert asked["usd"] > quiet["usd"]
    assert asked["per_call_usd"] == pytest.approx(quiet["per_call_usd"], abs=1e-5)
    assert asked["idle_usd"] == quiet["idle_usd"]
    assert "API Gateway HTTP 요청" in {line["item"] for line in asked["lines"]}


def test_too_many_chats_are_refused(command: Run) -> None:
    ran = command("cost", "--chats", "-1")
    assert ran.code == 2
    assert "--chats is -1" in ran.err


def test_a_key_can_be_tried_before_it_is_set(command: Run) -> None:
    plain = told(command, "--stack", "dev")
    number = "phoneNumber=existing:11111111-2222-3333-4444-555555555555"
    tried = told(command, "--stack", "dev", "--set", number, "--set", "recordingDays=365")
    lines = {line["item"]: line["usd"] for line in tried["lines"]}
    assert lines["전화번호"] > 0
    before = {line["item"]: line["quantity"] for line in plain["lines"]}["녹음 보관(S3)"]
    after = {line["item"]: line["quantity"] for line in tried["lines"]}["녹음 보관(S3)"]
    assert after > before * 365 / 7


@pytest.mark.parametrize(
    ("given", "named"),
    [("index", "--set is 'index'"), ("=1", "--set is '=1'"), ("colour=red", "colour")],
)
def test_a_setting_that_is_none_is_named(command: Run, given: str, named: str) -> None:
    with closed_event_loops():
        ran = command("cost", "--stack", "dev", "--set", given)
    assert ran.code == 2
    assert named in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_what_is_left_out_is_told_with_how_much_it_can_be(command: Run) -> None:
    left_out = told(command, "--stack", "dev")["left_out"]
    assert {"item", "name", "most", "why"} <= set(left_out[0])
    with closed_event_loops():
        shown = command("cost", "--stack", "dev", "--lang", "en")
    text = " ".join(shown.out.split())
    assert all(f"{each['name']} ({each['most']})" in text for each in left_out)
