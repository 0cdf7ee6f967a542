from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.chat.session import CONTACT_PREFIX, begin, principal_of, resume
from ai.errors import RefusedError
from tests.ai.chat.callers import WEBSITE, by_iam, by_jwt

ME, ANOTHER = "me", "another"

PRINCIPALS: dict[str, dict[str, Any]] = {
    "a user": by_iam(),
    "another user": by_iam("arn:aws:iam::123456789012:user/office"),
    "a role's session": by_iam("arn:aws:sts::123456789012:assumed-role/web/kim"),
    "another of the same role": by_iam("arn:aws:sts::123456789012:assumed-role/web/lee"),
    "a Cognito identity": by_iam(WEBSITE, identity="ap-northeast-2:1"),
    "another with the same role": by_iam(WEBSITE, identity="ap-northeast-2:2"),
    "a subject": by_jwt("kim"),
    "another subject": by_jwt("lee"),
    "the same of another issuer": by_jwt("kim", "https://other.example"),
}


def refused(token: str, principal: str) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        resume(token, principal)
    return caught.value


def test_principals_are_told_apart() -> None:
    for one, other in combinations(PRINCIPALS, 2):
        assert principal_of(PRINCIPALS[one]) != principal_of(PRINCIPALS[other]), (one, other)


def test_a_principal_is_the_same_at_every_request() -> None:
    assert principal_of(by_jwt("kim")) == principal_of(by_jwt("kim"))


@pytest.mark.parametrize(
    "context",
    [
        None,
        {},
        {"authorizer": None},
        {"authorizer": {"iam": None}},
        {"authorizer": {"iam": {"userArn": ""}}},
        {"authorizer": {"jwt": {"claims": {"iss": "https://login.example"}}}},
        {"authorizer": {"jwt": {"claims": {"sub": "kim"}}}},
        {"authorizer": {"lambda": {"sub": "kim"}}},
        [],
    ],
)
def test_who_is_nobody_is_refused(context: object) -> None:
    with pytest.raises(RefusedError) as caught:
        principal_of({"requestContext": context})
    assert (caught.value.status, caught.value.code) == (403, "unknown_caller")


def test_a_session_goes_on_for_whoever_began_it() -> None:
    session = begin(ME)
    assert resume(session.token, ME) == session


def test_sessions_of_one_principal_are_kept_apart() -> None:
    assert begin(ME).contact_id != begin(ME).contact_id


def test_a_session_is_a_contact_that_connect_can_not_have() -> None:
    contact = begin(ME).contact_id
    assert contact.startswith(CONTACT_PREFIX)
    assert contact.removeprefix(CONTACT_PREFIX) not in begin(ME).token
    assert ME not in contact


def test_another_principal_does_not_get_in_and_learns_nothing() -> None:
    mine = refused(begin(ANOTHER).token, ME)
    nobodys = refused("x" * 32 + "." + "y" * 16, ME)
    assert (mine.status, mine.code, str(mine)) == (nobodys.status, nobodys.code, str(nobodys))
    assert mine.status == 404


def test_a_token_whose_mark_is_made_to_fit_leads_to_an_empty_conversation() -> None:
    theirs = begin(ANOTHER)
    random = theirs.token.partition(".")[0]
    forged = begin(ME, draw=lambda _: random)
    assert resume(forged.token, ME).contact_id != theirs.contact_id


MINE = begin(ME, draw=lambda _: "r" * 32)


@pytest.mark.parametrize(
    "token", ["", ".", "a.b", "가" * 32 + "." + "가" * 16, "a" * 32, f"{MINE.token}\n"]
)
def test_what_is_no_token_is_an_unknown_session(token: str) -> None:
    assert refused(token, ME).code == "unknown_session"


@given(st.integers(0, 48), st.characters(codec="ascii"))
def test_a_token_with_one_other_character_is_unknown(place: int, other: str) -> None:
    token = begin(ME).token
    changed = token[:place] + other + token[place + 1 :]
    if changed != token:
        assert refused(changed, ME).status == 404
