"""A person's facts: typed in place, marked, beside what files say, and somebody added."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desk.desk.customers import people, typed_facts
from crm_desk.desk.desk import today
from crm_desk.desk.route import Route
from crm_desk.store.connection import Connection
from crm_desk.store.customers import facts
from crm_desk.ui.customers.fact_editors import PlaceEditor
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.shell.window import Window

Scene = Callable[[Window], QWidget]


def _somebody(window: Window) -> CustomersPage:
    from tests.gallery.scenes import wait_for_customers

    desk = window.workspace.desk
    (first, *_) = people.find(desk, "", "amount", descending=True).ids
    window.go(Route("customers", "one", first))
    return wait_for_customers(window)


def _editing(window: Window) -> QWidget:
    page = _somebody(window)
    row = page.list.detail.facts.rows["address"]
    row.text.click()
    assert isinstance(row.editor, PlaceEditor)
    row.editor.code.setText("4200851")
    return window


def _refused(window: Window) -> QWidget:
    page = _somebody(window)
    row = page.list.detail.facts.rows["phone"]
    row.text.click()
    row.editor.begin({"phone": "でんわ"})
    row.entered.emit()
    return window


def _typed(window: Window) -> QWidget:
    from tests.gallery.scenes import settle

    page = _somebody(window)
    desk, customer = window.workspace.desk, page.list.detail.customer_id
    place = {"postcode": "420-0851", "address": "静岡県静岡市葵区黒金町12-3 みずほコーポ201"}
    said = {"company": "株式会社みずほ製茶", "note": "お茶会の先生。\n電話は午前中に。"}
    for texts in (place, said, {"phone": "0542345678、09012345678"}, {"birthday": "1962-05-03"}):
        typed_facts.keep(desk, customer, texts, today())

    def later_file(connection: Connection) -> None:
        connection.execute(
            "UPDATE customer_facts SET address = '静岡県焼津市栄町5-6-7', postcode = '4250027'"
            " WHERE customer_id = ?",
            (customer,),
        )
        facts.refresh(connection, [customer])

    desk.store.write(later_file)
    page.refresh()
    settle()
    bar = page.list.detail.area.verticalScrollBar()
    bar.setValue(page.list.detail.facts.y() - page.list.detail.facts.rows["name"].height())
    return window


def _adding(window: Window) -> QWidget:
    from tests.gallery.scenes import wait_for_customers

    page = _somebody(window)
    phone = page.list.detail.facts.rows["phone"].text.shown
    window.go(Route("customers", "add"))
    page = wait_for_customers(window)
    form = page.person_form
    form.editors["name"].begin({"name": "佐藤 陽子"})
    form.editors["phone"].begin({"phone": phone})
    form.editors["email"].begin({"email": "yoko.sato"})
    form.editors["address"].begin({"postcode": "999-9999", "address": "静岡県静岡市葵区黒金町1-1"})
    form.keep.click()
    form.show_duplicates()
    return window


FACTS_SCENES: dict[str, Scene] = {
    "facts-editing": _editing,
    "facts-refused": _refused,
    "facts-typed": _typed,
    "facts-adding": _adding,
}
