"""Callers whom the deployed function knows by their number."""

from pathlib import Path
from typing import Any

from tests.cloud.callcenter import CallCenter


def test_a_customer_of_a_file_is_greeted_by_name_until_removed(
    center: CallCenter, tmp_path: Path
) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("전화번호,이름\n010-7777-8888,박바다\n", encoding="cp949")
    assert center.run("customers", "put", str(file), "--json").json == {"put": 1}

    call = ("call", "--from", "+821077778888", "--say", "0", "--json")
    known = center.run(*call).json
    removed = center.run("customers", "rm", "010-7777-8888", "--json")
    unknown = center.run(*call).json

    assert "박바다 고객님, 반갑습니다." in known["turns"][0]["text"]
    assert known["attributes"]["customer_tier"] == "standard"
    assert removed.json == {"removed": "+821077778888"}
    assert "박바다" not in unknown["turns"][0]["text"]
    assert "customer_known" not in unknown["attributes"]


def test_a_customer_with_a_pin_is_verified_until_it_was_wrong_too_often(
    center: CallCenter, tmp_path: Path
) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("phone,name,pin\n010-7777-9999,박바다,508264\n", encoding="utf-8")
    assert center.run("customers", "put", str(file), "--json").json == {"put": 1}

    def calling(*pins: str) -> dict[str, Any]:
        said = [word for pin in pins for word in ("--say", f"{pin}#")]
        return center.run("call", "--from", "+821077779999", "--say", "0", *said, "--json").json

    verified = calling("508264")
    second = calling("1111", "508264")
    for _ in range(2):
        calling("1111", "2222")
    locked = calling("508264")

    assert verified["attributes"]["customer_verified"] == "true"
    assert second["attributes"]["customer_verified"] == "true"
    assert locked["attributes"]["customer_verified"] == "false"
    assert any("여러 번 맞지 않아" in turn["text"] for turn in locked["turns"])
    assert "508264" not in str(verified["attributes"])
    center.run("customers", "rm", "010-7777-9999", "--json")


def test_the_lookup_may_not_read_all_customers(center: CallCenter) -> None:
    outputs = center.state.outputs
    found = center.clients("lambda").get_function_configuration(
        FunctionName=outputs["customer_function"]
    )
    policy = center.clients("iam").get_role_policy(
        RoleName=str(found["Role"]).rpartition("/")[2], PolicyName="calls"
    )["PolicyDocument"]
    table_actions = [
        action
        for statement in policy["Statement"]
        for action in statement["Action"]
        if action.startswith("dynamodb:")
    ]
    assert table_actions == ["dynamodb:GetItem", "dynamodb:UpdateItem"]  # the latter to count tries
