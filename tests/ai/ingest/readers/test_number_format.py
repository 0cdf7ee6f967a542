from datetime import date, datetime, time, timedelta

import pytest

from ai.ingest.readers.number_format import shown


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (99000, "General", "99000"),
        (99000.0, "General", "99000"),
        (0.1 + 0.2, "General", "0.3"),
        (1e-7, "General", "0.0000001"),
        (1e20, "General", "100000000000000000000"),
        (99000, "#,##0", "99,000"),
        (99000, '#,##0"원"', "99,000원"),
        (99000, "₩#,##0", "₩99,000"),
        (99000, "[$₩-412]#,##0", "₩99,000"),
        (-99000, r"\₩#,##0;[Red]-₩#,##0", "-₩99,000"),
        (1234.5, "_-* #,##0.00_-", "1,234.50"),
        (0.999, "0.0%", "99.9%"),
        (0.05, "0%", "5%"),
        (3, '0"일"', "3일"),
        (12, "0.00E+00", "12"),
        (float("nan"), "0", ""),
        (float("inf"), "0", ""),
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("글", "@", "글"),
        (datetime(2026, 1, 31), "yyyy-mm-dd", "2026-01-31"),  # noqa: DTZ001  as in a cell
        (datetime(2026, 1, 31, 9, 30), "General", "2026-01-31 09:30"),  # noqa: DTZ001
        (date(2026, 1, 31), "General", "2026-01-31"),
        (time(9, 30), "h:mm", "09:30"),
        (timedelta(hours=25, minutes=5), "[h]:mm", "25:05"),
    ],
)
def test_a_value_is_read_as_its_sheet_shows_it(
    value: object, number_format: str, text: str
) -> None:
    assert shown(value, number_format) == text
