"""The part of a stack's configuration that is about Connect."""

from typing import Any, Final
from zoneinfo import available_timezones

from flows.recording import CallAnalysis
from infra.config_reader import ConfigReader
from infra.holidays import parse_days
from infra.hours import ALLOWED as HOURS_ALLOWED
from infra.hours import ALWAYS, parse_hours
from infra.people import parse_people
from infra.phone_number import ALLOWED as NUMBER_ALLOWED
from infra.phone_number import NONE, parse_number

VOICES: Final = ("Seoyeon", "Jihye")
NOBODY_VERIFIED: Final = "none"
PIN: Final = "pin"
VERIFICATIONS: Final = (NOBODY_VERIFIED, PIN)
LANGUAGES: Final = ("ko-KR",)
"""Those for which `flows` has prompts."""

ENGLISH_VOICES: Final = ("Joanna", "Matthew")
"""Of those who press the star key. Neural in Seoul: Polly developer guide, neural voices."""

# The alias becomes https://<alias>.my.connect.aws; Connect's CreateInstance API sets its form.
_ALIAS_PATTERN: Final = r"(?!d-)[\da-zA-Z]+(?:-*[\da-zA-Z])*"


def contact_center_values(read: ConfigReader) -> dict[str, Any]:
    """Fields of `StackConfig`, by name."""
    return {
        "instance_alias": read.text(
            "instanceAlias",
            None,
            rf"(?=.{{1,45}}\Z){_ALIAS_PATTERN}",
            "1 to 45 letters, digits and inner hyphens that no other account uses",
        ),
        "hours": read.parsed("hours", ALWAYS, parse_hours, HOURS_ALLOWED),
        "time_zone": read.parsed("timeZone", "Asia/Seoul", _time_zone, "an IANA time zone name"),
        "holidays": read.flag("holidays", default=True),
        "holidays_from": read.number("holidaysFrom", 2026, 2020, 2100),
        "closed_days": read.entries("closedDays", parse_days),
        "language": read.choice("language", "ko-KR", LANGUAGES),
        "voice": read.choice("voice", "Seoyeon", VOICES),
        "english_voice": read.choice("englishVoice", "Joanna", ENGLISH_VOICES),
        "phone_number": read.parsed("phoneNumber", NONE, parse_number, NUMBER_ALLOWED),
        "users": read.entries("users", parse_people),
        "caller_verification": read.choice("callerVerification", NOBODY_VERIFIED, VERIFICATIONS),
        "recording_days": read.number("recordingDays", 90, 1, 3650),
        "call_analysis": read.parsed(
            "callAnalysis",
            CallAnalysis.DURING_CALL,
            CallAnalysis,
            f"one of {', '.join(CallAnalysis)}",
        ),
        "contact_rules": read.flag("contactRules", default=False),
        "bot_logs": read.flag("botLogs", default=False),
    }


def _time_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(name)
    return name
