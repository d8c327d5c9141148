"""R x F: how recently against how often."""

from crm_desk.domain.analysis.charts.words import ChartWords
from crm_desk.domain.analysis.figures import SCORES, RfmScores
from crm_desk.domain.analysis.view import AnalysisView, Filter, purchase_ranges, recency_ranges
from crm_desk.domain.charts import CellGrid, GridCell, Mark
from crm_desk.domain.decimals import NO_FIGURE


class ScoreWords(ChartWords):
    """What the scores mean."""

    def recency_names(self, rfm: RfmScores) -> list[str]:
        """Names of the R scores 1 to 5."""
        return [self._days(*ends) for ends in recency_ranges(rfm)] or _plain_scores()

    def purchase_names(self, rfm: RfmScores) -> list[str]:
        """Names of the F scores 1 to 5."""
        return [self._times(*ends) for ends in purchase_ranges(rfm)] or _plain_scores()

    def _days(self, first: int, last: int | None) -> str:
        if last is None:
            return self.texts("chart.recency_from", first=first)
        if first == 0:
            return self.texts("chart.recency_up_to", last=last)
        return self._range(first, last)

    def _times(self, first: int, last: int | None) -> str:
        if last is None:
            return self.texts("chart.times_from", k=first)
        return self.texts("chart.step", k=self._range(first, last))

    def _range(self, first: int, last: int) -> str:
        # A score that nobody can have keeps its place.
        if last <= first:
            return str(first) if last == first else NO_FIGURE
        return self.texts("chart.range", first=first, last=last)

    def cell_mark(self, times: str, days: str, n: int) -> str:
        """Who has two scores."""
        return self.texts("chart.cell_mark", times=times, days=days, people=self.people(n))


class PrintedScoreWords(ScoreWords):
    """Words for paper."""

    def _days(self, first: int, last: int | None) -> str:
        return self._written(first, last, "r")

    def _times(self, first: int, last: int | None) -> str:
        return self._written(first, last, "f")

    def _written(self, first: int, last: int | None, axis: str) -> str:
        if last is None:
            return self.texts(f"rfm_paper.{axis}_open", first=f"{first:,}")
        if last < first:
            return NO_FIGURE
        both = f"{first:,}" if first == last else f"{first:,}-{last:,}"
        return self.texts(f"rfm_paper.{axis}_range", range=both)


def score_grid(view: AnalysisView, words: ScoreWords) -> CellGrid:
    """R x F: purchases upwards, the latest buyers at the right."""
    rfm, grid = view.figures.rfm, view.charts.grid
    columns, rows = words.recency_names(rfm), words.purchase_names(rfm)

    def cell(r: int, f: int) -> GridCell:
        count, condition = grid[r][f], Filter("cell", (r + 1, f + 1))
        words_of_cell = words.cell_mark(rows[f], columns[r], count)
        return GridCell(count, f"{count:,}", Mark(words_of_cell, (condition,)))

    cells = [[cell(r, f) for r in range(len(columns))] for f in range(len(rows))] if grid else []
    return CellGrid(columns, rows, cells)


def _plain_scores() -> list[str]:
    return [str(score) for score in SCORES]
