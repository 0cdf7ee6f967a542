"""A world in which somebody has booked a call, and the messages about it."""

import json

from tests.ai.operations.callbacks.world import KIM, World

SUMMARY = "문의: 환불은 며칠 걸리나요"


def booked(**settings: object) -> World:
    world = World(**settings)  # pyright: ignore[reportArgumentType]  as the test says
    more = {"name": "김하늘", "question": "환불", "summary": SUMMARY, "queue": "engineer"}
    assert world.book(KIM, "2026-11-24 14:00", **more) == "booked"
    return world


def message(world: World, kind: str = "call", attempt: int = 1) -> str:
    booking = world.bookings()[0]["pk"]["S"].removeprefix("booking#")
    return json.dumps({"booking": booking, "kind": kind, "attempt": attempt})


def status(world: World) -> str:
    return str(world.bookings()[0]["status"]["S"])
