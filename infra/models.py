"""Bedrock model ids, and the ARNs that invoking one really touches."""

import re
from dataclasses import dataclass
from typing import Final

ROUTES: Final = {
    # "global." leaves the choice of Region to AWS: the foundation model's ARN then has none.
    "global": ("",),
    # Inference profiles page of the Bedrock user guide, Asia Pacific.
    "apac": (
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
        "ap-southeast-1", "ap-southeast-2", "ap-southeast-4",
    ),
}  # fmt: skip
"""Regions to which an inference profile of that prefix may route a request."""

_EMBEDS: Final = "embed"
"""Stands in the ids of Bedrock's embedding models, and in no others."""

_LENGTHS: Final = {
    "amazon.titan-embed-text-v2": (256, 512, 1024),
    "amazon.titan-embed-text-v1": (1536,),
    "amazon.titan-embed-g1-text": (1536,),
    "cohere.embed-english-v3": (1024,),
    "cohere.embed-multilingual-v3": (1024,),
}
"""Model pages of the Bedrock user guide."""

ALLOWED: Final = (
    "a model id of the Region such as amazon.titan-embed-text-v2:0, or one behind an inference "
    f"profile that starts with {' or '.join(f'{prefix}.' for prefix in ROUTES)}"
)

EMBEDDING_ALLOWED: Final = f"{ALLOWED}, that embeds texts (its name says `{_EMBEDS}`)"
ANSWER_ALLOWED: Final = f"{ALLOWED}, that words texts (its name does not say `{_EMBEDS}`)"

GUARDRAIL: Final = r"(?:[a-z0-9]+:(?:[1-9]\d{0,7}|DRAFT))?"
"""A guardrail as configured: CreateGuardrail's identifier, and a version or the draft."""

GUARDRAIL_ALLOWED: Final = "a guardrail's identifier and version such as abc123def456:1"

_ID = re.compile(rf"(?:(?P<route>{'|'.join(ROUTES)})\.)?(?P<base>[a-z0-9]{{3,}}\.[a-zA-Z0-9.:-]+)")
_OTHER_ROUTES: Final = ("us.", "eu.", "jp.", "au.", "ca.", "us-gov.")


@dataclass(frozen=True, kw_only=True)
class Model:
    """A model as configured. `route` is None where the Region serves it itself."""

    id: str
    base: str
    route: str | None


def parse_model(text: str) -> Model:
    """The parts of a model id.

    Raises:
        ValueError: it is no id, or of a route whose Regions this program does not know.
    """
    match = _ID.fullmatch(text)
    if match is None or text.startswith(_OTHER_ROUTES):
        raise ValueError(text)
    return Model(id=text, base=match["base"], route=match["route"])


def embedding_id(text: str) -> str:
    """The same id.

    Raises:
        ValueError: as `parse_model` says, or the model words texts.
    """
    return _id_of(text, embeds=True)


def answer_id(text: str) -> str:
    """The same id.

    Raises:
        ValueError: as `parse_model` says, or the model embeds texts.
    """
    return _id_of(text, embeds=False)


def offered_dimensions(model_id: str) -> tuple[int, ...] | None:
    """Lengths of the vectors that the model makes; None where this program does not know."""
    base = parse_model(model_id).base
    found = (lengths for name, lengths in _LENGTHS.items() if base.startswith(name))
    return next(found, None)


def _id_of(text: str, *, embeds: bool) -> str:
    model = parse_model(text)
    if (_EMBEDS in model.base) is not embeds:
        raise ValueError(text)
    return model.id


def invoked_arns(model_id: str, *, region: str, account: str) -> tuple[str, ...]:
    """Every ARN for which `bedrock:InvokeModel` is checked when the model is called.

    A request through an inference profile is checked against the profile *and* against the
    foundation model in each Region it may be routed to, the calling Region included.
    """
    model = parse_model(model_id)
    own = f"arn:aws:bedrock:{region}::foundation-model/{model.base}"
    if model.route is None:
        return (own,)
    profile = f"arn:aws:bedrock:{region}:{account}:inference-profile/{model.id}"
    routed = [
        f"arn:aws:bedrock:{there}::foundation-model/{model.base}" for there in ROUTES[model.route]
    ]
    return (profile, *dict.fromkeys([own, *routed]))
