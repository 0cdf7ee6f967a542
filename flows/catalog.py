"""All flows of the call center, ready to deploy."""

from collections.abc import Mapping
from typing import Final

from flows import prompts
from flows.agent import agent_flow
from flows.engineer import engineer_flow
from flows.inquiry import inquiry_flow
from flows.main import main_flow
from flows.source import FlowSource


def build(
    *, voice: str = "Seoyeon", engine: str = "Neural", language: str = "ko-KR"
) -> Mapping[str, FlowSource]:
    """The flows by name, each after the flows it refers to.

    `language` is the contact's language code; its first part chooses the prompts file.

    Raises:
        PromptError: there is no prompts file for the language, or a sentence is missing.
    """
    words = prompts.load(language.partition("-")[0])
    flows = (
        agent_flow(words["agent"]),
        engineer_flow(words["engineer"]),
        inquiry_flow(words["inquiry"]),
        main_flow(words["main"], voice=voice, engine=engine, language=language),
    )
    return {flow.name: flow for flow in flows}


FLOWS: Final = build()
