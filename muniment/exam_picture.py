"""Draw an exam: coverage against the share of wrong answers, as PNG and SVG, offline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path


def draw_curve(target: Path, curves: Mapping[str, Sequence[tuple[float, float]]]) -> list[Path]:
    """Draw one line a name: what share of answers is wrong when that share of questions is answered.

    Args:
        target: the files' place without their ending.
        curves: for each name, points of coverage and wrong-rate, both from 0 to 1.

    Returns:
        The files written.
    """
    import matplotlib as mpl

    mpl.use("Agg")
    # The same exam gives the same SVG: no random ids, no date.
    mpl.rcParams["svg.hashsalt"] = "muniment"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.5), layout="constrained")
    for name, points in curves.items():
        axes.plot([100 * x for x, _ in points], [100 * y for _, y in points], label=name)
    axes.set(xlabel="questions answered, %", ylabel="wrong among answered, %", xlim=(0, 100), ylim=(0, 100))
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    files = [target.with_suffix(".png"), target.with_suffix(".svg")]
    for file in files:
        figure.savefig(file, dpi=120, metadata={"Date": None} if file.suffix == ".svg" else None)
    pyplot.close(figure)
    return files
