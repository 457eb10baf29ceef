"""The layers of `annotate`, by name."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.errors import Fault, RecordError

LAYERS = (
    "sentences",
    "times",
    "places",
    "actors",
    "attributions",
    "predicates",
    "pairs",
    "syntax",
    "claims",
)


def check_layers(names: Sequence[str]) -> tuple[str, ...]:
    """The layers asked for, in the contract's order.

    Raises:
        RecordError: a name is none of `LAYERS`.
    """
    unknown = [name for name in names if name not in LAYERS]
    if unknown:
        raise RecordError(
            *(
                Fault("annotate.layer", f"no layer {name!r}; there are: {', '.join(LAYERS)}", field="layers")
                for name in unknown
            )
        )
    return tuple(name for name in LAYERS if name in names)
