"""Ids of what is in an instance. Some calls take an ARN, some only the id at its end."""

import pulumi


def id_of(arn: pulumi.Output[str]) -> pulumi.Output[str]:
    """What stands behind the last slash."""
    return arn.apply(lambda arn: arn.rpartition("/")[2])
