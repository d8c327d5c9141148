"""設定: by which media the shop reaches its customers."""

from PySide6.QtWidgets import QHBoxLayout

from crm_desk.desk.contacts import shop_media
from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.media_choice import MediaChoice


class MediaSettings(Card):
    """Each click counts at once."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme, padding=3)
        self._workspace = workspace
        self.body.addWidget(label(self.tr("Media of the shop"), "heading", wrap=True))
        self.body.addWidget(
            label(
                self.tr(
                    "Click those you use, the most usual first. The others are offered nowhere; "
                    "a planned step that goes another way takes the next of this order."
                ),
                "soft",
                wrap=True,
            )
        )
        self.choice = MediaChoice(workspace.theme, workspace.texts)
        self.choice.changed.connect(self._keep)
        self.body.addWidget(self.choice)
        row = QHBoxLayout()
        self.said = label("", "soft", wrap=True)
        self.everything = button(self.tr("Use all media"), self._use_all, "link")
        row.addWidget(self.said, 1)
        row.addWidget(self.everything)
        self.body.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds."""
        found = shop_media.media(self._workspace.desk)
        if found != self.choice.media:
            self.choice.show_media(found)
        said = ""
        if not found:
            said = self.tr("Nothing is chosen: all media are offered.")
        elif len(found) == 1:
            said = self.tr(
                "With one medium nobody gets a plan: three approaches go through two or more."
            )
        self.said.setText(said)
        self.everything.setVisible(bool(found))

    def _keep(self) -> None:
        desk, chosen = self._workspace.desk, self.choice.media
        self._workspace.perform(lambda: shop_media.set_media(desk, chosen))
        self.refresh()

    def _use_all(self) -> None:
        self.choice.show_media(())
        self._keep()
        self.choice.chips[next(iter(self.choice.chips))].setFocus()
