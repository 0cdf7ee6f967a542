"""The AI inquiry: the caller talks to the bot until they ask for an engineer or are done."""

from collections.abc import Mapping
from typing import Final

from ai.contract import Intent, SessionAttribute, Status
from flows.attributes import FROM_BOT, ContactAttribute
from flows.builder.assembly import assemble
from flows.builder.contact import set_attributes
from flows.builder.routing import disconnect, transfer_to_flow
from flows.builder.speech import say, talk_to_bot
from flows.prompts import Section
from flows.source import FlowSource
from flows.tongues import Tongue

NAME: Final = "inquiry"

SESSION: Final = {
    SessionAttribute.CONTACT_ID.value: "$.ContactId",
    # A caller may think for a moment, pause in the middle, and speak for a whole breath.
    "x-amz-lex:audio:start-timeout-ms:*:*": "5000",
    "x-amz-lex:audio:end-timeout-ms:*:*": "1000",
    "x-amz-lex:audio:max-length-ms:*:*": "15000",
    # One key says all there is to say, so nobody waits for "#" after it.
    "x-amz-lex:dtmf:max-length:*:*": "1",
    "x-amz-lex:allow-interrupt:*:*": "true",
}
"""What the bot is told (lex, session-attribs-speech; Connect alone waits only 3 s for speech)."""


def inquiry_flow(sections: Mapping[str, Section], tongue: Tongue) -> FlowSource:
    """Bot; then engineer, goodbye, or an apology and the engineer."""
    words = sections[NAME]
    hang_up = disconnect()
    unavailable = say(words["unavailable"], then=hang_up, on_error=hang_up)
    agent = transfer_to_flow(tongue.flow("agent"), on_error=unavailable)
    to_agent = say(words["to_agent"], then=agent, on_error=agent)
    engineer = transfer_to_flow(tongue.flow("engineer"), on_error=to_agent)

    from_bot = {name.value: f"$.Lex.SessionAttributes.{key}" for name, key in FROM_BOT.items()}
    escalate = set_attributes(from_bot, name="inquiry", then=engineer, on_error=engineer)
    failed = {**from_bot, ContactAttribute.STATUS.value: Status.FAILED.value}
    store_failed = set_attributes(failed, name="failure", then=engineer, on_error=engineer)
    apologise = say(words["fault"], then=store_failed, on_error=store_failed)
    goodbye = say(words["goodbye"], then=hang_up, on_error=hang_up)
    finish = set_attributes(from_bot, name="outcome", then=goodbye, on_error=goodbye)

    bot = talk_to_bot(
        words["opening"],
        bot=NAME,
        session=SESSION,
        intents={Intent.ENGINEER.value: escalate, Intent.END.value: finish},
        on_other_intent=apologise,
        on_error=apologise,
    )
    return FlowSource(
        name=tongue.flow(NAME),
        description=f"인공지능 문의({tongue.code}): 질문과 답변, 엔지니어 연결",
        content=assemble(bot),
    )
