"""What every step of the wizard has."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desk.ui.common.widgets import label, restyle
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.importing.session import ImportSession
from crm_desk.ui.importing.wizard_state import WizardState


class WizardStep(QWidget):
    """One page of the wizard: cards in a column, buttons below.

    Attributes:
        foot: a line above the buttons, hidden while it is empty.
        buttons: back at the left, the primary button at the right.
    """

    def __init__(self, workspace: Workspace, session: ImportSession) -> None:
        super().__init__()
        self.workspace, self.session = workspace, session
        self.theme = workspace.theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.theme.space(2))
        self.foot = label("", "soft", wrap=True)
        self.foot.hide()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(self.theme.space())

    @property
    def state(self) -> WizardState:
        """What is to be shown."""
        return self.session.state

    def say_at_foot(self, text: str, role: str = "soft") -> None:
        """Say above the buttons why something can't be pressed, or what goes on."""
        self.foot.setText(text)
        self.foot.setVisible(bool(text))
        if self.foot.property("role") != role:
            self.foot.setProperty("role", role)
            restyle(self.foot)

    def show_state(self) -> None:
        """Show the session's state."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Let keys go to what a person does first here."""
        self.setFocus()

    def holds(self, widget: QWidget) -> bool:
        """It is one of this step's, above or in the row of buttons."""
        frame = self.parentWidget()
        while frame is not None and frame.layout() is None:
            frame = frame.parentWidget()
        return self.isAncestorOf(widget) or (frame is not None and frame.isAncestorOf(widget))

    def leave(self) -> bool:
        """Escape: go one step back where nothing is lost by it; whether that was done."""
        return False
