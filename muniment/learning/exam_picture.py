"""Draw an exam: coverage against the share of wrong answers, as PNG and SVG, offline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def draw_curve(target: Path, curves: Mapping[str, Sequence[tuple[float, float]]]) -> list[Path]:
    """Draw one line a name: what share of answers is wrong when that share of questions is answered.

    Args:
        target: the files' place without their ending.
        curves: for each name, points of coverage and wrong-rate, both from 0 to 1.

    Returns:
        The files written.
    """
    pyplot = _pyplot()
    figure, axes = pyplot.subplots(figsize=(7, 4.5), layout="constrained")
    for name, points in curves.items():
        axes.plot([100 * x for x, _ in points], [100 * y for _, y in points], label=name)
    axes.set(xlabel="questions answered, %", ylabel="wrong among answered, %", xlim=(0, 100), ylim=(0, 100))
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    return _save(pyplot, figure, target)


def draw_bars(target: Path, marks: Mapping[str, tuple[int, int, int]]) -> list[Path]:
    """Draw right, wrong and abstained, a bar a name, as PNG and SVG; `marks` are the three counts of each name."""
    pyplot = _pyplot()
    figure, axes = pyplot.subplots(figsize=(7, 0.7 * len(marks) + 1.2), layout="constrained")
    names, left = list(marks), [0] * len(marks)
    for at, (said, colour) in enumerate((("right", "#2a7d4f"), ("wrong", "#b3372f"), ("abstained", "#b9b9b9"))):
        counts = [marks[name][at] for name in names]
        axes.barh(names, counts, left=left, label=said, color=colour)
        left = [a + b for a, b in zip(left, counts, strict=True)]
    axes.invert_yaxis()
    axes.set(xlabel="questions")
    axes.legend(frameon=False, ncols=3, loc="upper center", bbox_to_anchor=(0.5, 1.25))
    return _save(pyplot, figure, target)


def draw_learning(target: Path, curves: Mapping[str, Sequence[tuple[int, float]]]) -> list[Path]:
    """Draw one line a name: what share is right (from 0 to 1) after learning from so many lessons, on a logarithmic scale."""
    pyplot = _pyplot()
    figure, axes = pyplot.subplots(figsize=(7, 4.5), layout="constrained")
    for name, points in curves.items():
        axes.plot([n for n, _ in points], [100 * right for _, right in points], marker="o", label=name)
    axes.set(xscale="log", xlabel="lessons learned from", ylabel="right, %", ylim=(0, 100))
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    return _save(pyplot, figure, target)


def draw_losses(target: Path, losses: Sequence[float]) -> Path:
    """Draw a tuning run's loss over its steps, and its mean over fifty, as PNG."""
    pyplot = _pyplot()
    figure, axes = pyplot.subplots(figsize=(7, 3.5), layout="constrained")
    axes.plot(losses, alpha=0.3)
    means = [sum(losses[max(0, n - 49) : n + 1]) / len(losses[max(0, n - 49) : n + 1]) for n in range(len(losses))]
    axes.plot(means)
    axes.set(xlabel="step", ylabel="loss", ylim=(0, None))
    axes.grid(alpha=0.3)
    file = target.with_suffix(".png")
    figure.savefig(file, dpi=120)
    pyplot.close(figure)
    return file


def _pyplot() -> Any:
    """matplotlib without a screen; the same exam gives the same SVG: no random ids."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "muniment"
    from matplotlib import pyplot

    return pyplot


def _save(pyplot: Any, figure: Any, target: Path) -> list[Path]:
    files = [target.with_suffix(".png"), target.with_suffix(".svg")]
    for file in files:
        figure.savefig(file, dpi=120, metadata={"Date": None} if file.suffix == ".svg" else None)
    pyplot.close(figure)
    return files
