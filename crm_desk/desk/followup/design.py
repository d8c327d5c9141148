"""Templates, the follow-up matrix and the shop's limits: as they come, with the shop's changes."""

from dataclasses import asdict, replace

from crm_desk.desk.changes import NOTHING, Changes
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup.edits import replace_cell, replace_limits, replace_template
from crm_desk.desk.followup.shipped import design as shipped
from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.followup.plan import APPROACHES
from crm_desk.domain.followup.templates import SHORTEST_WINDOW, Design, MatrixPlace, Template
from crm_desk.domain.followup.workload import Limits
from crm_desk.store.connection import Connection
from crm_desk.store.followup import design as rows

_OWN = "own"
"""How ids of the shop's own templates begin."""


def design(desk: Desk, language: str) -> Design:
    """Templates and matrix as they hold.

    Args:
        language: of the templates that the shop has not changed.
    """
    return desk.store.read(lambda connection: design_in(connection, language))


def design_in(connection: Connection, language: str) -> Design:
    """As `design`, on any connection."""
    as_it_comes = shipped(language)
    return Design(
        {**as_it_comes.templates, **rows.templates(connection)},
        {**as_it_comes.cells, **rows.cells(connection)},
        as_it_comes.words,
    )


def limits(desk: Desk) -> Limits:
    """Caps, postage and the rule for unknown consent."""
    return desk.store.read(limits_in)


def limits_in(connection: Connection) -> Limits:
    """As `limits`, on any connection."""
    kept, usual = rows.limits(connection), Limits()
    return Limits(
        calls=kept.get("calls", usual.calls),
        cards=kept.get("cards", usual.cards),
        per_customer=kept.get("per_customer", usual.per_customer),
        card_price=kept.get("card_price", usual.card_price),
        letter_price=kept.get("letter_price", usual.letter_price),
        email_if_unknown=bool(kept.get("email_if_unknown", usual.email_if_unknown)),
    )


def is_changed(desk: Desk, template_id: str) -> bool:
    """The shop has changed this template, or made it."""
    return template_id in desk.store.read(rows.templates)


def change_template(desk: Desk, template: Template) -> Changes:
    """Keep a template under its id; plans that were made from it stay as they are.

    Raises:
        ReportableError: `template_unsound`.
    """
    template = replace(
        template,
        name=clean_line(template.name),
        steps=tuple(
            replace(step, purpose=clean_line(step.purpose), late=clean_line(step.late))
            for step in template.steps
        ),
    )
    if not template.is_sound():
        raise ReportableError("template_unsound", last=SHORTEST_WINDOW)
    before = desk.store.read(rows.templates).get(template.id)
    if before == template:
        return NOTHING
    return desk.apply(replace_template(template.id, before, template))


def new_template_id(desk: Desk) -> str:
    """An id for a template of the shop's own."""
    known = desk.store.read(rows.templates)
    numbers = (int(id_.removeprefix(_OWN)) for id_ in known if id_.startswith(_OWN))
    return f"{_OWN}{max(numbers, default=0) + 1}"


def remove_template(desk: Desk, template_id: str, language: str) -> Changes:
    """Take the shop's own template away; one that comes with the program is as it came again.

    Raises:
        ReportableError: `template_used` in the matrix.
    """
    before = desk.store.read(rows.templates).get(template_id)
    if before is None:
        return NOTHING
    is_own = template_id not in shipped(language).templates
    if is_own and template_id in design(desk, language).cells.values():
        raise ReportableError("template_used")
    return desk.apply(replace_template(template_id, before, None))


def set_cell(desk: Desk, cell: MatrixPlace, template_id: str, language: str) -> Changes:
    """Say which template applies in a cell; "" is none."""
    kept = desk.store.read(rows.cells)
    if design(desk, language).cells.get(cell, "") == template_id:
        return NOTHING
    as_it_comes = shipped(language).cells.get(cell, "")
    after = None if template_id == as_it_comes else template_id
    return desk.apply(replace_cell(cell, kept.get(cell), after))


def set_limits(desk: Desk, wanted: Limits) -> Changes:
    """Change caps, postage and rules.

    Raises:
        ReportableError: `limits_unsound`.
    """
    values = {name: int(value) for name, value in asdict(wanted).items()}
    if min(values.values()) < 0 or wanted.per_customer < APPROACHES:
        raise ReportableError("limits_unsound", least=APPROACHES)
    if wanted == limits(desk):
        return NOTHING
    usual = asdict(Limits())
    after = {name: value for name, value in values.items() if value != usual[name]}
    return desk.apply(replace_limits(desk.store.read(rows.limits), after))


def is_shipped(template_id: str, language: str) -> bool:
    """The template comes with the program: it can be changed and restored, not removed."""
    return template_id in shipped(language).templates
