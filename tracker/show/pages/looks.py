"""How statuses and licenses look: a color, a pattern that shows without it, and a mark."""

from dataclasses import dataclass
from typing import Literal

Hatch = Literal["plain", "dots", "rising", "falling", "cross", "upright", "level"]


@dataclass(frozen=True, slots=True)
class Appearance:
    """A ground color, the color of the pattern on it, the pattern, and a mark for text.

    `dark` is a shade that is legible on white.
    """

    fill: str
    ink: str
    hatch: Hatch
    mark: str
    dark: str


APPEARANCES = {
    "not_marketed": Appearance("#ffffff", "#b4bac2", "level", "□", "#5a6470"),
    "barred": Appearance("#6d2639", "#c98a99", "cross", "■", "#6d2639"),
    "non_compliant": Appearance("#d9776a", "#a3352a", "rising", "▲", "#a3352a"),
    "indeterminate": Appearance("#f3d27a", "#a67c12", "upright", "◆", "#7d5a00"),
    "compliant": Appearance("#7fb89e", "#7fb89e", "plain", "●", "#1f6b4d"),
    "not_regulated": Appearance("#e3eaf1", "#7590a8", "dots", "○", "#3f617f"),
    "valid": Appearance("#66788a", "#66788a", "plain", "", "#3c4a58"),
    "suspended": Appearance("#ffffff", "#66788a", "falling", "", "#3c4a58"),
}
INK, QUIET, EDGE, ACCENT = "#1b2430", "#5a6470", "#c9d0d8", "#1d4f91"
