import pytest

from ai.index.sound_trie import SoundTrie

TRIE = SoundTrie(
    [
        ("쿠버네티스", "Kubernetes"),
        ("테라폼", "Terraform"),
        ("디비", "DB"),
        ("에이디", "AD"),
        ("에이디씨", "ADC"),
        ("로그", "로그"),
        ("로그인", "Login"),
    ]
)


def spans(text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.written) for found in TRIE.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("쿠버네티스가 느려요", [("쿠버네티스", "Kubernetes")]),
        ("쿠버 네 티스가 느려요", [("쿠버 네 티스", "Kubernetes")]),
        ("쿠퍼네티스가 느려요", [("쿠퍼네티스", "Kubernetes")]),
        ("디비를 켜요", [("디비", "DB")]),
        ("테라폼 디비 설정", [("테라폼", "Terraform"), ("디비", "DB")]),
        ("에이디씨 설정", [("에이디씨", "ADC")]),  # the longest
        ("로그 보기", [("로그", "로그")]),  # protects itself
        ("사내쿠버네티스", [("쿠버네티스", "Kubernetes")]),
        ("", []),
        ("  ", []),
        ("요금 2만 원", []),
    ],
)
def test_terms_are_found_by_their_sound(text: str, found: list[tuple[str, str]]) -> None:
    assert spans(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "디비디 플레이어",  # begins like a name and goes on
        "사디비 설정",  # a short name within a word
        "티비 광고",  # short names have to sound exactly alike
        "구버내디씨가 뭐예요",  # too much differs
        "에이 디자인 시안",  # another word begins after the space
    ],
)
def test_words_that_only_resemble_a_name_are_left_alone(text: str) -> None:
    assert spans(text) == []


def test_of_two_names_with_one_sound_the_first_is_taken() -> None:
    (found,) = SoundTrie([("디비", "DB"), ("디비", "D.B.")]).find("디비요")
    assert found.written == "DB"


def test_what_is_shorter_than_two_syllables_is_no_name() -> None:
    assert SoundTrie([("씨", "C")]).find("씨 언어") == []
