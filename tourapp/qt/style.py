"""The look of native widgets: fonts, colours and style sheets made from a Theme and the scale of the stage."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette

from tourapp.authoring import sizes
from tourapp.authoring.theme import Theme
from tourapp.player.room import LEAST_PX
from tourapp.qt.fonts import font


@dataclass(frozen=True, slots=True)
class Look:
    """A theme at one scale. `scale`: widget pixels per stage unit."""

    theme: Theme
    scale: float = 1.0

    def px(self, units: float) -> int:
        """Stage units in whole widget pixels, at least one."""
        return max(1, round(units * self.scale))

    def font(self, size: float, weight: int = 400, mono: bool = False) -> QFont:
        """A font of a size in stage units (made larger by the theme where it says so), large enough to be read."""
        return font("mono" if mono else "text", max(LEAST_PX, self.theme.px(size) * self.scale), weight)

    def line(self, size: float, mono: bool = False) -> int:
        """Pixels that a line of words takes."""
        return round(QFontMetricsF(self.font(size, mono=mono)).height())

    @property
    def grown(self) -> float:
        """How much larger words are than beside boxes of the usual size."""
        return self.theme.px(sizes.LABEL) / sizes.LABEL

    def colour(self, role: str, alpha: float = 1.0, fill: bool = False) -> QColor:
        """The theme's colour of a role."""
        colour = QColor(self.theme.colour(role, fill))
        colour.setAlphaF(min(max(alpha, 0.0), 1.0))
        return colour

    def css(self, role: str, alpha: float = 1.0, fill: bool = False) -> str:
        """The same for a style sheet."""
        c = self.colour(role, alpha, fill)
        return f"rgba({c.red()},{c.green()},{c.blue()},{c.alphaF():.3f})"


def palette(theme: Theme) -> QPalette:
    """The application's palette, for what no style sheet reaches: menus, tool tips, selections."""
    look, made = Look(theme), QPalette()
    pairs = {
        QPalette.ColorRole.Window: "ground",
        QPalette.ColorRole.Base: "ground",
        QPalette.ColorRole.Button: "raised",
        QPalette.ColorRole.AlternateBase: "raised",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.PlaceholderText: "dim",
        QPalette.ColorRole.Highlight: "prefill",
        QPalette.ColorRole.HighlightedText: "ground",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "line",
        QPalette.ColorRole.Light: "line",
    }
    for place, role in pairs.items():
        made.setColor(place, look.colour(role))
    return made


def sheet(look: Look) -> str:
    """The style sheet of everything that lies over the stage."""
    px, css = look.px, look.css
    ink, dim, line, raised, ground = (css(role) for role in ("ink", "dim", "line", "raised", "ground"))
    return f"""
    QToolTip {{ background: {raised}; color: {ink}; border: 1px solid {line}; padding: {px(6)}px; }}
    QLabel {{ color: {ink}; background: transparent; }}
    QLabel[quiet="true"] {{ color: {dim}; }}
    QAbstractSpinBox {{ background: transparent; selection-background-color: {css("prefill")};
        selection-color: {ground}; }}
    QLineEdit {{ background: {css("line", 0.35)}; color: {ink}; border: {px(1)}px solid {line};
        border-radius: {px(8)}px; padding: 0 {px(10)}px; selection-background-color: {css("prefill")};
        selection-color: {ground}; }}
    QLineEdit:focus {{ border: {px(1.5)}px solid {css("prefill")}; background: {ground}; }}
    QAbstractSpinBox QLineEdit {{ background: transparent; border: none; padding: 0; }}
    QComboBox {{ background: {css("line", 0.35)}; color: {ink}; border: {px(1)}px solid {line};
        border-radius: {px(8)}px; padding: 0 {px(12)}px; }}
    QComboBox:hover {{ background: {css("line", 0.6)}; }}
    QComboBox:focus {{ border: {px(1.5)}px solid {css("prefill")}; }}
    QComboBox::drop-down {{ border: none; width: {px(28)}px; }}
    QComboBox::down-arrow {{ image: none; }}
    QComboBox QAbstractItemView {{ background: {raised}; color: {ink}; border: 1px solid {line}; outline: none;
        selection-background-color: {css("prefill", 0.35)}; selection-color: {ink}; padding: {px(4)}px; }}
    QComboBox QAbstractItemView::item {{ min-height: {px(30)}px; padding: 0 {px(8)}px; }}
    QPushButton {{ background: {css("line", 0.5, True)}; color: {ink}; border: {px(1)}px solid
        {css("ink", 0.5)}; border-radius: {px(10)}px; padding: 0 {px(12)}px; }}
    QPushButton:hover {{ background: {css("line", 0.9, True)}; }}
    QPushButton:pressed {{ background: {css("dim", 0.6, True)}; }}
    QPushButton:focus {{ border: {px(2)}px solid {css("prefill")}; }}
    QPushButton:disabled {{ color: {dim}; background: {css("line", 0.3)}; border-color: {line}; }}
    QPushButton[quiet="true"] {{ color: {dim}; }}
    QPushButton[more="true"] {{ border: none; background: {css("line", 0.35)}; text-align: left;
        padding: 0 {px(16)}px; }}
    QPushButton[more="true"]:focus {{ border: {px(2)}px solid {css("prefill")}; }}
    QPushButton[flat="true"] {{ background: transparent; border: none; color: {dim}; padding: 0 {px(6)}px; }}
    QPushButton[flat="true"]:hover {{ color: {ink}; }}
    {_buttons(look)}
    {_lists(look)}
    """


def _buttons(look: Look) -> str:
    """Buttons that are icons or words, and progress bars."""
    px, css = look.px, look.css
    ink, dim = css("ink"), css("dim")
    return f"""
    QToolButton {{ background: transparent; color: {dim}; border: {px(1.5)}px solid transparent;
        border-radius: {px(8)}px; padding: 0; }}
    QToolButton:hover {{ background: {css("line", 0.6)}; color: {ink}; }}
    QToolButton:pressed {{ background: {css("prefill", 0.4, True)}; }}
    QToolButton:focus {{ border-color: {css("prefill")}; }}
    QToolButton::menu-indicator {{ image: none; width: 0; }}
    QToolButton[segment="true"] {{ background: {css("line", 0.45)}; color: {dim}; border-radius: {px(8)}px; }}
    QToolButton[segment="true"]:hover {{ color: {ink}; background: {css("line", 0.8)}; }}
    QToolButton[segment="true"]:checked {{ background: {css("line", 0.9)}; color: {ink};
        border: {px(1.6)}px solid {ink}; }}
    QToolButton[segment="true"]:focus {{ border: {px(1.5)}px solid {css("prefill")}; }}
    QProgressBar {{ background: {css("line", 0.8)}; border: none; border-radius: {px(2)}px; }}
    QProgressBar::chunk {{ background: {css("ink", 0.9, True)}; border-radius: {px(2)}px; }}
    """


def _lists(look: Look) -> str:
    px, css = look.px, look.css
    ink, dim, line = (css(role) for role in ("ink", "dim", "line"))
    return f"""
    QFrame#card {{ background: {css("raised")}; border: {px(1)}px solid {line}; border-radius: {px(14)}px; }}
    QFrame#bar {{ background: {css("raised", 0.97)}; border: {px(1)}px solid {css("dim", 0.6)};
        border-radius: {px(10)}px; }}
    QFrame#bar[error="true"] {{ border-color: {css("waste")}; }}
    QFrame#mark {{ background: {css("ground", 0.85)}; border: {px(1)}px solid {line}; border-radius: {px(10)}px; }}
    QTreeWidget, QListWidget, QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; color: {ink};
        border: none; outline: none; }}
    QTreeWidget::item {{ padding: {px(5)}px {px(4)}px; border: none; }}
    QTreeWidget::item:selected {{ background: {css("prefill", 0.22, True)}; color: {ink}; }}
    QHeaderView::section {{ background: transparent; color: {dim}; border: none; padding: {px(4)}px;
        border-bottom: 1px solid {line}; }}
    QScrollBar:vertical {{ background: transparent; width: {px(10)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {px(10)}px; margin: 0; }}
    QScrollBar::handle {{ background: {line}; border-radius: {px(5)}px; min-height: {px(30)}px;
        min-width: {px(30)}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
