"""For each live test, what must make it fail."""

from collections.abc import Mapping

from tests.rehearsal.faults import Fault, alarming, empty, inside, payload, says
from tests.rehearsal.spoilt_for_callers import FOR_CALLERS

FAULTS: Mapping[str, tuple[Fault, ...]] = {
    **FOR_CALLERS,
    "test_kept_data::test_the_key_is_rotated_and_connect_has_its_grant": (
        says("kms", "GetKeyRotationStatus", KeyRotationEnabled=False),
        empty("kms", "ListGrants", "Grants"),
    ),
    "test_kept_data::test_every_table_is_encrypted_restorable_and_forgets": (
        inside(
            "dynamodb", "DescribeTable", "Table", "SSEDescription", "KMSMasterKeyArn", to="other"
        ),
        inside("dynamodb", "DescribeTable", "Table", "DeletionProtectionEnabled", to=True),
        inside(
            "dynamodb",
            "DescribeContinuousBackups",
            *("ContinuousBackupsDescription", "PointInTimeRecoveryDescription"),
            "PointInTimeRecoveryStatus",
            to="DISABLED",
        ),
        says(
            "dynamodb", "DescribeTimeToLive", TimeToLiveDescription={"TimeToLiveStatus": "DISABLED"}
        ),
    ),
    "test_kept_data::test_every_log_group_is_encrypted_and_ends": (
        inside("logs", "DescribeLogGroups", "logGroups", "0", "retentionInDays", to=3653),
        inside("logs", "DescribeLogGroups", "logGroups", "0", "kmsKeyId", to="other"),
    ),
    "test_kept_data::test_every_queue_is_encrypted_and_empty_of_failures": (
        inside("sqs", "GetQueueAttributes", "Attributes", "KmsMasterKeyId", to=""),
        inside("sqs", "GetQueueAttributes", "Attributes", "ApproximateNumberOfMessages", to="1"),
    ),
    "test_flows::test_every_flow_is_published": (
        inside("connect", "DescribeContactFlow", "ContactFlow", "Status", to="SAVED"),
    ),
    "test_flows::test_a_flow_with_a_bot_is_updated_again_and_again": (
        says(
            "cloudcontrol",
            "GetResourceRequestStatus",
            ProgressEvent={"OperationStatus": "FAILED", "StatusMessage": "InvalidContactFlow"},
        ),
        says(
            "cloudcontrol",
            "GetResourceRequestStatus",
            ProgressEvent={"OperationStatus": "IN_PROGRESS"},
        ),
    ),
    "test_flows::test_a_chat_contact_is_answered": (
        empty("connectparticipant", "GetTranscript", "Transcript"),
        says(
            "connectparticipant",
            "GetTranscript",
            Transcript=[{"Type": "MESSAGE", "ParticipantRole": "SYSTEM", "Content": "hello"}],
        ),
    ),
    "test_connect::test_nobody_answers_on_closed_days": (
        empty("connect", "ListHoursOfOperationOverrides", "HoursOfOperationOverrideList"),
        inside(
            "connect",
            "GetEffectiveHoursOfOperations",
            *("EffectiveHoursOfOperationList", "0", "OperationalHours"),
            to=[{"Start": {"Hours": 9, "Minutes": 0}, "End": {"Hours": 18, "Minutes": 0}}],
        ),
    ),
    "test_connect::test_the_number_is_claimed_and_starts_the_main_flow": (
        says(
            "connect",
            "DescribePhoneNumber",
            ClaimedPhoneNumberSummary={"PhoneNumberStatus": {"Status": "FAILED"}},
        ),
        empty("connect", "ListFlowAssociations", "FlowAssociationSummaryList"),
    ),
    "test_connect::test_contact_rules_are_published": (
        empty("connect", "ListRules", "RuleSummaryList"),
    ),
    "test_connect::test_recordings_transcripts_and_reports_are_stored_under_the_key": (
        inside(
            "connect",
            "ListInstanceStorageConfigs",
            *("StorageConfigs", "0", "S3Config", "EncryptionConfig", "KeyId"),
            to="other",
        ),
    ),
    "test_connect::test_contact_records_have_a_stream": (
        empty("connect", "ListInstanceStorageConfigs", "StorageConfigs"),
    ),
    "test_connect::test_security_profiles_permit_what_was_declared": (
        empty("connect", "ListSecurityProfilePermissions", "Permissions"),
    ),
    "test_connect::test_declared_users_are_there": (
        empty("connect", "ListUsers", "UserSummaryList"),
    ),
    "test_connect::test_declared_queues_are_open_for_contacts": (
        says("connect", "DescribeQueue", Queue={"Status": "DISABLED"}),
    ),
    "test_access::test_iam_allows_a_role_what_its_function_calls": (
        inside(
            "iam",
            "SimulatePrincipalPolicy",
            *("EvaluationResults", "0", "EvalDecision"),
            to="implicitDeny",
        ),
    ),
    "test_access::test_iam_refuses_a_role_what_nobody_does": (
        inside(
            "iam",
            "SimulatePrincipalPolicy",
            *("EvaluationResults", "0", "EvalDecision"),
            to="allowed",
        ),
    ),
    "test_access::test_iam_finds_no_fault_with_any_policy": (
        says(
            "accessanalyzer",
            "ValidatePolicy",
            findings=[
                {
                    "findingDetails": "no such action",
                    "findingType": "ERROR",
                    "issueCode": "INVALID_ACTION",
                    "learnMoreLink": "x",
                    "locations": [],
                }
            ],
        ),
    ),
    "test_monitoring::test_every_alarm_is_there_and_none_is_raised": (
        empty("cloudwatch", "DescribeAlarms", "MetricAlarms"),
        Fault(operation=("cloudwatch", "DescribeAlarms"), changed=alarming),
    ),
    "test_monitoring::test_an_alarm_reaches_the_topic": (
        empty("cloudwatch", "DescribeAlarmHistory", "AlarmHistoryItems"),
    ),
    "test_monitoring::test_the_dashboard_is_there": (
        says("cloudwatch", "GetDashboard", DashboardBody=""),
    ),
    "test_monitoring::test_the_budget_notifies": (
        empty("budgets", "DescribeNotificationsForBudget", "Notifications"),
    ),
    "test_callbacks::test_a_call_is_offered_booked_scheduled_and_cancelled": (
        empty("scheduler", "ListSchedules", "Schedules"),
        payload(b'{"callback_status": "none"}'),
    ),
    "test_callbacks::test_what_is_due_reaches_the_function_that_calls": (
        empty("logs", "FilterLogEvents", "events"),
    ),
    "test_callbacks::test_every_schedule_is_on_and_the_group_is_there": (
        says("scheduler", "GetSchedule", State="DISABLED"),
        says("scheduler", "GetScheduleGroup", State="DELETING"),
    ),
    "test_native::test_connect_itself_plays_a_scenario": (
        says("connect", "GetTestCaseExecutionSummary", Status="FAILED"),
        says("connect", "GetTestCaseExecutionSummary", Status="IN_PROGRESS"),
    ),
    "test_optional::test_the_network_has_its_endpoints_in_every_zone": (
        inside(
            "ec2", "DescribeVpcEndpointServices", "ServiceDetails", "0", "AvailabilityZones", to=[]
        ),
    ),
    "test_optional::test_the_vector_index_is_hybrid_and_korean": (
        empty("s3vectors", "ListIndexes", "indexes"),
        inside("s3vectors", "GetIndex", "index", "indexMode", to="CLASSIC"),
    ),
}
