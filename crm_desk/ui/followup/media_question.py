"""Asked once, before the first start: which media the shop uses."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout

from crm_desk.desk.contacts import shop_media
from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.media_choice import MediaChoice

_DRAFT = "shop_media"


class MediaQuestion(Card):
    """Chips to click, and a way past the question; 設定 asks it again at any time."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme)
        self._workspace = workspace
        self.body.addWidget(
            label(self.tr("By which media do you reach your customers?"), "heading", wrap=True)
        )
        self.body.addWidget(
            label(
                self.tr(
                    "Click those you use, the most usual first. Plans then hold only what you can "
                    "do. You find this again in the settings."
                ),
                "soft",
                wrap=True,
            )
        )
        self.choice = MediaChoice(workspace.theme, workspace.texts)
        self.choice.show_media(workspace.drafts.get(_DRAFT, ()))
        self.choice.changed.connect(self._note)
        self.body.addWidget(self.choice)
        row = QHBoxLayout()
        row.setSpacing(workspace.theme.space())
        self.keep = button(self.tr("Save"), self._keep)
        self.skip = button(self.tr("Not now: offer all media"), self._skip, "link")
        row.addWidget(self.keep)
        row.addWidget(self.skip)
        row.addStretch(1)
        self.body.addLayout(row)
        self.hint = label(
            self.tr("Three approaches go through two media or more: please choose another one."),
            "soft",
            wrap=True,
        )
        self.body.addWidget(self.hint)
        self._look()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            # The view below would take what the wrapped lines need.
            self.setMinimumHeight(self.body.totalHeightForWidth(self.width()))
        return done

    def _note(self) -> None:
        """What is clicked outlives the window's being drawn again."""
        self._workspace.drafts[_DRAFT] = self.choice.media
        self._look()

    def _look(self) -> None:
        self.keep.setEnabled(bool(self.choice.media))
        self.hint.setVisible(len(self.choice.media) == 1)

    def _keep(self) -> None:
        desk, chosen = self._workspace.desk, self.choice.media
        self._workspace.drafts.pop(_DRAFT, None)
        self._workspace.perform(lambda: shop_media.set_media(desk, chosen))

    def _skip(self) -> None:
        self.choice.show_media(())
        self._keep()
