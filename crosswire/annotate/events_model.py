"""The learned coder of event types: logistic regression over hashed features of a pair of parties (`events_features`); card in docs/models/events.md."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from crosswire.annotate.events_features import BUCKETS, bucket
from crosswire.errors import ModelError

NOTE, WEIGHTS = "events.json", "events.bin"
FRAMES = frozenset({"f", "f0", "f1", "f2", "g", "root", "fc", "fm", "fo"})
WORDS = frozenset({"1", "2", "3", "b", "m", "a"})
SCALES = {"frames": 1.0, "words": 1.0, "grammar": 1.5}
"""Length of each group of features. Tuned on cross-validated plv_dev."""


@dataclass(frozen=True, slots=True)
class EventCoder:
    """Loaded weights. classes: PLOVER types, CONCEDE and RETREAT together as YIELD. fingerprint: of the weights."""

    classes: tuple[str, ...]
    weights: Any
    scale: Any
    bias: Any
    fingerprint: str

    def chances(self, features: Sequence[str]) -> dict[str, float]:
        """Return each type's chance for the features of a pair."""
        import numpy as np

        values = weigh(features)
        rows = self.weights[list(values)].astype(np.float64)
        scores = np.array(list(values.values())) @ rows * self.scale + self.bias
        scores = np.exp(scores - scores.max())
        return dict(zip(self.classes, (scores / scores.sum()).tolist(), strict=True))


def group_of(feature: str) -> str:
    """Return the group that a feature belongs to."""
    name = feature.partition("=")[0]
    return "frames" if name in FRAMES else "words" if name in WORDS else "grammar"


def weigh(features: Sequence[str]) -> dict[int, float]:
    """Return bucket -> value: each group of features of one length, as SCALES says."""
    groups: dict[str, set[int]] = {}
    for feature in features:
        groups.setdefault(group_of(feature), set()).add(bucket(feature))
    out: dict[int, float] = {}
    for name in sorted(groups):
        for at in sorted(groups[name]):
            out[at] = out.get(at, 0.0) + SCALES[name] / len(groups[name]) ** 0.5
    return out


@lru_cache(maxsize=1)
def load_coder() -> EventCoder:
    """Load the weights of the package. Raises ModelError where they are absent or are not those that the note describes."""
    import numpy as np

    base = resources.files("crosswire.annotate").joinpath("weights")
    try:
        note = json.loads(base.joinpath(NOTE).read_text(encoding="utf-8"))
        content = base.joinpath(WEIGHTS).read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(f"The event coder's weights cannot be read: {error}. Reinstall Crosswire.") from error
    digest = hashlib.sha256(content).hexdigest()
    if digest != note["sha256"]:
        raise ModelError(f"{WEIGHTS} is not the file that {NOTE} describes. Reinstall Crosswire.")
    weights = np.frombuffer(content, dtype=np.int8).reshape(BUCKETS, len(note["classes"]))
    return EventCoder(
        tuple(note["classes"]), weights, np.array(note["scale"]), np.array(note["bias"]), f"events {digest[:16]}"
    )
