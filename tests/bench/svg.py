# SPDX-License-Identifier: BSD-2-Clause
"""Bar charts as SVG, with nothing but the standard library."""
from xml.sax.saxutils import escape

COLOURS = ["#1b6ca8", "#7fb3d5", "#555555", "#999999", "#bb8844", "#ddbb88", "#444444"]
FONT = 'font-family="sans-serif" font-size="12"'
LEFT, TOP, BAR, GAP, PLOT, RIGHT = 300, 40, 15, 12, 480, 90


def _text(x, y, text, anchor="start", extra=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {FONT} {extra}>{escape(text)}</text>'


def _nice(value):
    return f"{value:.3f}".rstrip("0").rstrip(".") if value < 10 else f"{value:,.0f}"


def bars(title, groups, mark=None, mark_label=""):
    """Horizontal bars. `groups`: (label, [(series, value)]); `mark`: where to draw a line across all."""
    series = list(dict.fromkeys(name for _, values in groups for name, _ in values))
    top = max([value for _, values in groups for _, value in values] + ([mark] if mark else []))
    scale = PLOT / (top * 1.02)
    several = len(series) > 1
    out, y = [], TOP + (18 * len(series) + 10 if several else 0)
    for i, name in enumerate(series if several else []):
        row = TOP + 18 * i
        out.append(f'<rect x="{LEFT}" y="{row - 11}" width="12" height="12" fill="{COLOURS[i % len(COLOURS)]}"/>')
        out.append(_text(LEFT + 18, row, name))
    first = y
    for label, values in groups:
        out.append(_text(LEFT - 8, y + BAR * len(values) / 2 + 4, label, "end"))
        for name, value in values:
            colour = COLOURS[series.index(name) % len(COLOURS)]
            out.append(f'<rect x="{LEFT}" y="{y}" width="{value * scale:.1f}" height="{BAR - 2}" fill="{colour}"/>')
            out.append(_text(LEFT + value * scale + 4, y + BAR - 4, _nice(value), extra='fill="#333333"'))
            y += BAR
        y += GAP
    if mark:
        x = LEFT + mark * scale
        out.append(f'<line x1="{x:.1f}" y1="{first - 4}" x2="{x:.1f}" y2="{y}" stroke="#cc3333" stroke-dasharray="4 3"/>')
        out.append(_text(x, y + 14, mark_label, "middle", 'fill="#cc3333"'))
        y += 18
    width, height = LEFT + PLOT + RIGHT, y + 10
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
                      f'viewBox="0 0 {width} {height}">', '<rect width="100%" height="100%" fill="white"/>',
                      _text(LEFT, 18, title, extra='font-weight="bold"'), *out, "</svg>", ""])
