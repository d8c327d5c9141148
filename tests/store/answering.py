"""A child process that works on a desk until it is killed, and what the desk must hold then.

`python -m tests.store.answering DESK SEED` says `ready`, then `ok` after each action that is
done. Which actions follow one another is a matter of the seed and of what the desk held.
"""

import random
import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk

State = dict[int, dict[str, tuple[int | None, str]]]
"""Choice and note by assessment and item."""

ITEMS = [f"{c}-{n}" for c, most in enumerate((6, 4, 4, 6, 9, 4), 1) for n in range(1, most + 1)]
KINDS = {"choose": 55, "note": 30, "start": 6, "delete": 4, "reopen": 5}
DAY = date(2026, 11, 21)
MOST_ASSESSMENTS = 6


@dataclass(frozen=True)
class Action:
    """One thing a person does."""

    kind: str
    assessment_id: int
    item_id: str = ""
    level: int = 0
    text: str = ""

    def happen(self, desk: Desk) -> Desk:
        """Do it; returns the desk to go on with."""
        if self.kind == "choose":
            assessments.choose(desk, self.assessment_id, self.item_id, self.level)
        elif self.kind == "note":
            assessments.write_note(desk, self.assessment_id, self.item_id, self.text)
        elif self.kind == "start":
            assessments.start(desk, DAY)
        elif self.kind == "delete":
            assessments.delete(desk, self.assessment_id)
        else:
            desk.close()
            return Desk(desk.path)
        return desk

    def note(self, state: State) -> None:
        """What the desk holds afterwards."""
        if self.kind == "start":
            state[self.assessment_id] = {}
        elif self.kind == "delete":
            del state[self.assessment_id]
        elif self.kind in {"choose", "note"}:
            answers = state[self.assessment_id]
            choice, text = answers.get(self.item_id, (None, ""))
            if self.kind == "choose":
                answers[self.item_id] = (self.level, text)
            else:
                answers[self.item_id] = (choice, self.text)


def actions(seed: int, before: State) -> Iterator[tuple[Action, State]]:
    """Endless actions, each with what the desk must hold after it."""
    rng = random.Random(seed)
    state = deepcopy(before)
    while True:
        action = _next(rng, state)
        action.note(state)
        yield action, deepcopy(state)


def _next(rng: random.Random, state: State) -> Action:
    kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
    if not state or (kind == "start" and len(state) < MOST_ASSESSMENTS):
        return Action("start", max(state, default=0) + 1)
    chosen = rng.choice(sorted(state))
    if kind == "delete" and len(state) == 1:
        kind = "choose"
    text = f"{rng.random()} " + "覚え書き。" * rng.choice((1, 9, 300))
    kind = "choose" if kind == "start" else kind
    return Action(kind, chosen, rng.choice(ITEMS), rng.randrange(4), text.strip())


def read(desk: Desk) -> State:
    """What a desk holds."""
    return {
        assessment.id: {a.item_id: (a.choice, a.note) for a in assessment.answers.values()}
        for assessment in assessments.assessments(desk)
    }


def _main(path: Path, seed: int) -> None:
    desk = Desk(path)
    before = read(desk)
    print("ready", flush=True)
    for action, _ in actions(seed, before):
        desk = action.happen(desk)
        print("ok", flush=True)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), int(sys.argv[2]))
