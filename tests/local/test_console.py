import json

import pytest

from local.console import Output, failure

Captured = pytest.CaptureFixture[str]


def test_in_json_mode_standard_output_holds_one_object_and_nothing_else(capsys: Captured) -> None:
    output = Output(as_json=True)
    with output.progress("하는 중") as progress:
        progress.tell("첫 단계")
        progress.count("1/2")
    output.say("끝났습니다", "done")
    output.console.print("표")
    output.result({"이름": "값"})
    said = capsys.readouterr()
    assert json.loads(said.out) == {"이름": "값"}
    assert said.out.count("\n") == 1
    assert "이름" in said.out
    assert "끝났습니다" in said.err
    assert "표" in said.err
    assert "첫 단계" in said.err


def test_people_read_on_standard_output_and_get_no_json(capsys: Captured) -> None:
    output = Output(as_json=False)
    output.result({"a": 1})
    output.say("끝났습니다", "done")
    assert capsys.readouterr().out == "끝났습니다\n"


def test_people_choose_their_language(capsys: Captured) -> None:
    Output(as_json=False, language="en").say("끝났습니다", "done")
    assert capsys.readouterr().out == "done\n"


def test_progress_never_goes_to_standard_output(capsys: Captured) -> None:
    with Output(as_json=False).progress("하는 중") as progress:
        progress.tell("[1/2] 파일")
        progress.count("50%")
    said = capsys.readouterr()
    assert said.out == ""
    assert "[1/2] 파일" in said.err
    assert "50%" not in said.err


def test_a_warning_stays_where_a_step_passes_by(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # a terminal, as far as the console knows
    with Output(as_json=False).progress("하는 중") as progress:
        progress.tell("한 걸음")
        progress.warn("[예약] 1건")
        progress.status.stop()
    said = capsys.readouterr()
    assert said.out == ""
    assert "[예약] 1건" in said.err
    assert "· 한 걸음" not in said.err


def test_long_work_tells_each_quarter_where_nobody_watches(capsys: Captured) -> None:
    with Output(as_json=True).bars() as bars:
        advance = bars.stage("[파일] 읽는 중")
        for done in range(1, 101):
            advance(done, 100)
        bars.stage("아무것도")(0, 0)
    said = capsys.readouterr()
    assert said.out == ""
    lines = [line for line in said.err.splitlines() if line.strip()]
    assert lines == [f"· [파일] 읽는 중 {done}/100" for done in (1, 25, 50, 75, 100)] + [
        "· 아무것도 0/0"
    ]


def test_a_failure_is_one_sentence_on_standard_error(capsys: Captured) -> None:
    failure("port 80 is in use [really]", as_json=False)
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "port 80 is in use [really]\n")


def test_a_failure_is_an_object_too_in_json_mode(capsys: Captured) -> None:
    failure("문서가 없습니다", as_json=True)
    said = capsys.readouterr()
    assert json.loads(said.out) == {"error": "문서가 없습니다"}
    assert said.err == "문서가 없습니다\n"
