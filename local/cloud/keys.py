"""KMS keys. The emulator keeps them; buckets, queues and tables name them."""

from local.cloud.clients import Clients
from local.cloud.engine import Created
from local.cloud.inputs import Inputs


class Keys:
    """Creates keys and their aliases."""

    def __init__(self, clients: Clients) -> None:
        """`clients` speak to the emulator."""
        self._clients = clients

    def key(self, inputs: Inputs) -> Created:
        """aws:kms/key:Key. Who may use it is asserted over the recorded resources."""
        inputs.take("policy")
        inputs.skip("deletionWindowInDays", "rotationPeriodInDays")
        kms = self._clients("kms")
        tags = [{"TagKey": key, "TagValue": value} for key, value in inputs.tags().items()]
        made = kms.create_key(Description=inputs.get("description", ""), Tags=tags)["KeyMetadata"]
        if inputs.get("enableKeyRotation", False):
            kms.enable_key_rotation(KeyId=made["KeyId"])
        return Created(id=made["KeyId"], outputs={"arn": made["Arn"], "keyId": made["KeyId"]})

    def alias(self, inputs: Inputs) -> Created:
        """aws:kms/alias:Alias."""
        name, target = inputs.take("name"), inputs.take("targetKeyId")
        self._clients("kms").create_alias(AliasName=name, TargetKeyId=target)
        return Created(id=name)
