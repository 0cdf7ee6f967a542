"""A chat: the same bot and the same people, in written words; nothing is pressed."""

from collections.abc import Mapping
from typing import Final

from ai.contract import Intent, SessionAttribute, Status
from flows.attributes import FROM_BOT, ContactAttribute
from flows.builder.assembly import assemble
from flows.builder.contact import log, on_event, set_attributes, set_language
from flows.builder.logic import check_hours
from flows.builder.routing import disconnect, prioritise, target_queue, transfer_to_queue
from flows.builder.speech import say, talk_to_bot
from flows.builder.steps import Step
from flows.engineer import PRIORITY
from flows.opening import GUIDE
from flows.prompts import Section
from flows.source import FlowSource
from flows.tongues import Tongue
from flows.vip import into_queue

NAME: Final = "chat"
SESSION: Final = {SessionAttribute.CONTACT_ID.value: "$.ContactId"}

CHAT_CALLER: Final = "채팅"
"""What stands for the telephone number on the agent's screen."""


def chat_flow(sections: Mapping[str, Section], tongue: Tongue) -> FlowSource:
    """Greeting, notices, bot; then a person or goodbye."""
    words = sections[NAME]
    hang_up = disconnect()
    goodbye = say(words["goodbye"], then=hang_up, on_error=hang_up)
    person = _to_person(words, hang_up)

    from_bot = {name.value: f"$.Lex.SessionAttributes.{key}" for name, key in FROM_BOT.items()}
    failed = {**from_bot, ContactAttribute.STATUS.value: Status.FAILED.value}
    store_failed = set_attributes(failed, name="failure", then=person, on_error=person)
    apologise = say(words["fault"], then=store_failed, on_error=store_failed)
    bot = talk_to_bot(
        words["opening"],
        bot="inquiry",
        session=SESSION,
        intents={
            Intent.ENGINEER.value: set_attributes(
                from_bot, name="inquiry", then=person, on_error=person
            ),
            Intent.END.value: set_attributes(
                from_bot, name="outcome", then=goodbye, on_error=goodbye
            ),
        },
        on_other_intent=apologise,
        on_error=apologise,
    )
    notice = say(words["notice"], then=bot, on_error=bot)
    greeting = say(words["greeting"], then=notice, on_error=notice)
    values = {
        ContactAttribute.LANGUAGE.value: tongue.language,
        ContactAttribute.CALLER.value: CHAT_CALLER,
    }
    noted = set_attributes(values, name="chat", then=greeting, on_error=greeting)
    hooked = on_event(*GUIDE, then=noted, on_error=noted)
    speaking = set_language(tongue.code, then=hooked, on_error=hooked)
    return FlowSource(
        name=tongue.flow(NAME),
        description=f"채팅 상담({tongue.code}): 인공지능 답변, 엔지니어 연결",
        content=assemble(log(then=speaking)),
    )


def _to_person(words: Section, hang_up: Step) -> Step:
    """An engineer; an agent when their queue is full or not there.

    The tier is known when whoever started the chat gave it (`customer_tier`).
    """
    unavailable = say(words["unavailable"], then=hang_up, on_error=hang_up)
    closed = say(words["closed"], then=hang_up, on_error=hang_up)
    last = transfer_to_queue(on_full=unavailable, on_error=unavailable)
    agent = target_queue("agent", then=last, on_error=unavailable)
    full = say(words["full"], then=agent, on_error=agent)

    def through(queue: Step) -> Step:
        connecting = say(words["connecting"], then=queue, on_error=queue)
        return prioritise(PRIORITY, then=connecting)

    engineer = into_queue("engineer", through=through, on_full=full, on_error=full)
    return check_hours("main", is_open=engineer, is_closed=closed, on_error=engineer)
