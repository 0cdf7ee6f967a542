"""Customers who go first: a queue of their own, which everybody serves before all others."""

from collections.abc import Callable
from typing import Final

from ai.contract import Tier
from flows.attributes import ContactAttribute
from flows.builder.logic import branch
from flows.builder.routing import target_queue, transfer_to_queue
from flows.builder.steps import Step, Target

QUEUE: Final = "vip"


def if_vip(then: Target, *, otherwise: Target) -> Step:
    """By what the lookup said of the caller; who is not known is like everybody else."""
    return branch(
        ContactAttribute.CUSTOMER_TIER.path, cases={Tier.VIP.value: then}, otherwise=otherwise
    )


def into_queue(
    queue: str, *, through: Callable[[Step], Step], on_full: Target, on_error: Target
) -> Step:
    """Into the queue, or the one of VIPs; a VIP for whom there is no place comes back to `queue`.

    `through` makes the steps between choosing the queue and going there.
    """
    last = transfer_to_queue(on_full=on_full, on_error=on_error)
    after_all = target_queue(queue, then=last, on_error=on_error)
    first = through(
        transfer_to_queue(
            on_full=if_vip(after_all, otherwise=on_full),
            on_error=if_vip(after_all, otherwise=on_error),
        )
    )
    usual = target_queue(queue, then=first, on_error=on_error)
    return if_vip(target_queue(QUEUE, then=first, on_error=usual), otherwise=usual)
