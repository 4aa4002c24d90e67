"""Draw the graph, and a run's way through it: Mermaid, SVG, PNG, or lines for a terminal. Nothing leaves the machine.

Rooms stand in layers from the question down; each lane is a column. That any room may end in a refusal is not drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from langgraph.graph import END, START

from muniment.graphs.building import Graph

WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 168, 40, 28, 34, 20
GREEN, GREY = "#1f6f54", "#8a8f98"
Way = Mapping[str, float]
"""The rooms that a run went through, with the seconds spent in each."""


def edges(graph: Graph) -> list[tuple[str, str]]:
    """The ways from room to room, without those into a refusal."""
    drawn = [(e.source, e.target) for e in graph.get_graph().edges]
    return sorted((a, b) for a, b in drawn if b != END or a == "answer")


def lanes(graph: Graph) -> dict[str, list[str]]:
    """The rooms of each domain, in order."""
    found: dict[str, list[str]] = {}
    for room in graph.nodes:
        if "." in room:
            found.setdefault(room.partition(".")[0], []).append(room)
    return dict(sorted(found.items()))


def draw_mermaid(graph: Graph, way: Way | None = None) -> str:
    """Mermaid's text; the way of a run is a class `lit`."""
    names = {room: f"r{n}" for n, room in enumerate(dict.fromkeys(r for e in edges(graph) for r in e))}
    lines = ["graph TD"]
    for room, name in names.items():
        shape = f"([{_title(room)}])" if room in (START, END) else f"[{_title(room)}]"
        lines.append(f"    {name}{shape}")
    lines += [f"    {names[a]} --> {names[b]}" for a, b in edges(graph)]
    lit = [names[room] for room in way or () if room in names]
    if lit:
        lines += ["    classDef lit fill:#1f6f54,color:#fff", f"    class {','.join(lit)} lit"]
    return "\n".join(lines) + "\n"


def draw_ascii(graph: Graph, way: Way | None = None) -> str:
    """Lines for a terminal; rooms that a run went through bear a dot and their seconds."""
    each = lanes(graph)
    width = max(map(len, each), default=0)
    lines = [_marked("route", way)]
    for n, (lane, rooms) in enumerate(each.items()):
        branch = "└─" if n == len(each) - 1 else "├─"
        lines.append(f"{branch} {lane:<{width}}  {' → '.join(_marked(r, way, r.partition('.')[2]) for r in rooms)}")
    lines.append(" → ".join(_marked(r, way) for r in ("curate", "reason", "verify", "answer")))
    lines.append(f"   verify → {_marked('widen', way)} → the lane's finder, once")
    if "turn" in graph.nodes:
        lines.append(f"   what a lane has no record of → {_marked('turn', way)} → library, once")
    return "\n".join(lines) + "\n"


def draw_svg(graph: Graph, way: Way | None = None) -> str:
    """An SVG picture; each room is a group with its name in `data-room`, those of a run's way have the class `lit`."""
    places = _places(graph)
    right = max(x for x, _ in places.values()) + WIDTH + MARGIN + 60
    bottom = max(y for _, y in places.values()) + HEIGHT + MARGIN
    lit = {START, *(way or ()), *([END] if way and "answer" in way else [])} if way else set()
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right} {bottom}" width="{right}" height="{bottom}"'
        ' class="graph" font-family="DejaVu Sans, Segoe UI, Helvetica, Arial, sans-serif" font-size="13">',
        f"<defs>{_tip('tip', GREY)}{_tip('tip-lit', GREEN)}</defs>",
    ]
    ways = sorted((a in lit and b in lit, a, b) for a, b in edges(graph))
    parts += [_edge(places[a], places[b], on) for on, a, b in ways]
    parts += [_room(room, place, room in lit, (way or {}).get(room)) for room, place in places.items()]
    return "".join(parts) + "</svg>\n"


def draw_png(graph: Graph, way: Way | None = None) -> bytes:
    """The same picture as PNG."""
    import matplotlib
    import resvg_py

    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    made = resvg_py.svg_to_bytes(
        svg_string=draw_svg(graph, way),
        font_files=[str(fonts / "DejaVuSans.ttf"), str(fonts / "DejaVuSans-Bold.ttf")],
        background="#ffffff",
        zoom=2,
    )
    return bytes(made)


def _title(room: str) -> str:
    return {START: "question", END: "answer, or abstention"}.get(room, room.partition(".")[2] or room)


def _marked(room: str, way: Way | None, title: str = "") -> str:
    if way is None:
        return title or room
    return f"● {title or room} {way[room]:.3f} s" if room in way else f"○ {title or room}"


def _places(graph: Graph) -> dict[str, tuple[int, int]]:
    """The upper left corner of each room, in pixels."""
    layers = [[START], ["route"]]
    columns = list(lanes(graph).values())
    deepest = max(map(len, columns), default=0)
    layers += [[rooms[n] if n < len(rooms) else "" for rooms in columns] for n in range(deepest)]
    layers += [["curate"], ["reason"], ["verify"], ["answer"], [END]]
    widest = max(map(len, layers))
    places = {}
    for n, layer in enumerate(layers):
        indent = (widest - len(layer)) * (WIDTH + GAP_X) // 2
        for m, room in enumerate(layer):
            if room:
                places[room] = (MARGIN + indent + m * (WIDTH + GAP_X), MARGIN + n * (HEIGHT + GAP_Y))
    x, y = places["verify"]
    places["widen"] = (x + WIDTH + GAP_X, y)
    if "turn" in graph.nodes:
        x, y = places["route"]
        places["turn"] = (x + WIDTH + GAP_X, y)
    return places


def _tip(name: str, colour: str) -> str:
    return (
        f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"'
        f' markerUnits="userSpaceOnUse"><path d="M0 0 L8 4 L0 8 z" fill="{colour}"/></marker>'
    )


def _edge(a: tuple[int, int], b: tuple[int, int], lit: bool) -> str:
    style = f'class="edge{" lit" if lit else ""}" fill="none" stroke="{GREEN if lit else GREY}"'
    style += f' stroke-width="{2 if lit else 1.2}" marker-end="url(#tip{"-lit" if lit else ""})"'
    (ax, ay), (bx, by) = a, b
    if ay == by:
        return f'<path d="M{ax + WIDTH} {ay + HEIGHT // 2} H{bx}" {style}/>'
    if by < ay:
        side = max(ax, bx) + WIDTH + 40
        return (
            f'<path d="M{ax + WIDTH} {ay + HEIGHT // 2} H{side} V{by + HEIGHT // 2} H{bx + WIDTH}"'
            f' stroke-dasharray="5 4" {style}/>'
        )
    start, end = (ax + WIDTH // 2, ay + HEIGHT), (bx + WIDTH // 2, by)
    middle = (start[1] + end[1]) // 2 if by - ay <= HEIGHT + GAP_Y else end[1] - GAP_Y // 2
    return f'<path d="M{start[0]} {start[1]} V{middle} H{end[0]} V{end[1]}" {style}/>'


def _room(room: str, place: tuple[int, int], lit: bool, seconds: float | None) -> str:
    x, y = place
    round_ends = HEIGHT // 2 if room in (START, END) else 6
    fill, ink, line = (GREEN, "#ffffff", GREEN) if lit else ("#ffffff", "#20242b", "#b4b9c2")
    lane = room.partition(".")[0] if "." in room else ""
    second = lane if seconds is None else f"{lane + ' · ' if lane else ''}{seconds:.3f} s"
    up = 17 if second else 25
    text = f'<text x="{x + WIDTH // 2}" y="{y + up}" text-anchor="middle" fill="{ink}">{escape(_title(room))}</text>'
    if second:
        text += f'<text x="{x + WIDTH // 2}" y="{y + 32}" text-anchor="middle" fill="{ink}" font-size="10" opacity="0.75">{escape(second)}</text>'
    return (
        f'<g class="room{" lit" if lit else ""}" data-room="{escape(room)}" tabindex="0"><rect x="{x}" y="{y}" width="{WIDTH}"'
        f' height="{HEIGHT}" rx="{round_ends}" fill="{fill}" stroke="{line}"/>{text}</g>'
    )


def way_of(rooms: list[tuple[str, float]]) -> dict[str, float]:
    """The rooms of a run and their seconds; a room entered twice counts once, with both times."""
    way: dict[str, float] = {}
    for room, seconds in rooms:
        way[room] = round(way.get(room, 0.0) + seconds, 4)
    return way
