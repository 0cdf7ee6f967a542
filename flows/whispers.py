"""What one side alone hears just before both are connected."""

from collections.abc import Mapping, Sequence
from typing import Final

from ai.contract import Status
from flows import prompts
from flows.attributes import Callback, ContactAttribute
from flows.builder.assembly import assemble
from flows.builder.contact import set_voice
from flows.builder.logic import branch
from flows.builder.routing import end_flow
from flows.builder.speech import say
from flows.builder.steps import Step
from flows.distress import if_distressed
from flows.language import FlowType
from flows.named import if_named
from flows.prompts import Section
from flows.recording import CallAnalysis, Recording
from flows.source import FlowSource
from flows.tongues import Tongue
from flows.verification import record_with_care, whisper_verified
from flows.vip import if_vip

TO_AGENT: Final = "agent_whisper"
TO_CUSTOMER: Final = "customer_whisper"
TO_CALLED: Final = "outbound_whisper"


def agent_whisper_flow(
    sections: Mapping[str, Section], tongue: Tongue, *, verifies: bool = False
) -> FlowSource:
    """To the agent: who calls, and what they asked the AI; of a booked call, that it is one.

    Of who is in distress that alone, and not what they said.

    With `verifies`, whether a caller who was asked for a PIN knew it.
    """
    words = sections[TO_AGENT]
    end = end_flow()
    told = branch(
        ContactAttribute.STATUS.path,
        cases={
            status.value: say(words[status.value], then=end, on_error=end)
            for status in (Status.ANSWERED, Status.ABSTAINED, Status.FAILED)
        },
        otherwise=say(words["direct"], then=end, on_error=end),
    )
    asked = if_distressed(say(words["distress"], then=end, on_error=end), otherwise=told)
    sure = whisper_verified(sections, then=asked) if verifies else asked
    known = if_named(
        tongue,
        say(words["known"], then=sure, on_error=sure),
        otherwise=say(words["registered"], then=sure, on_error=sure),
    )
    caller = branch(
        ContactAttribute.CUSTOMER_KNOWN.path,
        cases={"true": known},
        otherwise=say(words["unknown"], then=asked, on_error=asked),
    )

    def vip_before(then: Step) -> Step:
        return if_vip(say(words["vip"], then=then, on_error=then), otherwise=then)

    booked_vip = vip_before(end)
    start = branch(
        ContactAttribute.CALLBACK.path,
        cases={Callback.REACHED.value: say(words["booked"], then=booked_vip, on_error=booked_vip)},
        otherwise=vip_before(caller),
    )
    return FlowSource(
        name=tongue.flow(TO_AGENT),
        type=FlowType.AGENT_WHISPER,
        description=f"상담원 귓속말({tongue.code}): 누구의 어떤 문의인지",
        content=assemble(start),
    )


def customer_whisper_flow(sections: Mapping[str, Section], tongue: Tongue) -> FlowSource:
    """To the caller: a person is there."""
    end = end_flow()
    return FlowSource(
        name=tongue.flow(TO_CUSTOMER),
        type=FlowType.CUSTOMER_WHISPER,
        description=f"고객 귓속말({tongue.code}): 연결 알림",
        content=assemble(say(sections[TO_CUSTOMER]["connected"], then=end, on_error=end)),
    )


def outbound_whisper_flow(
    tongues: Sequence[Tongue],
    *,
    verifies: bool = False,
    analysis: CallAnalysis = CallAnalysis.NONE,
) -> FlowSource:
    """To whom we call, also back: who we are, that it is recorded, and only then the recording.

    There is one such flow for all calls: it speaks the first of the `tongues`, unless the contact
    has another language from the call in which it was asked for. With `verifies`, who may still be
    asked for a PIN in this call is recorded with people only.
    """
    end = end_flow()

    def greet(tongue: Tongue) -> Step:
        told = Recording(language=tongue.code, analysis=analysis)
        recording = record_with_care(told, then=end) if verifies else told.everything(then=end)
        words = prompts.load(tongue.language)[TO_CALLED]
        greeting = say(words["greeting"], then=recording, on_error=end)
        return set_voice(tongue.voice, engine=tongue.engine, then=greeting, on_error=greeting)

    first, *others = tongues
    start = greet(first)
    if others:
        start = branch(
            ContactAttribute.LANGUAGE.path,
            cases={each.language: greet(each) for each in others},
            otherwise=start,
        )
    return FlowSource(
        name=first.flow(TO_CALLED),
        type=FlowType.OUTBOUND_WHISPER,
        description="발신 안내: 고객에게 거는 전화의 인사와 녹음 안내",
        content=assemble(start),
    )
