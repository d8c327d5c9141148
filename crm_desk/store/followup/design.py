"""What the shop changed of templates, matrix and limits; the rest is as the program comes."""

from crm_desk.domain.contacts.media import Way
from crm_desk.domain.followup.templates import MatrixPlace, Segment, Template, TemplateStep
from crm_desk.store.connection import Connection


def templates(connection: Connection) -> dict[str, Template]:
    """The shop's own templates and the changed ones, by id."""
    steps: dict[str, list[TemplateStep]] = {}
    for template, after, way, purpose, late in connection.execute(
        """
        SELECT template_id, after, way, purpose, late
        FROM followup_template_step
        ORDER BY template_id, number
        """
    ):
        steps.setdefault(template, []).append(TemplateStep(after, Way(way), purpose, late))
    rows = connection.execute("SELECT id, name FROM followup_template ORDER BY id")
    return {id_: Template(id_, name, tuple(steps.get(id_, ()))) for id_, name in rows}


def put_template(connection: Connection, template: Template) -> None:
    """Keep a template, in the place of the one with the same id."""
    remove_template(connection, template.id)
    connection.execute(
        "INSERT INTO followup_template (id, name) VALUES (?, ?)", (template.id, template.name)
    )
    connection.executemany(
        """
        INSERT INTO followup_template_step (template_id, number, after, way, purpose, late)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        (
            (template.id, number, step.after, step.way.value, step.purpose, step.late)
            for number, step in enumerate(template.steps, start=1)
        ),
    )


def remove_template(connection: Connection, id_: str) -> None:
    """Take a template away; one that the program comes with is as it came again."""
    connection.execute("DELETE FROM followup_template WHERE id = ?", (id_,))


def cells(connection: Connection) -> dict[MatrixPlace, str]:
    """Cells of the matrix that the shop has changed."""
    rows = connection.execute("SELECT segment, band, template_id FROM followup_cell")
    return {MatrixPlace(Segment(segment), band): template for segment, band, template in rows}


def put_cell(connection: Connection, cell: MatrixPlace, template: str | None) -> None:
    """Say which template applies in a cell; None = as it came."""
    connection.execute(
        "DELETE FROM followup_cell WHERE segment = ? AND band = ?", (cell.segment.value, cell.band)
    )
    if template is not None:
        connection.execute(
            "INSERT INTO followup_cell (segment, band, template_id) VALUES (?, ?, ?)",
            (cell.segment.value, cell.band, template),
        )


def limits(connection: Connection) -> dict[str, int]:
    """What the shop has changed of its limits, by name."""
    return dict(connection.execute("SELECT name, value FROM followup_limit").fetchall())


def put_limits(connection: Connection, values: dict[str, int]) -> None:
    """Keep limits, all of them."""
    connection.execute("DELETE FROM followup_limit")
    connection.executemany("INSERT INTO followup_limit (name, value) VALUES (?, ?)", values.items())
