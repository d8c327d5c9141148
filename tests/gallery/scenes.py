"""Every page and dialog in the states that matter, as functions that bring them on screen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from crm_desk.desk.assessment import assessments
from crm_desk.desk.capabilities import MERGE_RULES
from crm_desk.desk.customers import people, splitting
from crm_desk.desk.desk import Desk, create_desk, today
from crm_desk.desk.route import Route
from crm_desk.desk.settings import Settings
from crm_desk.domain.analysis.view import ChartName, Filter
from crm_desk.domain.errors import ReportableError
from crm_desk.ui.analysis.page import AnalysisPage
from crm_desk.ui.assessment.page import AssessmentPage
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.shell import dialogs
from crm_desk.ui.shell.crash import CrashWindow
from crm_desk.ui.shell.pages import PAGES
from crm_desk.ui.shell.window import Window
from tests.desk.customers.people import bring_shops_contact
from tests.desk.followup.making import JA
from tests.gallery.backup_scenes import BACKUP_EMPTY_SCENES, BACKUP_SCENES
from tests.gallery.facts_scenes import FACTS_SCENES
from tests.gallery.followup_plans_scenes import (
    FOLLOWUP_PLANS_EMPTY_SCENES,
    FOLLOWUP_PLANS_SCENES,
)
from tests.gallery.followup_start_scenes import (
    FOLLOWUP_START_EMPTY_SCENES,
    FOLLOWUP_START_SCENES,
)
from tests.gallery.followup_worklist_scenes import (
    FOLLOWUP_WORKLIST_EMPTY_SCENES,
    FOLLOWUP_WORKLIST_SCENES,
)
from tests.gallery.import_scenes import IMPORT_EMPTY_SCENES, IMPORT_SCENES
from tests.gallery.mark_scenes import MARK_EMPTY_SCENES, MARK_SCENES
from tests.gallery.paper_shop_scenes import PAPER_SHOP_SCENES
from tests.gallery.personal_data_scenes import PERSONAL_DATA_EMPTY_SCENES, PERSONAL_DATA_SCENES
from tests.gallery.phone_note_scenes import PHONE_NOTE_SCENES
from tests.gallery.post_scenes import POST_SCENES
from tests.gallery.problem_scenes import PROBLEM_SCENES
from tests.gallery.timeline_scenes import TIMELINE_EMPTY_SCENES, TIMELINE_SCENES
from tests.sample_desk import sample_copy

DAY = date(2026, 11, 21)
SIZE = (1366, 768)
LATEST, FIRST, PARTIAL = 3, 1, 4

Scene = Callable[[Window], QWidget]


@contextmanager
def opened_window(
    folder: Path, language: str, colours: str, scale: int, *, empty: bool = False
) -> Iterator[Window]:
    """A window on the sample desk (with a half-finished assessment), or on an empty desk."""
    settings = Settings(folder / "settings.json")
    settings.put("language", language)
    settings.put("colours", colours)
    settings.put("scale", scale)
    path = folder / ("empty.crmdesk" if empty else "sample.crmdesk")
    if empty:
        create_desk(path, "")
    else:
        sample_copy(path, language, DAY)
    desk = Desk(path)
    window = Window(Workspace(desk, settings, language))
    window.resize(*SIZE)
    window.show()
    settle()
    try:
        yield window
    finally:
        window.close()
        window.workspace.close()
        window.deleteLater()
        settle()
        for suffix in ("", ".lock", ".holder"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def settle() -> None:
    """Let everything that was asked for happen."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def wait_until(ready: Callable[[], bool], seconds: float = 60) -> None:
    """Run the event loop until something is there."""
    loop, timer = QEventLoop(), QTimer()
    remaining = [int(seconds * 100)]

    def look() -> None:
        remaining[0] -= 1
        if ready() or remaining[0] < 0:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(10)
    # What is queued behind the last look may ask for more.
    while not ready():
        if remaining[0] < 0:
            raise TimeoutError("it did not come up")
        loop.exec()
    timer.stop()


def _go(page: str, view: str = "", id_: int | None = None, item: str | None = None) -> Scene:
    def scene(window: Window) -> QWidget:
        window.go(Route(page, view, id_, item=item))
        return window

    return scene


def add_partial(window: Window) -> None:
    """A fourth assessment, half done, with every state."""
    desk = window.workspace.desk
    started, _ = assessments.start(desk, DAY, "佐藤、𠮷田")
    for number, item in enumerate(
        assessments.questionnaire_of(assessments.pick(desk, str(started)), "ja").items[:14]
    ):
        assessments.choose(desk, started, item.id, number % 4)
    assessments.defer(desk, started, "2-3")
    assessments.exempt(desk, started, "3-4", "広告は出していない")
    assessments.write_note(desk, started, "2-2", "<b>A<B R&D</b> 😀 \u200fשלום")


def _page(window: Window) -> AssessmentPage:
    page = window.current
    assert isinstance(page, AssessmentPage)
    return page


def _beside_partial(
    page: str, view: str = "", id_: int | None = None, item: str | None = None
) -> Scene:
    def scene(window: Window) -> QWidget:
        if assessments.find(window.workspace.desk, PARTIAL) is None:
            add_partial(window)
        return _go(page, view, id_, item)(window)

    return scene


def _partial(view: str, item_id: str | None = None) -> Scene:
    return _beside_partial("assessment", view, PARTIAL, item_id)


def _reason(window: Window) -> QWidget:
    _partial("wizard", "3-3")(window)
    settle()
    _page(window).wizard.card.ask_reason()
    return window


def _targets(window: Window) -> QWidget:
    window.go(Route("assessment", "results", LATEST))
    _page(window).results.targeted.emit()
    return window


def _scrolled(window: Window) -> QWidget:
    window.go(Route("assessment", "results", LATEST))
    settle()
    results = _page(window).results
    bar = results.scroll_bar
    bar.setValue(bar.maximum())
    return window


def _preview(window: Window) -> QWidget:
    window.go(Route("assessment", "results", LATEST))
    page = _page(window)
    page.print_current()
    wait_until(lambda: page.printing.dialog is not None)
    assert page.printing.dialog is not None
    return page.printing.dialog


def _failure(window: Window) -> QWidget:
    window.go(Route("assessment", "wizard", LATEST, item="1-2"))
    window.workspace.show_error(ReportableError("disk_full"))
    return window


def _busy(window: Window) -> QWidget:
    window.go(Route("home"))
    window.workspace.busy.emit(QCoreApplication.translate("Printing", "Preparing the pages…"))
    return window


def _crash(window: Window) -> QWidget:
    window.go(Route("home"))
    crash = CrashWindow(Path(window.workspace.desk.path.parent) / "crash.log", window)
    crash.show_error(ValueError("x"))
    assert crash.box is not None
    return crash.box


def _problem(window: Window) -> QWidget:
    window.go(Route("home"))
    sentence = window.workspace.texts.error(
        ReportableError("desk_newer", file="みずほ茶舗.crmdesk")
    )
    return dialogs.inform(window, "CRM Desk", sentence)


def _keys(window: Window) -> QWidget:
    window.go(Route("home"))
    return window.commands.show_keys()


def _about(window: Window) -> QWidget:
    window.go(Route("home"))
    return window.commands.show_about()


def _rfm(*, selected: bool = False, chart: ChartName | None = None) -> Scene:
    def scene(window: Window) -> QWidget:
        window.go(Route("analysis"))
        page = window.current
        assert isinstance(page, AnalysisPage)
        wait_until(lambda: page.is_settled)
        if selected:
            page.content.selection.filter_by((Filter("tier", 10), Filter("recency", (61, 90))))
            page.content.show_list()
            settle()
        if chart is not None:
            shown = page.content.cards.chart(chart)
            area = page.findChildren(QScrollArea)[0]
            area.ensureWidgetVisible(shown, 0, 200)
            settle()
        return window

    return scene


def _rfm_preview(window: Window) -> QWidget:
    _rfm()(window)
    page = window.current
    assert isinstance(page, AnalysisPage)
    page.print_current()
    wait_until(lambda: page.printing.dialog is not None)
    assert page.printing.dialog is not None
    return page.printing.dialog


def _customers(view: str = "", customer_id: int | None = None) -> Scene:
    def scene(window: Window) -> QWidget:
        window.go(Route("customers", view, customer_id))
        wait_for_customers(window)
        return window

    return scene


def wait_for_customers(window: Window) -> CustomersPage:
    """The customers page, once everything on it is looked up."""
    page = window.current
    assert isinstance(page, CustomersPage)
    wait_until(lambda: page.is_settled)
    page.list.refresh_detail()
    wait_until(lambda: page.is_settled)
    return page


def _searched(words: str) -> Scene:
    def scene(window: Window) -> QWidget:
        window.go(Route("customers"))
        page = wait_for_customers(window)
        page.list.search.setText(words)
        page.list.search.flush()
        wait_for_customers(window)
        return window

    return scene


def _hand_order(window: Window) -> QWidget:
    window.go(Route("customers", "order"))
    page = wait_for_customers(window)
    page.form.customer.begin(0)
    first, second = page.form.lines.rows[:2]
    first.product.setText("煎茶 みずほ 100g")
    first.quantity.setText("２")
    first.price.setText("1,080円")
    second.product.setText("茶筒")
    second.price.setText("たぶん3,000")
    page.form.keep.click()
    return window


def _joined(window: Window) -> QWidget:
    desk = window.workspace.desk
    found = people.possible_duplicates(desk)
    if len(found) > 2:
        window.workspace.perform(
            lambda: people.merge(desk, found[0].one, found[0].other, today(), JA, MERGE_RULES)
        )
    _customers("one", customer_id=found[0].one)(window)
    return window


def _shops_contact(view: str) -> Scene:
    """Several people are one customer by the shop's own address."""

    def scene(window: Window) -> QWidget:
        desk = window.workspace.desk
        bring_shops_contact(desk)
        (found,) = splitting.suggestions(desk)
        _customers(view, customer_id=found.customer)(window)
        return window

    return scene


SCENES: dict[str, Scene] = {
    "home": _go("home"),
    "list": _go("assessment"),
    "start": _go("assessment", "start"),
    "details": _go("assessment", "details", LATEST),
    "wizard-3-1": _go("assessment", "wizard", LATEST, item="3-1"),
    "wizard-5-4": _go("assessment", "wizard", LATEST, item="5-4"),
    "wizard-6-4": _go("assessment", "wizard", LATEST, item="6-4"),
    "results": _go("assessment", "results", LATEST),
    "results-foot": _scrolled,
    "results-first": _go("assessment", "results", FIRST),
    "targets": _targets,
    "rfm": _rfm(),
    "rfm-selected": _rfm(selected=True),
    "rfm-preview": _rfm_preview,
    "rfm-clusters": _rfm(chart=ChartName.CLUSTERS),
    "rfm-grid": _rfm(chart=ChartName.GRID),
    "rfm-scatter": _rfm(chart=ChartName.SCATTER),
    "customers": _customers(),
    "customers-found": _searched("高橋"),
    "customers-none": _searched("そんな人はいない"),
    "customers-all": _searched(""),
    "customers-one": _customers("one", customer_id=3),
    "customers-alike": _customers("alike"),
    "customers-joined": _joined,
    "customers-order": _customers("order", customer_id=3),
    "customers-order-unfinished": _hand_order,
    "settings": _go("settings"),
    **BACKUP_SCENES,
    **PERSONAL_DATA_SCENES,
    **FACTS_SCENES,
    **TIMELINE_SCENES,
    **PHONE_NOTE_SCENES,
    "preview": _preview,
    "failure": _failure,
    "busy": _busy,
    "crash": _crash,
    "problem": _problem,
    **PROBLEM_SCENES,
    "keys": _keys,
    "about": _about,
    "partial-wizard": _partial("wizard", "2-2"),
    "partial-deferred": _partial("wizard", "2-3"),
    "partial-not-applicable": _partial("wizard", "3-4"),
    "partial-reason": _reason,
    "partial-results": _partial("results"),
    "partial-home": _beside_partial("home"),
    "partial-list": _beside_partial("assessment"),
    **FOLLOWUP_WORKLIST_SCENES,
    **FOLLOWUP_START_SCENES,
    **FOLLOWUP_PLANS_SCENES,
    **POST_SCENES,
    **IMPORT_SCENES,
    **MARK_SCENES,
    "customers-split": _shops_contact("alike"),
    "customers-split-one": _shops_contact("one"),
    # These change the shop's media and its plans for good.
    **PAPER_SHOP_SCENES,
}
_NAMED = {"assessment": "list", "analysis": "rfm", "importing": "import-list"}
PAGE_SCENES = {row.key: _NAMED.get(row.key, row.key) for row in PAGES}
"""The picture of every page as it begins."""
for _key, _name in PAGE_SCENES.items():
    SCENES.setdefault(_name, _go(_key))
EMPTY_SCENES: dict[str, Scene] = {
    "first-home": _go("home"),
    "first-list": _go("assessment"),
    "first-start": _go("assessment", "start"),
    "first-customers": _customers(),
    "first-order": _customers("order"),
    **FOLLOWUP_WORKLIST_EMPTY_SCENES,
    **FOLLOWUP_START_EMPTY_SCENES,
    **FOLLOWUP_PLANS_EMPTY_SCENES,
    **IMPORT_EMPTY_SCENES,
    **BACKUP_EMPTY_SCENES,
    **PERSONAL_DATA_EMPTY_SCENES,
    **MARK_EMPTY_SCENES,
    **TIMELINE_EMPTY_SCENES,
}


def shown(window: Window, scene: Scene) -> Iterator[QWidget]:
    """The widget of a scene, settled; a dialog is closed afterwards."""
    widget = scene(window)
    settle()
    yield widget
    if isinstance(widget, QDialog):
        widget.close()
    window.workspace.failed.emit("")
    window.workspace.busy.emit("")
    settle()
