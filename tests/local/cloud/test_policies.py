import json

from local.cloud.policies import in_the_default_group, over_plain_http

TLS_ONLY = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": "*",
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
ALLOW = {
    "Effect": "Allow",
    "Principal": {"Service": "s3.amazonaws.com"},
    "Action": "sqs:SendMessage",
    "Resource": "*",
}


def policy(*statements: object) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def test_the_tls_only_statement_is_left_out_and_the_rest_stays() -> None:
    kept = over_plain_http(policy(TLS_ONLY, ALLOW))
    assert kept is not None
    assert json.loads(kept) == {"Version": "2012-10-17", "Statement": [ALLOW]}


def test_a_policy_of_nothing_else_is_no_policy() -> None:
    assert over_plain_http(policy(TLS_ONLY)) is None


def test_a_condition_written_as_a_boolean_is_known_too() -> None:
    other = {**TLS_ONLY, "Condition": {"Bool": {"aws:SecureTransport": False}}}
    assert over_plain_http(policy(other, ALLOW)) == policy(ALLOW)


def test_other_denials_stay() -> None:
    denied = {**TLS_ONLY, "Condition": {"StringNotEquals": {"aws:SourceAccount": "1"}}}
    assert over_plain_http(policy(denied)) == policy(denied)


def test_schedules_of_a_group_are_allowed_where_the_emulator_looks_for_them() -> None:
    own = "arn:aws:scheduler:ap-northeast-2:000000000000:schedule/callbacks/*"
    other = "arn:aws:sqs:ap-northeast-2:000000000000:schedule/callbacks/x"
    given = policy({**ALLOW, "Resource": [own, other]})
    [statement] = json.loads(in_the_default_group(given))["Statement"]
    assert statement["Resource"] == [own.replace("/callbacks/", "/default/"), other]
