"""Small overlays: the number of a scene to go to, what the badge of the picture on stage means, what has no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tourapp.authoring import Badge, Scene, say_words
from tourapp.authoring.claims import claims_of
from tourapp.engine.model_store import is_installed
from tourapp.player.tour import Tour
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.model_offer import ModelOffer
from tourapp.qt.showing import Showing
from tourapp.qt.style import Look

MEANINGS = {
    "live on this computer": "Computed a moment ago by the real model on this computer.",
    "recorded": "Computed by the real model earlier and kept; it comes with the product or with the lesson.",
    "simulated": "The outcome of a simulation that runs on this computer, with a fixed seed.",
    "computed from specs": "Arithmetic on published specifications; every number can be asked why.",
    "schematic": "Drawn to explain. The shapes are not to scale.",
}


class GotoSheet(Overlay):
    """Shows the number typed so far and the scene it stands for."""

    def __init__(self, tour: Tour, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(tr("Go to scene"), look, (620, 260), parent)
        self.tour = tour
        self.number = self.words("", 44, role="ink", mono=True, weight=600)
        self.name = self.words("", 18, role="dim")
        self.body.addWidget(self.number)
        self.body.addWidget(self.name)
        self.body.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def take_focus(self) -> None:
        """The sheet itself takes the keys: Enter means the number, not the cross."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_digits(self, digits: str) -> None:
        """Show what was typed."""
        self.number.setText(f"{digits}_")
        place = int(digits or 0)
        if 1 <= place <= len(self.tour.stops):
            self.name.setText(tr("{title}: press Enter").format(title=tr(self.tour.stops[place - 1].title)))
        else:
            self.name.setText(tr("Type 1 to {count}, then Enter").format(count=len(self.tour.stops)))


class BadgeCard(Overlay):
    """What kind of picture this is, and what it leaves out; where recordings stand in for the model, the way to it."""

    def __init__(self, scene: Scene, badge: Badge, look: Look, showing: Showing, parent: QWidget | None = None) -> None:
        offers = badge.kind == "recorded" and not is_installed()
        high = 300 + 130 * len(claims_of(scene)) + (120 if offers else 0)
        super().__init__(tr(scene.title), look, (900, high), parent)
        kind, body = say_words(badge.kind), self.scrolled()
        body.addWidget(self.words(kind, 22, role="ink", weight=600))
        if isinstance(badge.kind, str) and badge.kind in MEANINGS:
            body.addWidget(self.words(tr(MEANINGS[badge.kind]), 18))
        if offers:
            body.addWidget(ModelOffer(self, showing))
        if badge.real:
            body.addWidget(self.words(tr("Real: {words}").format(words=say_words(badge.real)), 18))
        if badge.leaves_out:
            body.addWidget(
                self.words(tr("Left out: {words}").format(words=say_words(badge.leaves_out)), 18, role="dim")
            )
        for claim in claims_of(scene):
            body.addWidget(self.words(tr("Often told: {words}").format(words=tr(claim.told)), 18, weight=600))
            body.addWidget(self.words(tr(claim.holds), 17, role="dim"))
        body.addStretch(1)
        body.setAlignment(Qt.AlignmentFlag.AlignTop)


class LeftSheet(Overlay):
    """What the stage has no room for, because words are large or the window is small."""

    def __init__(self, left_out: tuple[str, ...], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(tr("Not on the stage at this size of words"), look, (900, 700), parent)
        body = self.scrolled()
        for words in dict.fromkeys(left_out):
            body.addWidget(self.words(words, 18))
        if not left_out:
            body.addWidget(self.words(tr("Nothing: all of it is there."), 18))
        body.addStretch(1)
