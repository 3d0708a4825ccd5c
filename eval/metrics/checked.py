"""How an archive's verdicts on the sentences of drafts hold up.

Precision: of the sentences said to be supported (contradicted), the share that may be; recall: of those that should be,
the share that is said to be. Judged by `eval.checked`, where drafts are checked and nothing is asked.
"""

from __future__ import annotations

from eval.types import Metric

METRICS = (
    Metric(name="supported_precision", about="Share of the sentences called supported that the archive bears out."),
    Metric(name="supported_recall", about="Share of the sentences that the archive bears out called supported."),
    Metric(name="contradicted_precision", about="Share of the sentences called contradicted that are made false."),
    Metric(name="contradicted_recall",
           about="Share of the sentences with another number, day, denial or direction called contradicted."),
)  # fmt: skip
