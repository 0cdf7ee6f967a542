import pytest

from flows.json_values import Json, JsonObject
from flows.simulator.caller import CallerAction, Press, Say, Silence, Waiting, WaitKind
from flows.simulator.result import CallResult
from tests.flows.actions import action, say
from tests.flows.worlds import heard, one_flow, play

PHONE: JsonObject = {"PhoneNumberValidation": {"NumberFormat": "Local", "CountryCode": "KR"}}


def talk(**prompt: Json) -> CallResult:
    sentence: JsonObject = {
        "Identifier": "talk",
        "Type": "MessageParticipant",
        "Parameters": prompt,
        "Transitions": {
            "NextAction": "end",
            "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "fault"}],
        },
    }
    return play(one_flow(sentence, say("fault")))


@pytest.mark.parametrize(
    ("prompt", "text"),
    [
        ({"Text": "안녕하세요."}, "안녕하세요."),
        ({"SSML": "<speak>안녕<break time='1s'/>하세요.</speak>"}, "안녕 하세요."),
        ({"Text": "<speak>안녕하세요.</speak>"}, "안녕하세요."),
        ({"Text": "전화하신 번호는 $.CustomerEndpoint.Address"}, "전화하신 번호는 +821012345678"),
        ({"PromptId": "arn:prompt/1"}, "[prompt arn:prompt/1]"),
        ({"Media": {"Uri": "s3://a/b.wav", "SourceType": "S3"}}, "[audio s3://a/b.wav]"),
    ],
)
def test_every_kind_of_prompt_is_heard(prompt: dict[str, Json], text: str) -> None:
    assert heard(talk(**prompt)) == [text]


def test_markup_is_kept_beside_the_words() -> None:
    turn = talk(SSML="<speak>안녕하세요.</speak>").turns[0]

    assert (turn.text, turn.ssml) == ("안녕하세요.", "<speak>안녕하세요.</speak>")


@pytest.mark.parametrize(
    "prompt",
    [{"SSML": "<speak>A & B</speak>"}, {"Text": "$.Attributes.nobody"}, {"PromptId": ""}, {}],
)
def test_what_can_not_be_spoken_takes_the_error_branch(prompt: dict[str, Json]) -> None:
    assert talk(**prompt).path == ("talk", "fault", "end")


def menu(*actions: CallerAction) -> CallResult:
    ask = action(
        "ask",
        "GetParticipantInput",
        next="end",
        errors={
            "InputTimeLimitExceeded": "silent",
            "NoMatchingCondition": "wrong",
            "NoMatchingError": "fault",
        },
        when={"1": "one", "*": "star"},
        Text="눌러 주세요",
        InputTimeLimitSeconds="7",
    )
    targets = (say(name) for name in ("one", "star", "silent", "wrong", "fault"))
    return play(one_flow(ask, *targets), *actions)


@pytest.mark.parametrize(
    ("caller", "target"),
    [
        (Press("1"), "one"),
        (Press("*"), "star"),
        (Press("12"), "one"),
        (Press("3"), "wrong"),
        (Press("#"), "wrong"),
        (Silence(), "silent"),
        (Say("일번"), "silent"),
        (Say("  "), "silent"),
    ],
)
def test_a_menu_takes_one_key_and_does_not_hear_speech(caller: CallerAction, target: str) -> None:
    assert menu(caller).path[1] == target


def test_a_menu_waits_as_long_as_it_says() -> None:
    waits: list[Waiting] = []

    def silent(waiting: Waiting) -> CallerAction:
        waits.append(waiting)
        return Silence()

    ask = action(
        "ask",
        "GetParticipantInput",
        next="end",
        errors={"NoMatchingError": "end"},
        Text="눌러 주세요",
        InputTimeLimitSeconds="7",
    )
    result = play(one_flow(ask), caller=silent)

    assert waits == [Waiting(kind=WaitKind.MENU, seconds=7)]
    assert result.seconds > 7


def stored(*actions: CallerAction, **parameters: Json) -> CallResult:
    ask: JsonObject = {
        "Identifier": "ask",
        "Type": "GetParticipantInput",
        "Parameters": {"Text": "번호를 눌러 주세요", "StoreInput": "True", **parameters},
        "Transitions": {
            "NextAction": "tell",
            "Errors": [
                {"ErrorType": "NoMatchingError", "NextAction": "end"},
                {"ErrorType": "InvalidPhoneNumber", "NextAction": "invalid"},
            ],
        },
    }
    return play(one_flow(ask, say("tell", "$.StoredCustomerInput"), say("invalid")), *actions)


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("1234", "1234"),
        ("1234#", "1234"),
        ("12#34", "12"),
        ("12*34", "*"),
        ("123456789", "12345678"),
    ],
)
def test_digits_are_stored_up_to_the_end_key_and_the_longest(keys: str, value: str) -> None:
    validation: JsonObject = {"CustomValidation": {"MaximumLength": "8"}}

    assert heard(stored(Press(keys), InputValidation=validation))[-1] == value


@pytest.mark.parametrize("caller", [Silence(), Say("일 이 삼")])
def test_silence_is_stored_as_a_timeout_and_is_no_error(caller: CallerAction) -> None:
    result = stored(caller)

    assert heard(result)[-1] == "Timeout"
    assert result.faults == ()


def test_the_end_key_and_the_cancel_key_can_be_changed() -> None:
    configuration: JsonObject = {"InputTerminationSequence": "*", "DisableCancelKey": "True"}

    assert heard(stored(Press("12#4*"), DTMFConfiguration=configuration))[-1] == "12#4"


def test_a_local_number_becomes_an_international_one() -> None:
    result = stored(Press("01012345678#"), InputValidation=PHONE)

    assert heard(result)[-1] == "+821012345678"


@pytest.mark.parametrize("keys", ["123", "*", "1" * 16])
def test_what_is_no_phone_number_takes_its_own_branch(keys: str) -> None:
    assert stored(Press(keys), InputValidation=PHONE).path[1] == "invalid"


def test_a_silent_caller_has_no_invalid_number() -> None:
    assert heard(stored(Silence(), InputValidation=PHONE))[-1] == "Timeout"


def test_the_touchtone_buffer_block_asks_nothing() -> None:
    buffer = action("buffer", "GetParticipantInput", next="end", EnableDTMFBuffer="true")

    assert play(one_flow(buffer)).path == ("buffer", "end")
