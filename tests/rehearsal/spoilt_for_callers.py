"""For each live test of what callers meet, what must make it fail."""

from collections.abc import Mapping

from tests.live.test_verification import PIN
from tests.rehearsal.faults import Fault, empty, inside, instead, payload, replies, says
from tests.rehearsal.stand_ins import packed

FOR_CALLERS: Mapping[str, tuple[Fault, ...]] = {
    "test_functions::test_every_function_is_active_behind_its_alias": (
        says("lambda", "GetFunctionConfiguration", State="Pending"),
        says("lambda", "GetFunctionConfiguration", LastUpdateStatus="Failed"),
        says("lambda", "GetFunctionConfiguration", SnapStart={"OptimizationStatus": "Off"}),
    ),
    "test_functions::test_a_flow_gets_an_answer_within_its_time": (
        payload(b'{"status": "failed"}'),
        payload(b'{"errorMessage": "no"}', FunctionError="Unhandled"),
    ),
    "test_functions::test_a_customer_is_known_while_they_are_in_the_table": (
        payload('{"customer_known": "true", "customer_name": "시험고객"}'.encode()),
    ),
    "test_documents::test_an_uploaded_document_is_answered_from_within_a_minute": (
        payload(b'{"status": "abstained", "text": "?"}'),
    ),
    "test_documents::test_an_uploaded_document_is_answered_from_in_english": (
        payload(b'{"status": "abstained", "text": "I can only find this in Korean."}'),
        payload('{"status": "answered", "text": "419일마다 합니다."}'.encode()),
    ),
    "test_documents::test_the_documents_bucket_refuses_what_is_not_encrypted_on_the_way": (
        replies(200),
        replies(403),
    ),
    "test_documents::test_every_bucket_is_private_versioned_and_encrypted_as_declared": (
        says("s3", "GetBucketVersioning", Status="Suspended"),
        says("s3", "GetBucketPolicyStatus", PolicyStatus={"IsPublic": True}),
        inside(
            "s3",
            "GetPublicAccessBlock",
            "PublicAccessBlockConfiguration",
            to={"BlockPublicAcls": False},
        ),
    ),
    "test_bot::test_the_bot_answers_a_typed_question": (
        empty("lexv2-runtime", "RecognizeText", "messages"),
        says(
            "lexv2-runtime",
            "RecognizeText",
            sessionState={"sessionAttributes": {"status": "failed"}},
        ),
    ),
    "test_bot::test_the_bot_answers_a_typed_question_in_english": (
        says(
            "lexv2-runtime",
            "RecognizeText",
            messages=[{"contentType": "SSML", "content": "<speak>7일</speak>"}],
        ),
        empty("lexv2-runtime", "RecognizeText", "messages"),
    ),
    "test_bot::test_asking_for_an_engineer_is_understood": (
        says(
            "lexv2-runtime",
            "RecognizeText",
            sessionState={"intent": {"name": "FallbackIntent"}},
        ),
    ),
    "test_bot::test_korean_speech_is_recognised": (
        says(
            "lexv2-runtime",
            "RecognizeUtterance",
            inputTranscript=packed("전혀 다른 말"),
        ),
    ),
    "test_bot::test_english_speech_is_recognised": (
        says(
            "lexv2-runtime",
            "RecognizeUtterance",
            inputTranscript=packed("how many days has this refined steak"),
        ),
    ),
    "test_bot::test_the_bot_is_built_in_every_language": (
        inside(
            "lexv2-models",
            "DescribeBotAlias",
            *("botAliasLocaleSettings", "en_US", "enabled"),
            to=False,
        ),
        says("lexv2-models", "DescribeBotLocale", botLocaleStatus="Failed"),
    ),
    "test_bot::test_connect_may_use_the_bot_and_knows_it": (
        says("lexv2-models", "DescribeBotAlias", botAliasStatus="Failed"),
        says("lexv2-models", "DescribeResourcePolicy", policy="{}"),
        empty("connect", "ListBots", "LexBots"),
    ),
    "test_chat_api::test_a_request_without_a_signature_is_refused": (replies(200),),
    "test_chat_api::test_a_signed_question_is_answered_and_gone_on_with": (
        replies(403),
        replies(200, b'{"status": "failed"}'),
    ),
    "test_chat_api::test_what_is_no_question_is_refused_in_words": (replies(200),),
    "test_contact_records::test_a_record_in_the_bucket_is_kept_in_the_table": (
        Fault(operation=("dynamodb", "GetItem"), changed=lambda _: {}),
    ),
    "test_verification::test_a_pin_is_checked_counted_and_locked": (
        payload(b'{"customer_pin": "true", "verification": "verified"}'),
        payload(b'{"customer_pin": "true", "verification": "failed"}'),
        payload(b'{"customer_known": "true"}'),
        instead(b'"locked"', b'"verified"'),
        instead(b'"skipped"', b'"wrong"'),
    ),
    "test_verification::test_connect_asks_for_a_pin_and_logs_no_digit_of_it": (
        says("connect", "GetTestCaseExecutionSummary", Status="FAILED"),
        empty("logs", "FilterLogEvents", "events"),
        says("logs", "FilterLogEvents", events=[{"message": f"StoredCustomerInput {PIN}"}] * 2),
    ),
    "test_verification::test_the_function_logs_no_digit_of_a_pin": (
        empty("logs", "FilterLogEvents", "events"),
        says("logs", "FilterLogEvents", events=[{"message": f"outcome of {PIN}"}] * 2),
    ),
}
