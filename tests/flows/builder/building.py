"""Steps made into content, as small flows."""

from flows.builder.assembly import assemble
from flows.builder.steps import Step
from flows.document import Action, Document, read
from flows.language import FlowType
from flows.prompts import Words
from flows.validate import Severity, find_problems


def words(key: str = "hello", text: str = "안녕하세요.") -> Words:
    return Words(key=key, text=text)


def built(start: Step) -> Document:
    content = assemble(start)
    problems = find_problems(content, type=FlowType.CONTACT_FLOW)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    return read(content)


def first(start: Step) -> Action:
    return built(start).actions[0]
