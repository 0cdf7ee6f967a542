"""A wrong value for every key there is: one sentence that names the key and what is allowed."""

import pytest

from infra.config import NAMESPACE, StackConfig
from tests.infra.test_config import project_keys, refusal

WRONG = {
    "abandonedCalls": ("16", "1 to 15"),
    "alertEmails": ("somebody", "a list of e-mail addresses"),
    "answerConcurrency": ("-1", "0 to 1000"),
    "answerFailurePercent": ("101", "1 to 100"),
    "answerMemoryMb": ("256", "512 to 10240"),
    "answerModel": ("eu.anthropic.claude-x-v1:0", "apac."),
    "botLogs": ("sometimes", "true or false"),
    "cacheInstructions": ("2", "true or false"),
    "callAnalysis": ("always", "none, after-call, during-call"),
    "callerVerification": ("voice", "none, pin"),
    "callbackAttempts": ("0", "1 to 5"),
    "callbackCapacity": ("many", "1 to 100"),
    "callbackDays": ("15", "1 to 14"),
    "callbackHours": ("20:00-09:00", "a span of whole hours"),
    "callbackReminder": ("mail", "none, sms"),
    "callbackReminderMinutes": ("5", "10 to 1440"),
    "callbackRetryMinutes": ("241", "5 to 240"),
    "callbackWaitMinutes": ("9", "10 to 1440"),
    "chatApi": ("open", "none, iam, jwt"),
    "chatAudience": ("website", "a list"),
    "chatBurst": ("0", "1 to 5000"),
    "chatConcurrency": ("1001", "0 to 1000"),
    "chatIssuer": ("http://login.example.com", "an https address"),
    "chatOrigins": ('["*"]', "never `*`"),
    "chatRequestsPerSecond": ("0.5", "1 to 10000"),
    "closedDays": ('["tomorrow"]', "tomorrow"),
    "concurrentCalls": ("0", "1 to 10000"),
    "contactRetentionDays": ("0", "1 to 3650"),
    "contactRules": ("maybe", "true or false"),
    "dashboardName": ("a b", "letters, digits, hyphens"),
    "denseWeight": ("1.5", "a share from 0 to 1"),
    "deployedBy": ("terraform", "pulumi, callcenter"),
    "documentVersionDays": ("3651", "1 to 3650"),
    "documentsKey": ("kms", "true or false"),
    "embeddingDimensions": ("300", "256, 512, 1024"),
    "embeddingModel": ("titan", "a model id"),
    "embeddingsPerSecond": ("1001", "1 to 1000"),
    "functionTarget": ("arm64", "lambda, build-host"),
    "englishVoice": ("Seoyeon", "Joanna, Matthew"),
    "gateFloor": ("-1", "0 to 100"),
    "gateRegression": ("half", "0 to 100"),
    "guardrail": ("latest", "identifier and version"),
    "holidays": ("korean", "true or false"),
    "holidaysFrom": ("1999", "2020 to 2100"),
    "hours": ("always", "24x7"),
    "index": ("opensearch", "snapshot, s3-vectors"),
    "ingestMemoryMb": ("20000", "512 to 10240"),
    "ingestSeconds": ("901", "30 to 900"),
    "instanceAlias": ("-", "1 to 45 letters"),
    "krwPerUsd": ("1", "500 to 5000"),
    "language": ("en-US", "ko-KR"),
    "logLevel": ("info", "INFO"),
    "logRetentionDays": ("31", "1, 3, 5"),
    "longestWaitSeconds": ("10", "20 to 3600"),
    "minScore": ("1", "a cosine"),
    "missedCalls": ("0", "1 to 15"),
    "monthlyBudgetKrw": ("free", "1000 to 999999999"),
    "phoneNumber": ("02-123-4567", "none"),
    "protect": ("no", "true or false"),
    "recordingDays": ("0", "1 to 3650"),
    "redactModelInput": ("", "true or false"),
    "reportEmails": ("[1]", "a list of e-mail addresses"),
    "runbooks": ("a b", "without blanks"),
    "snapStart": ("on", "true or false"),
    "snapshotsKept": ("1", "2 to 100"),
    "staleIndexHours": ("169", "2 to 168"),
    "timeZone": ("KST+9", "an IANA time zone name"),
    "turnSeconds": ("26", "3 to 25"),
    "users": ("everybody", "a list"),
    "voice": ("Hyunduk", "Seoyeon, Jihye"),
    "vpc": ("private", "true or false"),
    "vpcZones": ("a", "zone letters"),
    "waitingCallers": ("0", "1 to 1000"),
    "watch": ("none", "full, essential"),
}


def test_every_key_has_a_wrong_value_here() -> None:
    assert set(WRONG) == set(project_keys())


@pytest.mark.parametrize("key", WRONG)
def test_a_wrong_value_is_named_in_one_sentence_with_what_is_allowed(key: str) -> None:
    value, allowed = WRONG[key]
    sentence = refusal({key: value})
    assert sentence.startswith(f"{NAMESPACE}:{key}")
    assert allowed in sentence
    assert "; and " not in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("key", ["vpcZone", "VPC", "instance-alias", "prod:protect", ""])
def test_an_unknown_key_is_named_in_one_sentence_with_those_that_exist(key: str) -> None:
    sentence = refusal({key: "1"})
    assert sentence.startswith(f"{NAMESPACE}:{key} is not a key of this program; allowed are ")
    assert "vpcZones" in sentence
    assert "; and " not in sentence


@pytest.mark.parametrize(
    "zones", ["a", "a, a", "a,b,c,d,e,f,a", "a; c", "ap-northeast-2a, c", "A, C"]
)
def test_zones_are_two_to_six_different_letters(zones: str) -> None:
    assert "zone letters" in refusal({"vpcZones": zones})


@pytest.mark.parametrize("key", ["protect", "vpc", "documentsKey"])
def test_flags_take_both_of_their_words(key: str) -> None:
    for word in ("true", "false", "True"):
        values = {"instanceAlias": "saltware-test", key: word}
        StackConfig.parse(values, project=NAMESPACE, stack="t", region="ap-northeast-2")


@pytest.mark.parametrize(
    "hours", ["9:00-20:00", "09:30-20:00", "09:00", "09:00-09:00", "09:00-25:00", "24:00-24:00", ""]
)
def test_callbacks_are_booked_in_a_span_of_whole_hours(hours: str) -> None:
    assert "such as '09:00-20:00'" in refusal({"callbackHours": hours})
