"""The one banner of failures: shown by any page, gone when what failed has succeeded since."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.core.errors import DatabaseLocked, DatabaseReadOnly, OfficeError, StorageError
from desktop_app.ui.jobs import Job, Jobs, Lane
from desktop_app.ui.shell.banner import BannerContent, BannerZone

if TYPE_CHECKING:
    from desktop_app.core.changes import Changes
    from desktop_app.ui.changes_hub import ChangesHub
    from desktop_app.ui.errors import ErrorWords

_KEY = "error"


class ErrorBanner(QObject):
    """Knows whose failure it shows: the work that failed, and the page in front at the time.

    Any write that succeeds ends «the file is held» and «it cannot be written»; a small one proves
    nothing of a full disk, so that ends with a change told of or a write of the same owner. Other
    failures end with a change made on their page, or when their owner succeeds in the same lane.
    A read ends nothing but a held file: a page reads several things at once.
    """

    def __init__(self, banners: BannerZone, jobs: Jobs, hub: "ChangesHub") -> None:
        """Listen to the lanes and to changes."""
        super().__init__(banners)
        self._banners, self._jobs = banners, jobs
        self._error: OfficeError | None = None
        self._source: Job | None = None
        self._page = self._front = ""
        jobs.succeeded.connect(self._succeeded)
        hub.announced.connect(self._announced)

    def page_shown(self, key: str) -> None:
        """Remember the page in front."""
        self._front = key

    def show(self, error: OfficeError, words: "ErrorWords") -> None:
        """Show a failure."""
        self._error, self._page, self._source = error, self._front, self._jobs.speaking
        content = BannerContent(words.tone, words.title, words.text)
        self._banners.show_banner(_KEY, content)

    def _succeeded(self, job: Job) -> None:
        if self._error is not None and self._disproves(job, self._error):
            self._close()

    def _disproves(self, job: Job, error: OfficeError) -> bool:
        """Tell whether what this work did shows that the failure is over."""
        if job.lane is Lane.WRITE and isinstance(error, DatabaseLocked | DatabaseReadOnly):
            return True
        failed = self._source
        if failed is None or job.owner is None or failed.owner is not job.owner:
            return False
        return failed.lane is job.lane and (
            job.lane is not Lane.READ or isinstance(error, DatabaseLocked)
        )

    def _announced(self, _changes: "Changes") -> None:
        job = self._jobs.speaking
        if self._error is None or (job is not None and job.lane is Lane.READ):
            return  # what a colleague saved proves nothing of this window
        if isinstance(self._error, StorageError) or self._page == self._front:
            self._close()

    def _close(self) -> None:
        self._error = self._source = None
        self._banners.close_banner(_KEY)
