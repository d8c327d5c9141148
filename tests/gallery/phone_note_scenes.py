"""電話メモ over a page, and the time line of a customer with chips and a row that is opened."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from crm_desk.desk.capabilities import COMPLAINT_RULES
from crm_desk.desk.desk import local_time
from crm_desk.desk.route import Route
from crm_desk.desk.timeline import entries
from crm_desk.desk.timeline_rows import RowGroup
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.timeline.entry import EntryKind
from crm_desk.domain.timeline.entry_input import EntryInput
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.shell.window import Window
from crm_desk.ui.timeline.phone_note import PhoneNote
from crm_desk.ui.timeline.section import TimelineSection

Scene = Callable[[Window], QWidget]
_SOMEBODY, _CALLER = 3, "4567"
_WORDS = {
    "ja": ("箱がつぶれて届いた。交換を希望", "お孫さんは蓮くん。電話は昼過ぎに"),
    "en": ("The box was crushed, wants another one", "Her grandson is Ren. Call after lunch"),
}


def _note(window: Window) -> PhoneNote:
    window.go(Route("customers"))
    window.open_phone_note()
    note = window.phone_notes.note
    assert note is not None
    return note


def _looked_up(words: str, kind: EntryKind = EntryKind.INQUIRY, said: bool = False) -> Scene:
    def scene(window: Window) -> QWidget:
        from tests.gallery.scenes import wait_until

        note = _note(window)
        note.picker.field.setText(words)
        wait_until(lambda: note.picker.is_settled)
        wait_until(lambda: note.workspace.quick.is_settled(note.picker))
        wait_until(lambda: note.workspace.is_settled(note.picker))
        note.form.kinds.kind = kind
        note.form.text.setPlainText(_WORDS[window.workspace.language][0] if said else "")
        return window

    return scene


def _empty(window: Window) -> QWidget:
    note = _note(window)
    note.picker.field.setText("")
    note.form.text.setPlainText("")
    return window


def _another_moment(window: Window) -> QWidget:
    scene = _looked_up(_CALLER)(window)
    note = window.phone_notes.note
    assert note is not None
    if note.form.moment.editor.isHidden():
        note.form.moment.button.click()
    return scene


def _line(group: RowGroup | None = None, *, is_opened: bool = False) -> Scene:
    def scene(window: Window) -> QWidget:
        from tests.gallery.scenes import settle, wait_until

        note = window.phone_notes.note
        if note is not None:
            note.leave()
        _write(window)
        window.go(Route("customers", "one", _SOMEBODY))
        page = window.current
        assert isinstance(page, CustomersPage)
        wait_until(lambda: page.is_settled)
        settle()
        section = next(s for s in page.list.detail.sections if isinstance(s, TimelineSection))
        section.close_row()
        section.show_group(group)
        if is_opened:
            row = section.rows.rows.row_at(section.rows.rows.first_row())
            assert row is not None
            section.open_row(row)
        settle()
        page.list.detail.area.verticalScrollBar().setValue(section.y())
        return window

    return scene


def _write(window: Window) -> None:
    """A complaint that waits and a note, once."""
    desk, now = window.workspace.desk, local_time()
    if entries.entries_of(desk, _SOMEBODY):
        return
    words = _WORDS[window.workspace.language]
    kinds = (EntryKind.COMPLAINT, EntryKind.NOTE)
    for days, (kind, said) in enumerate(zip(kinds, words, strict=True)):
        moment = now - timedelta(days=days)
        made = EntryInput(_SOMEBODY, "", kind, Way.PHONE, moment, said)
        entries.add_entry(desk, made, now, COMPLAINT_RULES)


PHONE_NOTE_SCENES: dict[str, Scene] = {
    "phone-note": _empty,
    "phone-note-hits": _looked_up("090-0"),
    "phone-note-nobody": _looked_up("03-9999-0000"),
    "phone-note-complaint": _looked_up(_CALLER, EntryKind.COMPLAINT, said=True),
    "phone-note-moment": _another_moment,
    "time-line": _line(),
    "time-line-inquiries": _line(RowGroup.INQUIRY),
    "time-line-opened": _line(is_opened=True),
}
