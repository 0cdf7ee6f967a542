"""The languages in which the call center speaks, each with a voice."""

from dataclasses import dataclass
from typing import Final

FIRST: Final = "ko"
"""The language of callers who choose nothing; its flows have plain names."""


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """A language code such as `ko-KR`, and the Polly voice and engine that speak it."""

    code: str
    voice: str
    engine: str

    @property
    def language(self) -> str:
        """The first part of the code: `ko`."""
        return self.code.partition("-")[0]

    @property
    def locale(self) -> str:
        """The code as Lex writes it: `ko_KR`."""
        return self.code.replace("-", "_")

    def flow(self, name: str) -> str:
        """What a flow is called in this language: `queue`, `queue_en`."""
        return name if self.language == FIRST else f"{name}_{self.language}"


KOREAN: Final = Tongue(code="ko-KR", voice="Seoyeon", engine="Neural")
"""For everybody who chooses nothing; a stack may give it another voice."""

ENGLISH: Final = Tongue(code="en-US", voice="Joanna", engine="Neural")
"""For callers who press the star key; all of Connect's Regions have this voice."""
