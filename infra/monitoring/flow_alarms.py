"""What callers feel when a flow takes its error branches, or breaks off."""

from typing import Final

from infra.monitoring.facts import Watched
from infra.monitoring.spec import AlarmSpec

ASK_THE_ASSISTANT: Final = ("inquiry", "inquiry_en", "chat")
"""Flows whose error branches callers hear when the answer function is down: the same cause."""

TO_PEOPLE: Final = (
    *("main", "main_en"),
    *("agent", "agent_en"),
    *("engineer", "engineer_en"),
    *("inquiry", "inquiry_en"),
    *("queue", "queue_en"),
)
"""Flows that callers pass on the way to people, and where they wait for them."""

ERRORS: Final = 3
"""Minutes with error branches, of the last twenty: more than one caller's bad luck."""


def flow_alarms(watched: Watched) -> list[AlarmSpec]:
    """Two for each flow, and one for numbers that reach none; less what follows from answers."""
    return [
        *[errors(watched, flow) for flow in watched.flows if flow not in ASK_THE_ASSISTANT],
        *[fatal(watched, flow) for flow in watched.flows],
        misconfigured_numbers(watched),
    ]


def waiting_explained(watched: Watched) -> list[str]:
    """Names of those after which more callers than usual wait for people, or wait longer."""
    flows = [flow for flow in watched.flows if flow in TO_PEOPLE]
    return [
        *[errors(watched, flow).name for flow in flows if flow not in ASK_THE_ASSISTANT],
        *[fatal(watched, flow).name for flow in flows],
    ]


def assistant_flow_errors(watched: Watched) -> list[AlarmSpec]:
    """Those that belong to the assistant's own alarms."""
    return [errors(watched, flow) for flow in watched.flows if flow in ASK_THE_ASSISTANT]


def errors(watched: Watched, flow: str) -> AlarmSpec:
    """A flow took error branches again and again."""
    return AlarmSpec(
        name=f"flow-errors-{flow}",
        felt=(
            f"{flow} 흐름에서 오류 분기를 탄 통화가 계속 생기고 있습니다. 고객은 사과 안내를 듣고 "
            "사람에게 연결됩니다."
        ),
        first="Connect 흐름 로그에서 오류가 난 블록을 확인하세요.",
        metrics={
            "errors": watched.connect(
                "ContactFlowErrors", "ContactFlow", "Sum", ContactFlowName=flow
            )
        },
        threshold=1,
        periods=20,
        datapoints=ERRORS,
    )


def fatal(watched: Watched, flow: str) -> AlarmSpec:
    """A flow broke off: one is enough, and it stays on for a quarter of an hour."""
    return AlarmSpec(
        name=f"flow-fatal-{flow}",
        felt=f"{flow} 흐름이 중간에 멈춰 고객의 통화가 끊겼습니다.",
        first="Connect 흐름 로그를 확인하고, 방금 배포했다면 이전 버전으로 되돌리세요.",
        metrics={
            "fatal": watched.connect(
                "ContactFlowFatalErrors", "ContactFlow", "Sum", ContactFlowName=flow
            )
        },
        threshold=1,
        periods=15,
        datapoints=1,
    )


def misconfigured_numbers(watched: Watched) -> AlarmSpec:
    """A number is called that no flow answers."""
    return AlarmSpec(
        name="numbers-misconfigured",
        felt="전화번호가 어떤 흐름에도 연결되지 않아 고객이 전화를 걸 수 없습니다.",
        first="Connect 관리자 화면의 전화번호에서 main 흐름이 연결되어 있는지 확인하세요.",
        metrics={"calls": watched.connect("MisconfiguredPhoneNumbers", "VoiceCalls", "Sum")},
        threshold=1,
        periods=15,
        datapoints=1,
    )
