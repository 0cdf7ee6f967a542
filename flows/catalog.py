"""All flows of the call center, ready to deploy."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from flows import prompts
from flows.agent import agent_flow
from flows.booked import callback_call_flow, callback_task_flow
from flows.bots import BOTS
from flows.callback import callback_flow
from flows.chat import chat_flow
from flows.closed import closed_flow
from flows.disconnect import disconnect_flow
from flows.engineer import engineer_flow
from flows.guide import guide_flow
from flows.holds import agent_hold_flow, customer_hold_flow
from flows.inquiry import inquiry_flow
from flows.main import main_flow
from flows.queue import queue_flow
from flows.recording import CallAnalysis
from flows.source import FlowSource
from flows.spoken_hours import OpenDay
from flows.tongues import ENGLISH, Tongue
from flows.transfers import agent_transfer_flow, queue_transfer_flow
from flows.whispers import agent_whisper_flow, customer_whisper_flow, outbound_whisper_flow

LOOKUP: Final = "customer"
"""The function that knows callers by their number. Only the first flow of a call asks it."""


def build(
    *,
    voice: str = "Seoyeon",
    engine: str = "Neural",
    language: str = "ko-KR",
    hours: Sequence[OpenDay] = (),
    verifies: bool = False,
    analysis: CallAnalysis = CallAnalysis.DURING_CALL,
    english_voice: str = ENGLISH.voice,
) -> Mapping[str, FlowSource]:
    """The flows by name, each after the flows it refers to.

    `language` is the contact's language code; its first part chooses the prompts file. English is
    there as well, in `english_voice`. `hours` are told to callers outside them; none means around
    the clock. With `verifies`, customers who have a PIN are asked for it on the way to people.
    `analysis` is what Contact Lens does with everything that people are recorded in; chats are left
    out.

    Raises:
        PromptError: there is no prompts file for the language, or a sentence is missing.
    """
    first = Tongue(code=language, voice=voice, engine=engine)
    english = replace(ENGLISH, voice=english_voice)
    others = [tongue for tongue in (english,) if tongue.language != first.language]
    guide = guide_flow(verifies=verifies)
    flows = [guide]
    for tongue in others:
        flows += _in_language(tongue, hours, analysis, other=None, verifies=verifies)
    other = others[0] if others else None
    flows += _in_language(first, hours, analysis, other=other, lookup=LOOKUP, verifies=verifies)
    words = prompts.load(first.language)
    flows += [
        chat_flow(words, first),
        callback_task_flow(words, first),
        agent_transfer_flow(words, first),
        queue_transfer_flow(words, first),
        outbound_whisper_flow([first, *others], verifies=verifies, analysis=analysis),
        *(
            callback_call_flow(prompts.load(each.language), each, analysis=analysis)
            for each in (first, *others)
        ),
    ]
    return {flow.name: flow for flow in flows}


def _in_language(
    tongue: Tongue,
    hours: Sequence[OpenDay],
    analysis: CallAnalysis,
    *,
    other: Tongue | None,
    verifies: bool,
    lookup: str | None = None,
) -> list[FlowSource]:
    """What a caller of that language can come to. The AI only where a bot speaks it."""
    words = prompts.load(tongue.language)
    has_inquiry = any(bot.speaks(tongue) for bot in BOTS.values())
    people = [
        callback_flow(words, tongue, verifies=verifies),
        closed_flow(words, tongue, hours=hours),
        agent_flow(words, tongue, verifies=verifies),
        engineer_flow(words, tongue, verifies=verifies),
        queue_flow(words, tongue, verifies=verifies),
        disconnect_flow(words, tongue),
        agent_whisper_flow(words, tongue, verifies=verifies),
        customer_whisper_flow(words, tongue),
        customer_hold_flow(words, tongue),
        agent_hold_flow(words, tongue),
    ]
    inquiry = [inquiry_flow(words, tongue)] if has_inquiry else []
    main = main_flow(
        words,
        tongue,
        has_inquiry=has_inquiry,
        other=other,
        lookup=lookup,
        verifies=verifies,
        analysis=analysis,
    )
    return [*people, *inquiry, main]


FLOWS: Final = build()
