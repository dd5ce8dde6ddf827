"""Crosswire: many accounts of one story, read into one account whose every line points at its source."""

import os

# Before numpy is imported anywhere: one process uses one core, and speed comes from processes. With default threads on two busy
# cores the sentence encoder took fifteen times as long. Whoever sets these themselves is obeyed.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

__version__ = "0.1.0"
__all__ = ["__version__"]
