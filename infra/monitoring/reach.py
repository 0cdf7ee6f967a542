"""What is left to do until alarms reach somebody who can read on, in Korean."""

from infra.config_watch import ESSENTIAL, WatchConfig

_NOBODY = (
    "경보 메일을 받을 사람이 없습니다. 설정 `alertEmails`(운영팀)와 `reportEmails`(제품팀)에 "
    "주소를 넣고 `pulumi up` 하세요."
)
_CONFIRM = (
    "메일을 받을 주소마다 AWS가 확인 메일(Subscription Confirmation)을 보냈습니다. 그 안의 링크를 "
    "누르기 전에는 경보가 가지 않습니다."
)
_NOWHERE = (
    "경보 메일에 적히는 절차가 주소가 아니라 파일 이름입니다. 당직자가 "
    "`docs/operations/alarms.ko.md`를 여는 주소를 설정 `runbooks`에 넣으세요."
)


def next_steps(watching: WatchConfig) -> list[str]:
    """In the order in which they are done."""
    steps = [_CONFIRM if watching.alert_emails else _NOBODY]
    return steps if has_address(watching) else [*steps, _NOWHERE]


def has_address(watching: WatchConfig) -> bool:
    """Whether the runbooks can be opened from a mail; where nobody is on shift, nobody has to."""
    return watching.watch == ESSENTIAL or "://" in watching.runbooks
