import pytest

from flows.json_values import JsonObject
from flows.simulator.contact import Contact
from flows.simulator.paths import fill
from flows.simulator.world import DeployedQueue
from tests.flows.functions import CONTACT
from tests.flows.worlds import CUSTOMER

EXTERNAL: JsonObject = {
    "FirstName": "민수",
    "sfdc-RTT_flag__c": "yes",
    "count": 3,
    "ready": True,
    "nested": {"tier": "gold"},
    "list": ["a"],
    "nothing": None,
    "empty": "",
}


def contact() -> Contact:
    return Contact(
        contact_id=CONTACT,
        customer=CUSTOMER,
        dialed="+8220000000",
        instance_arn="arn:instance",
        region="ap-northeast-2",
        attributes={"name": "김철수", "a b": "with space"},
        flow_attributes={"tries": "2"},
        external=EXTERNAL,
        lex={"IntentName": "EndIntent", "SessionAttributes": {"status": "answered"}},
        stored_input="1234",
        queue=DeployedQueue(name="engineer", arn="arn:queue"),
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$.Attributes.name", "김철수"),
        ("$.Attributes.['a b']", "with space"),
        ("$['Attributes']['name']", "김철수"),
        ('$.Attributes["a b"]', "with space"),
        ("$.FlowAttributes.tries", "2"),
        ("$.External.sfdc-RTT_flag__c", "yes"),
        ("$.External.count", "3"),
        ("$.External.ready", "true"),
        ("$.External.nested.tier", "gold"),
        ("$.External.empty", ""),
        ("$.LambdaInvocation.ResultData.FirstName", "민수"),
        ("$.Lex.IntentName", "EndIntent"),
        ("$.Lex.SessionAttributes.status", "answered"),
        ("$.StoredCustomerInput", "1234"),
        ("$.CustomerEndpoint.Address", CUSTOMER),
        ("$.SystemEndpoint.Address", "+8220000000"),
        ("$.ContactId", CONTACT),
        ("$.InitialContactId", CONTACT),
        ("$.Channel", "VOICE"),
        ("$.InitiationMethod", "INBOUND"),
        ("$.InstanceARN", "arn:instance"),
        ("$.AwsRegion", "ap-northeast-2"),
        ("$.LanguageCode", "en-US"),
        ("$.TextToSpeechVoiceId", "Joanna"),
        ("$.Queue.Name", "engineer"),
        ("$.Queue.ARN", "arn:queue"),
    ],
)
def test_a_path_gives_the_value(text: str, value: str) -> None:
    assert fill(contact(), text) == value


@pytest.mark.parametrize(
    "text",
    [
        "$.Attributes.nobody",
        "$.External.nested",
        "$.External.list",
        "$.External.list.0",
        "$.External.nothing",
        "$.Attributes.name.first",
        "$.Customer.FirstName",
        "$.Attributes",
    ],
)
def test_what_is_not_there_or_is_no_single_value_gives_nothing(text: str) -> None:
    assert fill(contact(), text) is None


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("안녕하세요.", "안녕하세요."),
        ("안녕하세요, $.Attributes.name 님.", "안녕하세요, 김철수 님."),
        ("$.External.FirstName, thanks", "민수, thanks"),
        ("Hello $.External.FirstName.", "Hello 민수."),
        ("$.Attributes.name님", "김철수님"),
        ("$.Attributes.nobody 님", " 님"),
        ("$1000 or $.50", "$1000 or $.50"),
        ("$", "$"),
        ("s3://b/$['Attributes']['name']/a.wav", "s3://b/김철수/a.wav"),
        ("$.Attributes.name$.StoredCustomerInput", "김철수1234"),
    ],
)
def test_paths_may_stand_in_the_middle_of_a_text(text: str, spoken: str) -> None:
    assert fill(contact(), text) == spoken


def test_before_a_queue_is_chosen_there_is_no_queue() -> None:
    nobody = contact()
    nobody.queue = None

    assert fill(nobody, "$.Queue.Name") is None
