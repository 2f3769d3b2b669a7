"""Take the picture of one incident for the README anew: `python scripts/take_picture.py`.

Runs the demo in a temporary folder, opens the incident's words and writes docs/img/report.png. Needs Chromium
(scripts/install-test-packages.sh). Read the words under the picture in README.md afterwards: they say what it shows.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from bearwitness.demo import PAGE, make_demo
from bearwitness.ledger import open_ledger
from bearwitness.report.page import write_report
from report.browser import Browser

ROOT = Path(__file__).resolve().parents[1]
PLACE, WIDTH, HEIGHT = "Durazno", 960, 1055  # pixels
FIND = f"""(() => {{
  const all = [...document.querySelectorAll('.incident')]
  all.forEach(e => {{ e.style.contentVisibility = 'visible' }})
  const found = all.find(e => e.querySelector('h4').textContent.includes('{PLACE}'))
  found.querySelector('details').open = true
  const box = found.getBoundingClientRect()
  return [box.left + box.width / 2, box.top + scrollY] }})()"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger, _ = make_demo(Path(folder))
        page = Path(folder) / PAGE
        with open_ledger(ledger) as opened:
            write_report(opened.current_build(), page)
        browser = Browser()
        browser.size(WIDTH + 32, HEIGHT)
        browser.open(page)
        middle, top = browser.value(FIND)
        clip = {"x": middle - WIDTH / 2, "y": top - 16, "width": WIDTH, "height": HEIGHT, "scale": 1}
        taken = browser.send("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        browser.close()
    (ROOT / "docs" / "img" / "report.png").write_bytes(base64.b64decode(taken["data"]))


if __name__ == "__main__":
    main()
