"""A film on an information page in a real browser: it plays by keyboard, with captions and a transcript, from here."""

import base64
import re

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect
from wagtail.documents import get_document_model

from tests import factories
from tests.browser.axe import run_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CAPTIONS = "WEBVTT\n\n00:00:00.000 --> 00:00:09.000\nHier wird gezählt.\n"
#: Two seconds of figures on a canvas, filmed by the browser itself: a real WebM without a file in the repository.
FILMED = """async () => {
  const canvas = Object.assign(document.createElement('canvas'), {width: 320, height: 180});
  const pen = canvas.getContext('2d');
  let count = 0;
  const drawing = setInterval(() => {
    pen.fillStyle = '#007155'; pen.fillRect(0, 0, 320, 180);
    pen.fillStyle = '#fff'; pen.font = '80px sans-serif'; pen.fillText(String(count++), 100, 120);
  }, 50);
  const recorder = new MediaRecorder(canvas.captureStream(20), {mimeType: 'video/webm;codecs=vp8'});
  const parts = [];
  recorder.ondataavailable = event => parts.push(event.data);
  const stopped = new Promise(resolve => recorder.onstop = resolve);
  recorder.start();
  await new Promise(resolve => setTimeout(resolve, 2000));
  recorder.stop(); await stopped; clearInterval(drawing);
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
}"""


def document(name, content):
    return get_document_model().objects.create(title=name, file=ContentFile(content, name=name))


@pytest.mark.once
def test_a_film_plays_by_keyboard_with_captions_and_transcript_and_asks_nobody_else(page, site, foreign, context):
    page.goto(f"{site}/healthz")
    film = base64.b64decode(page.evaluate(FILMED))
    information = factories.information(
        title="Worum es geht",
        slug="worum-es-geht",
        body=[
            (
                "video",
                {
                    "heading": "Das Zählen",
                    "video": document("zaehlen.webm", film),
                    "captions": document("zaehlen.vtt", CAPTIONS.encode()),
                    "transcript": "Es wird von null an gezählt.",
                },
            )
        ],
    )
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site + information.url)
    found = run_axe(page)
    assert found.violations_count == 0, found.generate_report()
    player = page.locator("video")
    expect(player).to_have_accessible_name("Das Zählen")
    assert player.evaluate("video => video.clientWidth <= 360 && video.paused && video.error === null")
    # The captions are there and shown without anybody choosing them.
    page.wait_for_function("() => document.querySelector('video').textTracks[0].cues?.length === 1")
    assert player.evaluate("video => [video.textTracks[0].mode, video.textTracks[0].cues[0].text]") == [
        "showing",
        "Hier wird gezählt.",
    ]
    player.focus()
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.3")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('video').paused")
    assert player.evaluate("video => video.textTracks[0].activeCues.length") == 1
    page.get_by_text("Abschrift lesen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Es wird von null an gezählt.")).to_be_visible()
    assert foreign == []
    assert context.cookies() == []
    assert re.fullmatch(rf"{re.escape(site)}/dokumente/\d+/.*webm", player.evaluate("video => video.currentSrc"))
