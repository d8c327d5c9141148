"""The columns of the worklist."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Qt

from crm_desk.desk.contacts.marks import remarks_text
from crm_desk.desk.followup.checking import wants_other_medium
from crm_desk.desk.followup.worklist import WorklistRow
from crm_desk.domain.contacts.block_words import block_words
from crm_desk.domain.contacts.phones import shown_phone
from crm_desk.domain.decimals import NO_FIGURE
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.plan import APPROACHES
from crm_desk.domain.followup.standing import Bucket
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.windowed import Index, TableColumn, WindowedModel
from crm_desk.ui.contacts.remarks_view import shortened
from crm_desk.ui.followup.cells import NOTED_ROLE, OPEN_ROLE, STANDING_ROLE, media_in

WHO, DOTS, MEDIA, DUE, CHECK = "name", "done", "media", "due", "check"


class WorklistModel(WindowedModel):
    """Rows with what their painted cells need."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (STANDING_ROLE, OPEN_ROLE, NOTED_ROLE):
            row = self.row(index.row())
            if row is None:
                return None
            if role == NOTED_ROLE:
                return bool(row.remarks)
            return row.standing if role == STANDING_ROLE else row.standing.is_open
        return super().data(index, role)


class WorklistColumns(QObject):
    """Makes the columns, in the window's language."""

    def made(self, texts: Texts, money: Money, today: Callable[[], date]) -> list[TableColumn]:
        """All of them, from the left; `today` is asked again, for a day may end meanwhile."""
        nameless = texts("followup.former")

        def who(row: WorklistRow) -> str:
            cluster = row.plan.origin.cluster
            below = texts(f"figures.short_{cluster.value}") if cluster else row.plan.template
            return f"{row.who.name or nameless}\n{below}"

        def whole(row: WorklistRow) -> str:
            cluster = row.plan.origin.cluster
            found = [row.who.name, texts(f"figures.cluster_{cluster.value}") if cluster else ""]
            remarks = shortened(remarks_text(row.remarks, texts))
            return "\n".join(each for each in [*found, row.plan.template, remarks] if each)

        def left(row: WorklistRow) -> str:
            if not row.standing.is_open:
                return NO_FIGURE
            return self.tr("{n} d").format(n=row.standing.days_left)

        return [
            TableColumn(
                WHO, self.tr("Customer"), who, 110, copied=lambda row: row.who.name, tip=whole
            ),
            TableColumn(
                DOTS,
                self.tr("Done"),
                lambda row: self._done(len(row.standing.counted)),
                66,
            ),
            TableColumn(
                MEDIA,
                self.tr("Media"),
                lambda row: media(row, texts),
                94,
                tip=lambda row: media(row, texts) if row.standing.counted else "",
            ),
            TableColumn(
                DUE,
                self.tr("Next"),
                lambda row: self._next(row, texts, money, today()),
                166,
                tip=lambda row: _whole_next(row, texts, money),
            ),
            TableColumn(
                "last_day",
                self.tr("Left"),
                left,
                66,
                right=True,
                copied=lambda row: str(row.standing.days_left) if row.standing.is_open else "",
            ),
            TableColumn(CHECK, "", self._to_do, 94),
            TableColumn(
                "member_no",
                self.tr("Member ID"),
                lambda row: row.who.member_no,
                90,
                shown=False,
            ),
            TableColumn(
                "phone",
                self.tr("Telephone"),
                self._phone,
                120,
                shown=False,
                copied=lambda row: shown_phone(row.who.phone),
            ),
            TableColumn(
                "template", self.tr("Template"), lambda row: row.plan.template, 150, shown=False
            ),
        ]

    def _to_do(self, row: WorklistRow) -> str:
        """What the button of a row says; "" where nothing is to be done."""
        if wants_other_medium(row.standing):
            return self.tr("Record…")
        return self.tr("Check off") if row.standing.is_open else ""

    def _phone(self, row: WorklistRow) -> str:
        """Why there is none to call, where it is the shop's own; that is not copied."""
        return self.tr("The shop’s own") if row.who.shop_phone else shown_phone(row.who.phone)

    def _done(self, n: int) -> str:
        return self.tr("{n} of {all}").format(n=n, all=APPROACHES)

    def _next(self, row: WorklistRow, texts: Texts, money: Money, today: date) -> str:
        """What comes next, and below it what is missing or came of it."""
        standing, step = row.standing, row.standing.next_step
        below = wording.short_reaction(standing, texts, money)
        below = below or wording.short_missing(standing, texts)
        if not standing.is_open or row.plan.pause is not None:
            said = wording.summary(row.plan, standing, texts)
            below = wording.short_reaction(standing, texts, money)
        elif step is None:
            said = texts("followup.short_missing_other")
            below = wording.short_reaction(standing, texts, money)
        elif row.block is not None:
            said = f"{wording.way(step.way, texts)}: {block_words(row.block, row.reach, texts)}"
        else:
            said = f"{self._when(step.planned, standing.bucket, texts, today)}  "
            said += wording.way(step.way, texts)
            if step == standing.no_parcel and standing.reaction is None:
                day = wording.month_day(standing.last_day, texts)
                below = texts("followup.no_parcel_short", day=day)
        return f"{said}\n{below}" if below else said

    def _when(self, day: date | None, bucket: Bucket, texts: Texts, today: date) -> str:
        if day is None:
            return texts("followup.next_parcel")
        if bucket is Bucket.LATE and day < today:
            return self.tr("{n} d late").format(n=(today - day).days)
        if day == today:
            return self.tr("Today")
        return wording.month_day(day, texts)


def _whole_next(row: WorklistRow, texts: Texts, money: Money) -> str:
    """What the two lines of the cell leave out."""
    standing = row.standing
    found = [
        wording.summary(row.plan, standing, texts),
        wording.reaction(standing, texts, money),
        *wording.hints(row.plan, standing, texts),
    ]
    return "\n".join(each for each in found if each)


def media(row: WorklistRow, texts: Texts) -> str:
    """The media through which somebody was reached."""
    found = media_in(row.standing)
    if not found:
        return NO_FIGURE
    return texts("result.comma").join(texts(f"followup.medium_{each.value}") for each in found)
