"""The files of an import: where they come from, and sheets that come along with them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches as imports
from crm_desk.desk.importing import remembered
from crm_desk.importing.table import ReadOptions
from crm_desk.ui.importing.wizard_state import SheetOffer, WizardState

if TYPE_CHECKING:
    from crm_desk.desk.importing.file_plan import FilePlan
    from crm_desk.importing.reading import FilePreview
    from crm_desk.importing.table import SheetLook


def propose_sources(desk: Desk, state: WizardState) -> None:
    """As the last import of the same cart was called: under another name it would double.

    Tables of no known cart have only the file's name in common, or the name of their layout. What
    was answered about a source holds again.
    """
    from crm_desk.importing.presets import load_presets

    batches = imports.batches(desk)
    for plan in state.plans:
        preset = plan.layout.preset
        siblings = {each.id for each in load_presets() if each.source == preset.source}
        known = bool(preset.signature)
        before = (
            batch.source
            for batch in batches
            if batch.preset in siblings and (known or plan.path.name in batch.files)
        )
        name = state.sources.setdefault(preset.source, next(before, plan.saved or preset.source))
        if preset.source not in state.answers:
            state.answers[preset.source] = remembered.answers_of(desk, name)


def undecided_plans(state: WizardState) -> list[int]:
    """Places of files whose columns a person should see first."""
    offered = [offer.plan for offer in state.offers]
    return [
        place for place, plan in enumerate(state.plans) if not plan.is_known and plan not in offered
    ]


def take_looked(state: WizardState, plan: "FilePlan", options: ReadOptions) -> None:
    """Take a file that was looked at; its sheets of customers are looked at next, and proposed."""
    sheets = options.sheets or ()
    rows = state.offered.pop((plan.path, sheets), None)
    if rows is None:
        state.plans.append(plan)
        for at, look in enumerate(customer_sheets(plan.look)):
            state.offered[plan.path, (look.name,)] = look.rows
            sheet = replace(plan.look.options, sheets=(look.name,), header_row=None)
            state.pending.insert(at, (plan.path, sheet))
    elif not plan.missing:
        state.offers.append(SheetOffer(sheets[0], rows, plan))
        state.plans.append(plan)


def customer_sheets(look: "FilePreview") -> "list[SheetLook]":
    """Sheets of a workbook of orders that look like lists of customers and are not read."""
    if not any(each.is_read and each.looks_like == "orders" for each in look.sheet_looks):
        return []
    return [
        each for each in look.sheet_looks if not each.is_read and each.looks_like == "customers"
    ]


def unread_sheets(state: WizardState) -> "list[SheetLook]":
    """Sheets that hold something and of which nothing is read, without those that are offered."""
    read = {(plan.path, name) for plan in state.plans for name in plan.look.options.sheets or ()}
    read |= {(offer.plan.path, offer.sheet) for offer in state.offers}
    found = {
        (plan.path, look.name): look
        for plan in state.plans
        for look in plan.look.sheet_looks
        if not look.is_read and look.looks_like != "empty"
    }
    return [look for key, look in found.items() if key not in read]


def switch(state: WizardState, offer: SheetOffer, *, wanted: bool) -> None:
    """Bring in an offered sheet, or leave it."""
    offer.wanted = wanted
    if wanted and offer.plan not in state.plans:
        state.plans.append(offer.plan)
    elif not wanted and offer.plan in state.plans:
        state.plans.remove(offer.plan)
        state.current = min(state.current, len(state.plans) - 1)


def replace_at(state: WizardState, place: int, plan: "FilePlan") -> None:
    """Read a file another way."""
    for offer in state.offers:
        if offer.plan == state.plans[place]:
            offer.plan = plan
    state.plans[place] = plan


def batch_ids(outcomes: Sequence[imports.Outcome]) -> list[int]:
    """The imports that kept something."""
    return [each.taken.batch_id for each in outcomes if each.taken.batch_id is not None]
