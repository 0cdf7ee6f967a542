"""What one side alone hears just before both are connected."""

from collections.abc import Mapping
from typing import Final

from ai.contract import Status
from flows.attributes import Callback, ContactAttribute
from flows.builder.assembly import assemble
from flows.builder.contact import record, set_voice
from flows.builder.logic import branch
from flows.builder.routing import end_flow
from flows.builder.speech import say
from flows.builder.steps import Step
from flows.language import FlowType
from flows.prompts import Section
from flows.source import FlowSource
from flows.tongues import Tongue
from flows.verification import whisper_verified
from flows.vip import if_vip

TO_AGENT: Final = "agent_whisper"
TO_CUSTOMER: Final = "customer_whisper"
TO_CALLED: Final = "outbound_whisper"


def agent_whisper_flow(
    sections: Mapping[str, Section], tongue: Tongue, *, verifies: bool = False
) -> FlowSource:
    """To the agent: who calls, and what they asked the AI; of a booked call, that it is one.

    With `verifies`, whether a caller who was asked for a PIN knew it.
    """
    words = sections[TO_AGENT]
    end = end_flow()
    asked = branch(
        ContactAttribute.STATUS.path,
        cases={
            status.value: say(words[status.value], then=end, on_error=end)
            for status in (Status.ANSWERED, Status.ABSTAINED, Status.FAILED)
        },
        otherwise=say(words["direct"], then=end, on_error=end),
    )
    sure = whisper_verified(sections, then=asked) if verifies else asked
    caller = branch(
        ContactAttribute.CUSTOMER_KNOWN.path,
        cases={"true": say(words["known"], then=sure, on_error=sure)},
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


def outbound_whisper_flow(sections: Mapping[str, Section], tongue: Tongue) -> FlowSource:
    """To whom we call, also back: who we are, that it is recorded, and only then the recording."""
    end = end_flow()
    recording = record(then=end)
    greeting = say(sections[TO_CALLED]["greeting"], then=recording, on_error=end)
    return FlowSource(
        name=tongue.flow(TO_CALLED),
        type=FlowType.OUTBOUND_WHISPER,
        description="발신 안내: 고객에게 거는 전화의 인사와 녹음 안내",
        content=assemble(
            set_voice(tongue.voice, engine=tongue.engine, then=greeting, on_error=greeting)
        ),
    )
