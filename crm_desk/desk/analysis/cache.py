"""What the desk's orders came to, worked out once for all who ask; on any thread."""

from collections import OrderedDict
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

from crm_desk.desk.analysis.look import Look, look_at
from crm_desk.desk.analysis.orders import OrderData, load
from crm_desk.desk.desk import Desk, latest_today
from crm_desk.domain.analysis.figures import AnalysisSettings

MOST_LOOKS = 4
"""Looks that are kept: each holds some hundred bytes a buyer."""


def order_data(desk: Desk) -> OrderData:
    """The desk's orders as they stand; read again only where something was written since.

    Raises:
        ReportableError: the file can't be read.
    """
    return _cache_of(desk).data(desk)


def look(desk: Desk, settings: AnalysisSettings, as_of: date | None = None) -> Look:
    """The desk's orders as they stand, looked at as `look_at` does.

    Raises:
        ReportableError: the file can't be read.
    """
    return _cache_of(desk).look(desk, settings, as_of)


class _Cache:
    """The newest orders of one desk, and the last looks at them.

    One thread works at a time: who asks for the same meanwhile waits for that answer.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._data: OrderData | None = None
        self._looks: OrderedDict[tuple[AnalysisSettings, date | None, date], Look] = OrderedDict()

    def data(self, desk: Desk) -> OrderData:
        with self._lock:
            return self._current(desk)

    def look(self, desk: Desk, settings: AnalysisSettings, as_of: date | None) -> Look:
        with self._lock:
            # On another day other orders lie ahead.
            data, key = self._current(desk), (settings, as_of, latest_today())
            if key not in self._looks:
                self._looks[key] = look_at(data, settings, as_of)
            self._looks.move_to_end(key)
            if len(self._looks) > MOST_LOOKS:
                self._looks.popitem(last=False)
            return self._looks[key]

    def _current(self, desk: Desk) -> OrderData:
        data = self._data
        if data is None or data.version != desk.orders_version:
            # Let go of first: two of a large desk need not be in memory together.
            self._data = None
            self._looks.clear()
            data = self._data = load(desk)
        return data


_caches: WeakKeyDictionary[Desk, _Cache] = WeakKeyDictionary()
_caches_lock = Lock()


def _cache_of(desk: Desk) -> _Cache:
    with _caches_lock:
        return _caches.setdefault(desk, _Cache())
