"""The import wizard in every state, with small files written on the spot.

What takes a child process in the program is done here at once, so that pictures come quickly.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from crm_desk.desk.importing import batches, estimates, file_plan
from crm_desk.desk.importing.file_layouts import groups, look_at
from crm_desk.desk.route import Route
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.findings import Findings, Notice, Question, QuestionKind
from crm_desk.importing.issues import Severity
from crm_desk.importing.table import ReadOptions, SheetLook
from crm_desk.ui.importing.encodings import ENCODINGS
from crm_desk.ui.importing.page import ImportPage
from crm_desk.ui.importing.session import ImportSession
from crm_desk.ui.importing.wizard_state import LOOKING, RESULT, RUNNING, SheetOffer, WizardState
from crm_desk.ui.shell.window import Window

Scene = Callable[[Window], QWidget]
BASE_HEADERS = (
    "注文ID,注文日時,氏(請求先),名(請求先),電話番号(請求先),メールアドレス(請求先),商品名,価格,数量,"
    "合計金額,送料,発送状況,商品ID,調整金額"
)
FAX_ROWS = (
    'R4.11月30日,髙橋 一郎,03-1234-5678,煎茶 100g,２,"2,160円"',
    'Ｒ４．１２．１,山田 花子,０９０－１２３４－５６７８,ほうじ茶,3,"￥１，８００"',
    "2022/12/5 (月),<b>佐藤</b>,075-222-3333,=1+1,1,無料",
    'R99.1.1,鈴木 三郎,052-333-4444,玉露,1,"3,000"',
    "令和4年12月7日,伊藤 さくら,045-444-5555,玉露,1,三千円",
    ',合計,,,8,"11,380"',
)


def base_file(folder: Path, name: str = "base_orders.csv", first: int = 1) -> Path:
    """A known cart's orders, in CP932."""
    rows = [
        f"B{order:04},2026-{1 + order % 9:02}-{1 + order % 28:02} 09:30:00,髙橋,{order % 7}子,,"
        f"c{order % 7}@example.jp,煎茶 みずほ 100g,{500 + order},2,,0,発送済み,T1,0"
        for order in range(first, first + 40)
    ]
    return _written(folder / name, [BASE_HEADERS, *rows], "cp932")


def fax_file(folder: Path) -> Path:
    """A list of the shop's own, with all that goes wrong in one."""
    headers = "受注日,お名前,電話番号,商品,数量,金額"
    return _written(folder / "fax_令和4年.csv", [headers, *FAX_ROWS], "utf-8")


def strange_file(folder: Path) -> Path:
    """Headers that say nothing."""
    rows = [f"2022/11/{day:02},C{day % 4},煎茶{day}号,{day * 500}" for day in range(1, 20)]
    return _written(folder / "list.csv", ["K1,K2,K3,K4", *rows], "cp932")


def dated_file(folder: Path) -> Path:
    """Dates that could be read in two ways, and decimals."""
    rows = [f"D{day},{day:02}/04/2022,C{day % 3},tea,1,{day}.50" for day in range(1, 9)]
    headers = "order no,date,customer id,product,quantity,unit price"
    return _written(folder / "uk.csv", [headers, *rows], "utf-8")


def euc_file(folder: Path) -> Path:
    """What only a person can tell: EUC-JP."""
    rows = [f"E{n},2022/11/{n:02},山田 花子,090-1111-22{n:02},ほうじ茶,{n}00" for n in range(1, 9)]
    headers = "注文番号,注文日,お名前,電話番号,商品名,金額"
    return _written(folder / "euc.csv", [headers, *rows], "euc_jp")


def fees_file(folder: Path) -> Path:
    """Nothing wrong but rows of totals, which are left out."""
    rows = [f"2022/11/{n:02},山田 花子,090-1111-2222,ほうじ茶,1,{n}00" for n in range(1, 9)]
    lines = ["受注日,お名前,電話番号,商品,数量,金額", *rows, ",合計,,,8,3600"]
    return _written(folder / "totals.csv", lines, "utf-8")


def _written(path: Path, lines: list[str], encoding: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def _session(window: Window) -> ImportSession:
    window.go(Route("importing"))
    page = window.current
    assert isinstance(page, ImportPage)
    page.session.state = WizardState()
    page.session.changed.emit()
    return page.session


def _folder(window: Window) -> Path:
    return window.workspace.desk.path.parent / "files"


def _looked_at(window: Window, *files: Path) -> ImportSession:
    """The session once it has seen these files."""
    session, desk = _session(window), window.workspace.desk
    for path in files:
        session.state.plans.append(file_plan.plan(desk, path, look_at(path, ReadOptions())))
        session.state.row_bytes[path] = estimates.bytes_per_row(path)
    session.state.currency = file_plan.currency(desk)
    # Reading takes a child process: what it finds is made up here.
    session.checks.read = lambda: None  # type: ignore[method-assign]
    return session


def _imported(window: Window, *files: Path) -> ImportSession:
    session, desk = _looked_at(window, *files), window.workspace.desk
    state = session.state
    state.outcomes = [
        batches.run_in_process(desk, group, group[0].layout.preset.label["ja"], session.choices)
        for group in groups(plan.job for plan in state.plans)
    ]
    ids = [outcome.taken.batch_id for outcome in state.outcomes]
    state.span = estimates.span(desk, [batch for batch in ids if batch is not None])
    state.step = RESULT
    session.changed.emit()
    return session


def _file(window: Window) -> QWidget:
    _session(window)
    return window


def _looking(window: Window) -> QWidget:
    session = _session(window)
    session.state.step = LOOKING
    session.state.pending = [(Path("受注_2026年.xlsx"), ReadOptions())]
    session.changed.emit()
    return window


def _asking(key: str) -> Callable[[Window], QWidget]:
    def scene(window: Window) -> QWidget:
        session, path = _session(window), euc_file(_folder(window))
        state = session.state
        state.step, state.asking = LOOKING, ReportableError(key, file=path.name, row=3)
        state.pending = [(path, ReadOptions()), (path, ReadOptions())]
        if key.startswith("encoding"):
            state.samples = estimates.encoding_samples(path, tuple(ENCODINGS))
        session.changed.emit()
        return window

    return scene


def _layout(window: Window) -> QWidget:
    _looked_at(window, strange_file(_folder(window))).show_layout(0)
    return window


def _layout_whole(window: Window) -> QWidget:
    session = _looked_at(window, fax_file(_folder(window)))
    session.state.reading_shown = session.state.all_fields = True
    session.show_layout(0)
    return window


def _check(window: Window) -> QWidget:
    _looked_at(window, base_file(_folder(window))).show_check()
    return window


def _check_dates(window: Window) -> QWidget:
    _looked_at(window, dated_file(_folder(window))).show_check()
    return window


def _check_several(window: Window) -> QWidget:
    folder = _folder(window)
    files = base_file(folder), base_file(folder, "base_2.csv", 41), fax_file(folder)
    _looked_at(window, *files).show_check()
    return window


def _questions(questions: Sequence[Question], notices: Sequence[Notice] = ()) -> Scene:
    """The check step with these on it."""

    def scene(window: Window) -> QWidget:
        session = _looked_at(window, base_file(_folder(window)))
        state = session.state
        source = state.plans[0].layout.preset.source
        unread = ("備考", "ポイント利用額", "ギフト包装")
        state.findings[source] = Findings(tuple(questions), tuple(notices), unread=unread)
        session.show_check()
        return window

    return scene


def _question(kind: QuestionKind, subject: str = "", **rest: Any) -> Question:
    return Question(kind, subject, **rest)


EVERY_QUESTION = (
    _question(
        QuestionKind.STATUS, "保留", column="注文状況", value="保留", count=12, amount=34_500
    ),
    _question(
        QuestionKind.STATUS, "取置", column="注文状況", value="取置", count=1_203, amount=2_340_500
    ),
    _question(
        QuestionKind.STATUS,
        "x",
        column="注文状況",
        value="お客様へ確認のお電話待ち・在庫確認中(担当へ引き継ぎ)",
        count=1,
        amount=980,
        proposal="sale",
    ),
    _question(QuestionKind.GRAIN, "discount", column="値引", value="-200", proposal="line"),
    _question(QuestionKind.NUMBERS, value="1024", count=31, proposal="repeat"),
    _question(
        QuestionKind.CUSTOMERS,
        value="1024",
        count=2,
        detail="1024: 髙橋 一郎 様、山田 花子 様(2026/11/03)",
    ),
    _question(
        QuestionKind.TAX,
        detail="注文 1024: 2,000 + 送料 500 = 2,500、"
        "書かれている合計は 2,700(税込なら 2,500、税抜なら 2,700)",
    ),
    _question(
        QuestionKind.DISCOUNT,
        detail="注文 1024: 1,000 − 100 = 900、書かれている合計は 900",
        proposal="before",
    ),
    _question(QuestionKind.DECIMAL, column="単価", value="1.250"),
    _question(QuestionKind.YEAR, column="受注日", value="1月5日", count=18),
    _question(QuestionKind.FUTURE, column="受注日", value="2099/12/31", count=1, proposal="reject"),
    _question(QuestionKind.DITTO, column="金額", value="〃", count=4, proposal="no"),
    _question(
        QuestionKind.OPENINGS,
        count=80,
        proposal="leave",
        rates=((80, 100), (90, 100)),
    ),
    _question(
        QuestionKind.SHARED,
        "office@kobo.example",
        column="メールアドレス",
        value="office@kobo.example",
        count=12,
        detail="山本 あや、森 けん、林 りん、原 みき…",
        proposal="shop",
    ),
)
EVERY_NOTICE = (
    Notice(
        "total_differs",
        Severity.NOTICE,
        3,
        "base_orders.csv",
        18,
        "合計金額",
        "2,700",
        "2,500 / 2,700",
    ),
    Notice("date_missing", Severity.REJECTED, 1, "base_orders.csv", 1_204, "注文日時", "", ""),
    Notice("order_no_missing", Severity.NOTICE, 12, "base_orders.csv", 7, "", "", ""),
    Notice("shared_contact_kept", Severity.NOTICE, 2, "", 0, "", "", "2"),
    Notice("fee_row", Severity.SKIPPED, 40, "base_orders.csv", 4, "商品名", "送料", ""),
)


def _sheets(window: Window) -> QWidget:
    """A workbook of a small shop: a sheet of customers, and one of neither."""
    session = _looked_at(window, fax_file(_folder(window)))
    state = session.state
    looks = (
        SheetLook("1月", True, ("受注日", "お名前"), 12, "orders"),
        SheetLook("2月", True, ("受注日", "お名前"), 9, "orders"),
        SheetLook("会員", False, ("会員番号", "お名前", "電話番号"), 80, "customers"),
        SheetLook("集計", False, ("月", "売上"), 12, "other"),
    )
    plan = state.plans[0]
    look = replace(plan.look, sheets=tuple(each.name for each in looks), sheet_looks=looks)
    options = replace(look.options, sheets=("1月", "2月"))
    people = people_file(_folder(window))
    offered = file_plan.plan(window.workspace.desk, people, look_at(people, ReadOptions()))
    offered = replace(offered, path=plan.path)
    state.plans[0] = replace(plan, look=replace(look, options=options))
    state.offers.append(SheetOffer("会員", 80, offered))
    state.plans.append(offered)
    session.show_check()
    return window


def people_file(folder: Path) -> Path:
    """A list of customers."""
    rows = [f"M{n},山田 花子,090-1111-22{n:02}" for n in range(1, 9)]
    return _written(folder / "会員.csv", ["会員番号,お名前,電話番号", *rows], "utf-8")


def _check_reading(window: Window) -> QWidget:
    session = _looked_at(window, base_file(_folder(window)))
    session.state.to_check = [session.state.plans[0].layout.preset.source]
    session.show_check()
    return window


def _check_foot(window: Window) -> QWidget:
    """The end of the page with every question."""
    _questions(EVERY_QUESTION, EVERY_NOTICE)(window)
    settle_area(window, 10_000)
    return window


def _check_middle(window: Window) -> QWidget:
    _questions(EVERY_QUESTION, EVERY_NOTICE)(window)
    settle_area(window, window.height() * 3 // 5)
    return window


def settle_area(window: Window, scrolled: int) -> None:
    """Scroll the page that is shown."""
    for _ in range(4):
        QApplication.processEvents()
    area = next(a for a in window.current.findChildren(QScrollArea) if a.isVisible())
    area.verticalScrollBar().setValue(scrolled)


def _running(step: str) -> Callable[[Window], QWidget]:
    def scene(window: Window) -> QWidget:
        session = _session(window)
        session.state.step = RUNNING
        name = "base_orders.csv" if step == "read" else ""
        session.state.progress = batches.Progress(step, name, 0.4, 433_000)
        session.changed.emit()
        return window

    return scene


def _result(window: Window) -> QWidget:
    _imported(window, base_file(_folder(window)))
    return window


def _result_issues(window: Window) -> QWidget:
    _imported(window, fax_file(_folder(window)), strange_as_base(_folder(window)))
    return window


def strange_as_base(folder: Path) -> Path:
    """A second file of another cart, so that the issues name their files."""
    row = "B9001,2026-02-30 09:30:00,髙橋,一子,,x@example.jp,煎茶,500,2,,0,発送済み,T1,0"
    return _written(folder / "base_bad.csv", [BASE_HEADERS, row], "cp932")


def _result_left_out(window: Window) -> QWidget:
    _imported(window, fees_file(_folder(window)))
    return window


def _nothing_new(window: Window) -> QWidget:
    path = base_file(_folder(window))
    _imported(window, path)
    _imported(window, path)
    return window


def _list(window: Window) -> QWidget:
    _result_issues(window)
    _session(window)
    return window


def _take_back(window: Window) -> QWidget:
    _list(window)
    _last_link(window, "取り消す…", "Take back…").click()
    return window


def _last_link(window: Window, *words: str) -> QPushButton:
    links = window.current.findChildren(QPushButton)
    return next(link for link in links if link.isVisible() and link.text() in words)


IMPORT_SCENES: dict[str, Callable[[Window], QWidget]] = {
    "import-looking": _looking,
    "import-encoding": _asking("encoding_unknown"),
    "import-encoding-wrong": _asking("encoding_wrong"),
    "import-password": _asking("password_needed"),
    "import-left-out": _asking("import_foreign"),
    "import-layout": _layout,
    "import-layout-whole": _layout_whole,
    "import-check": _check,
    "import-check-dates": _check_dates,
    "import-check-several": _check_several,
    "import-check-reading": _check_reading,
    "import-questions-one": _questions(EVERY_QUESTION[:1]),
    "import-questions-every": _questions(EVERY_QUESTION, EVERY_NOTICE),
    "import-questions-middle": _check_middle,
    "import-questions-foot": _check_foot,
    "import-questions-notices": _questions((), EVERY_NOTICE),
    "import-questions-list": _questions(EVERY_QUESTION[-2:]),
    "import-questions-sheets": _sheets,
    "import-running": _running("read"),
    "import-keeping": _running("keep"),
    "import-result": _result,
    "import-result-issues": _result_issues,
    "import-result-left-out": _result_left_out,
    "import-nothing-new": _nothing_new,
    "import-list": _list,
    "import-take-back": _take_back,
    "import-file": _file,
}
IMPORT_EMPTY_SCENES: dict[str, Callable[[Window], QWidget]] = {
    "first-import": _file,
    "first-import-check-dates": _check_dates,
}
