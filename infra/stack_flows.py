"""The flows of a stack, as its configuration wants them."""

from collections.abc import Mapping

from flows import catalog
from flows.source import FlowSource
from infra.config import StackConfig


def stack_flows(config: StackConfig) -> Mapping[str, FlowSource]:
    """By name, each after the flows it refers to."""
    return catalog.build(
        voice=config.voice,
        english_voice=config.english_voice,
        language=config.language,
        hours=config.hours,
        verifies=config.verifies,
        analysis=config.call_analysis,
    )
