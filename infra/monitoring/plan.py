"""Which alarms a stack has, and which of them page: one cause, one mail.

An alarm is quiet for another only where both have the same cause, and shares a mail only with
what is over as soon: what can lie there for days pages by itself, or apart with its like.
"""

from typing import Final

from infra.config_watch import ESSENTIAL
from infra.monitoring import callback_alarms, knowledge_alarms
from infra.monitoring.answer_alarms import SLOW, answer_alarms, words_only
from infra.monitoring.chat_alarms import chat_alarms, refusals
from infra.monitoring.duties import letters_of
from infra.monitoring.facts import Watched
from infra.monitoring.flow_alarms import flow_alarms, waiting_explained
from infra.monitoring.operations_alarms import letter_alarms, operations_alarms
from infra.monitoring.pin_alarms import guessing_alarms
from infra.monitoring.spec import AlarmPlan, AlarmSpec, CompositeSpec
from infra.monitoring.waiting import capacity, waiting_alarms

ANSWERS: Final = "answers-broken"
FLOWS: Final = "flows-broken"
WAITING: Final = "callers-waiting"
KNOWLEDGE: Final = "knowledge-broken"
CALLBACKS: Final = "callbacks-broken"
CHAT: Final = "chat-broken"
OPERATIONS: Final = "operations-broken"
LETTERS: Final = "letters-waiting"
CAUSE: Final = "cause-known"


def alarm_plan(watched: Watched, level: str) -> AlarmPlan:
    """Callers first, then the machine. `level` is one of `infra.config_watch.LEVELS`."""
    waiting, flows = waiting_alarms(watched), flow_alarms(watched)
    answers, chat = answer_alarms(watched), chat_alarms(watched)
    knowledge = knowledge_alarms.knowledge_alarms(watched)
    callbacks = callback_alarms.callback_alarms(watched)
    operations = operations_alarms(watched)
    letters = [*letter_alarms(watched), knowledge_alarms.dead_letters(watched)]
    alarms = [
        *waiting,
        capacity(watched),
        *flows,
        *answers,
        *callbacks,
        *callback_alarms.tasks_waiting(watched),
        *chat,
        *refusals(watched),
        *operations,
        *guessing_alarms(watched),
        *letters,
        *knowledge,
        words_only(watched),
        knowledge_alarms.declines(watched),
        *knowledge_alarms.product_alarms(watched),
    ]
    if level == ESSENTIAL:
        return AlarmPlan(alarms=[each for each in alarms if each.essential], composites=())
    composites = [
        _answers(answers),
        _flows(flows),
        _cause(watched, answers),
        _waiting(waiting),
        _knowledge(knowledge),
        *([_callbacks(callbacks)] if callbacks else []),
        *([_chat(chat)] if chat else []),
        *([_operations(operations, callbacks)] if operations else []),
        _letters(watched),
    ]
    return AlarmPlan(alarms=alarms, composites=composites)


def _names(alarms: list[AlarmSpec]) -> tuple[str, ...]:
    return tuple(alarm.name for alarm in alarms)


def _answers(children: list[AlarmSpec]) -> CompositeSpec:
    return CompositeSpec(
        name=ANSWERS,
        felt=(
            "AI 상담이 제대로 답하지 못합니다. 고객은 사과를 듣고 사람에게 넘어오므로 대기열도 "
            "길어집니다."
        ),
        first=(
            "어느 하위 경보(오류, 거절, 실패율, 지연, 흐름 오류)가 켜졌는지 보고, 상담팀에 알린 "
            "뒤 그 절차를 따르세요."
        ),
        any_of=_names(children),
    )


def _flows(children: list[AlarmSpec]) -> CompositeSpec:
    return CompositeSpec(
        name=FLOWS,
        felt="통화 흐름에 문제가 있어 고객이 엉뚱한 안내를 듣거나 전화가 끊깁니다.",
        first="켜진 하위 경보의 이름에서 흐름을 찾아 Connect 흐름 로그를 확인하세요.",
        any_of=_names(children),
    )


def _cause(watched: Watched, answers: list[AlarmSpec]) -> CompositeSpec:
    """Pages of its members go out elsewhere: it only keeps what follows from them quiet.

    Slow answers send nobody to people, so they do not explain why callers wait; nor do flows that
    no caller passes on the way there.
    """
    return CompositeSpec(
        name=CAUSE,
        felt="대기가 길어지는 원인(통화 한도, 사람에게 가는 흐름, AI 답변)이 이미 알려져 있습니다.",
        first="함께 켜진 경보의 절차를 따르세요. 이 경보는 메일을 보내지 않습니다.",
        any_of=(
            "capacity",
            *waiting_explained(watched),
            *(each for each in _names(answers) if each != SLOW),
        ),
        pages=False,
    )


def _waiting(children: list[AlarmSpec]) -> CompositeSpec:
    return CompositeSpec(
        name=WAITING,
        felt="고객이 사람을 오래 기다리거나, 기다리다 끊고 있습니다.",
        first=(
            "대시보드에서 어느 대기열인지 보고, '응대 가능' 상태인 인원을 늘리세요. 부족하면 다른 "
            "팀에 지원을 요청하세요."
        ),
        any_of=_names(children),
        suppressed_by=CAUSE,
    )


def _knowledge(children: list[AlarmSpec]) -> CompositeSpec:
    return CompositeSpec(
        name=KNOWLEDGE,
        felt="올린 문서가 답변에 반영되지 않습니다. 고객은 예전 내용으로 답변을 듣습니다.",
        first="켜진 하위 경보를 보고 색인 함수 로그와 색인 버킷의 report.json을 확인하세요.",
        any_of=_names(children),
    )


def _callbacks(children: list[AlarmSpec]) -> CompositeSpec:
    return CompositeSpec(
        name=CALLBACKS,
        felt="콜백 예약이 되지 않거나, 약속한 시간에 고객에게 전화가 가지 않고 있습니다.",
        first=(
            "켜진 하위 경보를 보고, 약속 시간이 지난 예약을 찾아 그 고객에게 사람이 먼저 "
            "전화하세요."
        ),
        any_of=_names(children),
    )


def _chat(children: list[AlarmSpec]) -> CompositeSpec:
    """Chat and telephone ask the same model: what ails both is mailed about once."""
    return CompositeSpec(
        name=CHAT,
        felt="웹과 앱의 채팅이 제대로 답하지 못합니다. 전화 상담에는 영향이 없습니다.",
        first="켜진 하위 경보를 보고 채팅 함수 로그와 API 접근 로그를 확인하세요.",
        any_of=_names(children),
        suppressed_by=ANSWERS,
    )


def _operations(children: list[AlarmSpec], callbacks: list[AlarmSpec]) -> CompositeSpec:
    """All its functions, and those of callbacks, are deployed together and read the same tables."""
    return CompositeSpec(
        name=OPERATIONS,
        felt=(
            "통화 옆에서 도는 일(고객 조회, 연락 기록, 매일 보고) 가운데 실패하는 것이 있습니다. "
            "통화 자체는 이어집니다."
        ),
        first="켜진 하위 경보의 이름에서 무엇인지 찾아 그 함수의 로그를 확인하세요.",
        any_of=_names(children),
        suppressed_by=callback_alarms.ERRORS if callbacks else None,
    )


def _letters(watched: Watched) -> CompositeSpec:
    """What was left behind, once its cause is over: while it lasts, the cause has been mailed.

    Not those of callbacks: a customer waits for each of them.
    """
    causes = {
        alarm.name: f"function-errors-{letters_of(queue).of}"
        for queue, alarm in zip(watched.dead_letters, letter_alarms(watched), strict=True)
        if alarm.name != callback_alarms.LETTERS
    }
    causes[knowledge_alarms.LETTERS] = knowledge_alarms.ERRORS
    return CompositeSpec(
        name=LETTERS,
        felt=(
            "처리하지 못하고 남은 일(연락 기록, 매일 보고, 문서)이 있습니다. 저절로 다시 처리되지 "
            "않고, 14일 뒤에 없어집니다."
        ),
        first="켜진 하위 경보의 대기열(DLQ)을 열어, 원인을 고친 뒤 되돌리거나 비우세요.",
        any_of=tuple(causes),
        unless=causes,
    )
