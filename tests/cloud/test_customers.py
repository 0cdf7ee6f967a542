"""Callers whom the deployed function knows by their number."""

from pathlib import Path

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
    assert table_actions == ["dynamodb:GetItem"]
