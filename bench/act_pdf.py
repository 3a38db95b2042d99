"""One act as PDF, beside a bare reportlab canvas drawing the same strings at the same places.

`python -m bench.act_pdf [--acts N]` prints a table. The two take turns, so that a noisy machine is
noisy to both; the best and the middle of all rounds are told in processor time.
"""

import argparse
import io
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from unittest import mock

from reportlab.pdfgen.canvas import Canvas

from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.reports.fonts import Face
from desktop_app.reports.pdf_acts import kinds
from desktop_app.reports.pdf_page import HEIGHT, WIDTH, Page
from desktop_app.services.act_words import act_document
from tests import visit_samples

GOAL = 1.3  # of the bare canvas
GOAL_MS = 15.0  # an act, on an idle machine

Stroke = tuple[float, float, float, float]
Word = tuple[float, float, str, str, float]


class Recorded:
    """What an act draws, page by page."""

    def __init__(self, draft: InspectionDraft) -> None:
        """Render the act once and write down its strings and strokes."""
        self.document = act_document(visit_samples.card(draft), visit_samples.OFFICE, blank=False)
        self.pages: list[tuple[list[Word], list[Stroke]]] = []
        words: list[Word] = []
        strokes: list[Stroke] = []

        def text(
            _page: Page, x: float, y: float, text: str, face: Face, size: float, _wide: float = 0
        ) -> None:
            words.append((x, y, text, face.name, size))

        def line(_page: Page, *ends: float) -> None:
            strokes.append((ends[0], ends[1], ends[2], ends[3]))

        def finish(page: Page) -> None:
            self.pages.append((words.copy(), strokes.copy()))
            words.clear()
            strokes.clear()
            whole_finish(page)

        whole_finish = Page.finish
        with mock.patch.multiple(Page, text=text, line=line, finish=finish):
            kinds.render(self.document)

    def ours(self) -> bytes:
        """Lay the act out and print it."""
        return kinds.render(self.document).pdf

    def bare(self) -> bytes:
        """Draw the known strings and strokes with the library alone, no layout at all."""
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
        for words, strokes in self.pages:
            for x, y, text, font, size in words:
                canvas.setFont(font, size)
                canvas.drawString(x, y, text)
            for stroke in strokes:
                canvas.line(*stroke)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()


def compare(acts: int, draft: InspectionDraft) -> dict[str, list[float]]:
    """Return processor milliseconds of each round: ours, the bare canvas."""
    recorded = Recorded(draft)
    rounds: dict[str, list[float]] = {"наш": [], "голый reportlab": []}
    ways: tuple[Callable[[], bytes], ...] = (recorded.ours, recorded.bare)
    for way in ways:
        way()
    for _ in range(acts):
        for name, way in zip(rounds, ways, strict=True):
            start = time.process_time()
            way()
            rounds[name].append((time.process_time() - start) * 1000)
    return rounds


def import_ms() -> float:
    """Return what loading the printer costs the first act, in milliseconds of a fresh process."""
    code = (
        "import time; start = time.perf_counter();"
        "from desktop_app.reports.pdf_acts import kinds;"
        "from desktop_app.reports.fonts import faces; faces();"
        "print((time.perf_counter() - start) * 1000)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
    )
    return float(done.stdout)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.act_pdf")
    parser.add_argument("--acts", type=int, default=200)
    asked = parser.parse_args()
    drafts = {"обычный": visit_samples.ordinary(), "тяжёлый": visit_samples.heavy()}
    out = [f"акт в PDF, по {asked.acts} раз"]
    for title, draft in drafts.items():
        rounds = compare(asked.acts, draft)
        bare = min(rounds["голый reportlab"])
        for name, spent in rounds.items():
            best = min(spent)
            out.append(
                f"{title:9}{name:18}{best:7.1f} мс лучший {median(spent):7.1f} мс средний"
                f" {1000 / best:6.0f} актов/с {best / bare:6.2f}×"
            )
    out.append(f"загрузка печати при первом акте: {import_ms():.0f} мс")
    out.append(f"цель: обычный ≤ {GOAL_MS:.0f} мс и ≤ {GOAL}× голого reportlab")
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
