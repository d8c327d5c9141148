"""Templates, matrix and limits: as they come, changed, and back."""

from dataclasses import replace

import pytest

from crm_desk.desk.changes import NOTHING
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import design
from crm_desk.desk.followup.shipped import design as shipped
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.followup.templates import MatrixPlace, Segment, Template, TemplateStep
from crm_desk.domain.followup.workload import Limits
from tests.desk.followup.making import DESIGN, HANAKO, followed, plan_of, state
from tests.domain.followup.making import refused

CELL = MatrixPlace(Segment.ONCE, 0)


def test_it_comes_as_shipped_in_either_language(desk: Desk) -> None:
    for language in ("ja", "en"):
        assert design.design(desk, language) == shipped(language)
    assert design.limits(desk) == Limits()


def test_a_template_is_renamed_and_its_plans_stay(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    plan, before = plan_of(shop, id_), state(shop)
    known = DESIGN.templates["B"]
    changed = replace(
        known,
        name=" 店主の電話 ",
        steps=(replace(known.steps[0], after=7), *known.steps[1:]),
    )
    design.change_template(shop, changed)
    kept = design.design(shop, "en").templates["B"]
    assert kept == replace(changed, name="店主の電話")
    assert design.is_changed(shop, "B")
    assert design.change_template(shop, kept) == NOTHING
    assert plan_of(shop, id_) == plan
    design.remove_template(shop, "B", "ja")
    assert design.design(shop, "ja") == shipped("ja")
    for _ in range(2):
        shop.undo()
    assert state(shop) == before
    shop.redo()
    assert design.design(shop, "ja").templates["B"] == kept


def test_an_unsound_template_is_refused(desk: Desk) -> None:
    known = DESIGN.templates["B"]
    for wrong in (replace(known, name=" "), replace(known, steps=known.steps[:2])):
        with refused("template_unsound"):
            design.change_template(desk, wrong)


def test_the_shops_own_template_in_the_matrix(desk: Desk) -> None:
    id_ = design.new_template_id(desk)
    steps = (
        TemplateStep(None, Way.INSERT, "同梱のお便り"),
        TemplateStep(20, Way.PHONE, "ご様子伺い"),
        TemplateStep(60, Way.POSTCARD, "季節の便り"),
    )
    design.change_template(desk, Template(id_, "うちのやり方", steps))
    assert design.new_template_id(desk) != id_
    design.set_cell(desk, CELL, id_, "ja")
    found = design.design(desk, "ja").template(CELL)
    assert found is not None
    assert (found.name, found.steps) == ("うちのやり方", steps)
    with refused("template_used"):
        design.remove_template(desk, id_, "ja")
    design.set_cell(desk, CELL, "", "ja")
    assert design.design(desk, "ja").template(CELL) is None
    assert design.set_cell(desk, CELL, "", "ja") == NOTHING
    design.remove_template(desk, id_, "ja")
    design.set_cell(desk, CELL, "K", "ja")
    assert design.design(desk, "ja") == shipped("ja")
    for _ in range(5):
        desk.undo()
    assert design.design(desk, "ja") == shipped("ja")


def test_limits(desk: Desk) -> None:
    wanted = Limits(calls=3, cards=0, per_customer=4, card_price=63, email_if_unknown=False)
    design.set_limits(desk, wanted)
    assert design.limits(desk) == wanted
    assert design.set_limits(desk, wanted) == NOTHING
    desk.undo()
    assert design.limits(desk) == Limits()


@pytest.mark.parametrize("wrong", [Limits(calls=-1), Limits(per_customer=2), Limits(card_price=-5)])
def test_limits_that_make_no_sense(desk: Desk, wrong: Limits) -> None:
    with refused("limits_unsound"):
        design.set_limits(desk, wrong)
