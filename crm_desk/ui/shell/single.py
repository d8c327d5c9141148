"""A second start of the same desk raises the first window."""

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_MS = 1500
_TRIES, _BETWEEN_MS = 15, 100


def _name(desk: Path) -> str:
    """A socket of this user for this desk, however the path was written."""
    who = str(os.getuid()) if os.name == "posix" else os.environ.get("USERNAME", "")
    real = os.path.normcase(os.path.realpath(desk))
    return "crm-desk-" + hashlib.sha256(f"{who}\n{real}".encode()).hexdigest()[:24]


def raise_first(desk: Path) -> bool:
    """Ask the program that has the desk open to show itself; False when none answers."""
    socket = QLocalSocket()
    if not _connect(socket, _name(desk)):
        return False
    answered = socket.waitForReadyRead(_ANSWER_MS)
    socket.disconnectFromServer()
    return answered


def _connect(socket: QLocalSocket, name: str) -> bool:
    """The first program may be just about to listen."""
    for _ in range(_TRIES):
        socket.connectToServer(name)
        if socket.waitForConnected(_ANSWER_MS):
            return True
        QThread.msleep(_BETWEEN_MS)
    return False


class Doorbell(QObject):
    """Listens while a desk is open.

    Signals:
        rung: a second start wants this window.
    """

    rung = Signal()

    def __init__(self, desk: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        # The lock on the desk is ours, so a socket of that name is a dead program's.
        QLocalServer.removeServer(_name(desk))
        self._server.listen(_name(desk))

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.write(b"here\n")
        socket.flush()
        self.rung.emit()
