"""What counts of the keys a caller presses, and which of them make a telephone number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flows.json_values import JsonObject, as_text

CANCEL: Final = "*"

CALLING_CODES: Final[Mapping[str, str]] = {
    "AE": "971", "AR": "54", "AT": "43", "AU": "61", "BE": "32", "BR": "55", "CA": "1",
    "CH": "41", "CL": "56", "CN": "86", "CO": "57", "CZ": "420", "DE": "49", "DK": "45",
    "EG": "20", "ES": "34", "FI": "358", "FR": "33", "GB": "44", "GR": "30", "HK": "852",
    "HU": "36", "ID": "62", "IE": "353", "IL": "972", "IN": "91", "IT": "39", "JP": "81",
    "KR": "82", "MX": "52", "MY": "60", "NL": "31", "NO": "47", "NZ": "64", "PE": "51",
    "PH": "63", "PL": "48", "PT": "351", "RO": "40", "SA": "966", "SE": "46", "SG": "65",
    "TH": "66", "TR": "90", "TW": "886", "UA": "380", "US": "1", "VN": "84", "ZA": "27",
}  # fmt: skip
"""Countries whose local numbers can be keyed in here, and their calling codes (ITU-T E.164)."""

KEEPS_ZERO: Final = frozenset({"IT"})
"""Where the leading zero belongs to the number; elsewhere it is only dialled at home."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyRules:
    """When an entry is complete. `between` is the most seconds from one key to the next."""

    end: str
    cancels: bool
    longest: int | None
    between: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What was keyed in. `used` counts the keys it took; without an end it waited for more."""

    keys: str
    used: int
    complete: bool


def collect(keys: str, gap: float, rules: KeyRules) -> Entry:
    """The keys up to the end sequence, the longest entry, or a pause that is too long.

    With the cancel key on, a `*` wipes all that was entered, and the entry is that `*` alone
    (adminguide, store-customer-input).
    """
    heard = keys if gap < rules.between else keys[:1]
    entered = ""
    for used, key in enumerate(heard, start=1):
        entered += key
        if entered.endswith(rules.end):
            return Entry(
                keys=_wiped(entered.removesuffix(rules.end), rules), used=used, complete=True
            )
        if (
            rules.longest is not None
            and len(entered) >= rules.longest
            and not _may_end(entered, rules)
        ):
            return Entry(keys=_wiped(entered, rules), used=used, complete=True)
    entered = entered if rules.longest is None else entered[: rules.longest]
    return Entry(keys=_wiped(entered, rules), used=len(heard), complete=False)


def _may_end(entered: str, rules: KeyRules) -> bool:
    """Whether an end sequence of several keys has begun."""
    return any(entered.endswith(rules.end[:length]) for length in range(1, len(rules.end)))


def _wiped(entered: str, rules: KeyRules) -> str:
    return CANCEL if rules.cancels and CANCEL in entered else entered


def phone_number(validation: JsonObject, keyed: str) -> str | None:
    """In E.164; None when it is no number. A country that is not known here counts as none."""
    if not keyed.isdecimal():
        return None
    if as_text(validation.get("NumberFormat")) == "Local":
        country = as_text(validation.get("CountryCode")) or ""
        code = CALLING_CODES.get(country)
        local = keyed if country in KEEPS_ZERO else keyed.removeprefix("0")
        keyed = "" if code is None else code + local
    return f"+{keyed}" if 8 <= len(keyed) <= 15 and not keyed.startswith("0") else None
