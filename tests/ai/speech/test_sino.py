import pytest

from ai.speech.sino import sino, sino_digits


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "영"),
        (1, "일"),
        (10, "십"),
        (11, "십일"),
        (100, "백"),
        (110, "백십"),
        (1_000, "천"),
        (2_026, "이천이십육"),
        (10_000, "만"),
        (15_000, "만 오천"),
        (99_000, "구만 구천"),
        (330_000, "삼십삼만"),
        (1_250_000, "백이십오만"),
        (11_000_000, "천백만"),
        (100_000_000, "일억"),
        (120_000_000, "일억 이천만"),
        (1_000_010_000, "십억 만"),
        (10**12, "일조"),
    ],
)
def test_numbers_are_read_in_sino_korean(number: int, words: str) -> None:
    assert sino(number) == words


def test_digits_are_read_one_by_one() -> None:
    assert sino_digits("905") == "구영오"


@pytest.mark.parametrize("number", [-1, 10**20])
def test_what_has_no_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        sino(number)
