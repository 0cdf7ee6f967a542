"""The contact center: everything of Amazon Connect that the provider has a resource for."""

from collections.abc import Mapping

from tests.infra.arguments import Call
from tests.infra.nesting import nest_queues

ANYTHING = "0a1b2c3d-0000-4000-8000-000000000000"
CONNECT = {"InstanceId": ANYTHING}
"""The recorded instance's id is shorter than Connect's are."""

_INSTANCE = frozenset({"instanceId"})


def _switch(key: str, attribute: str) -> Call:
    """A feature of the instance, which is an attribute of its own in the API."""
    return Call(
        service="connect",
        operation="UpdateInstanceAttribute",
        only=frozenset({key}),
        also={**CONNECT, "AttributeType": attribute},
        rewrite=lambda given: {"value": str(given[key]).lower()},
    )


CREATING: Mapping[str, tuple[Call, ...]] = {
    "connect/HoursOfOperation": (
        Call(
            service="connect",
            operation="CreateHoursOfOperation",
            also=CONNECT,
            elsewhere=_INSTANCE,
        ),
    ),
    "connect/Instance": (
        Call(
            service="connect",
            operation="CreateInstance",
            elsewhere=frozenset(
                {"autoResolveBestVoicesEnabled", "contactFlowLogsEnabled", "contactLensEnabled"}
            ),
        ),
        _switch("autoResolveBestVoicesEnabled", "AUTO_RESOLVE_BEST_VOICES"),
        _switch("contactFlowLogsEnabled", "CONTACTFLOW_LOGS"),
        _switch("contactLensEnabled", "CONTACT_LENS"),
    ),
    "connect/InstanceStorageConfig": (
        Call(
            service="connect",
            operation="AssociateInstanceStorageConfig",
            also=CONNECT,
            elsewhere=_INSTANCE,
        ),
    ),
    "connect/LambdaFunctionAssociation": (
        Call(
            service="connect",
            operation="AssociateLambdaFunction",
            also=CONNECT,
            elsewhere=_INSTANCE,
        ),
    ),
    "connect/PhoneNumber": (
        Call(
            service="connect",
            operation="SearchAvailablePhoneNumbers",
            only=frozenset({"targetArn", "countryCode", "type"}),
            names={"countryCode": "PhoneNumberCountryCode", "type": "PhoneNumberType"},
        ),
        Call(
            service="connect",
            operation="ClaimPhoneNumber",
            elsewhere=frozenset({"countryCode", "type"}),
            names={"description": "PhoneNumberDescription"},
            also={"PhoneNumber": "+82200000000"},
        ),
    ),
    "connect/PhoneNumberContactFlowAssociation": (
        Call(
            service="connect",
            operation="AssociatePhoneNumberContactFlow",
            also=CONNECT,
            elsewhere=_INSTANCE,
        ),
    ),
    "connect/Queue": (
        Call(
            service="connect",
            operation="CreateQueue",
            also=CONNECT,
            elsewhere=_INSTANCE | {"status"},
        ),
        Call(
            service="connect",
            operation="UpdateQueueStatus",
            only=frozenset({"status"}),
            also={**CONNECT, "QueueId": ANYTHING},
        ),
    ),
    "connect/QuickConnect": (
        Call(
            service="connect",
            operation="CreateQuickConnect",
            names={"queueConfigs": "QueueConfig", "phoneConfigs": "PhoneConfig"},
            also=CONNECT,
            elsewhere=_INSTANCE,
        ),
    ),
    "connect/RoutingProfile": (
        Call(
            service="connect",
            operation="CreateRoutingProfile",
            also=CONNECT,
            elsewhere=_INSTANCE,
            rewrite=nest_queues,
        ),
    ),
    "connect/SecurityProfile": (
        Call(
            service="connect",
            operation="CreateSecurityProfile",
            names={"name": "SecurityProfileName"},
            also=CONNECT,
            elsewhere=_INSTANCE,
        ),
    ),
    "connect/User": (
        Call(
            service="connect",
            operation="CreateUser",
            names={"name": "Username"},
            also=CONNECT,
            elsewhere=_INSTANCE,
        ),
    ),
}
