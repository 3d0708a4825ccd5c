"""What the gate does with drafts, beside `kept` and `null_recall`.

accepted = drafts let through / drafts that people judged, with no target: how far a cited page carries a claim is a
matter of degree. left_out = changed drafts whose unchanged draft is rejected already, so that nothing is learnt. Judged
by `eval.mutations.bench`, where the gate is asked and nothing else.
"""

from __future__ import annotations

from eval.types import Metric

METRICS = (
    Metric(name="accepted", about="Share of drafts judged by people that the gate lets through; no target."),
    Metric(name="left_out", pooling="sum", unit="count", lower_is_better=True,
           about="Changed drafts not counted, since the gate rejects them unchanged too."),
)  # fmt: skip
