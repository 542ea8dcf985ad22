"""Formatted texts of elsewhere lose what is not theirs to bring, and become plain where nothing is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.exchange.reading.markup import as_html, clean, from_plain, is_plain, looks_formatted, to_plain

PIECES = st.sampled_from(
    ["<p>", "</p>", "<b>", "<i>", "</i>", "<br>", "<ul>", "<li>", "</ul>", "<div>", "</div>", "<table>", "<td>", "<tr>", "<pre>", "\n",
     "<span lang=en>", "<span>", "</span>", "<img src='media:a.png'>", "<img alt='a>b'>", "<svg>", "<h1>", "</h1>", "&amp;", "&nbsp;", " ",
     "x", "<", " & ", "é", "<!--", "-->", "<math>", "<code>", "</pre>", "<sub>", "\x00", '"', "'"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("dirty", "clean_one"),
    [
        ("<p>Hola</p>", "<p>Hola</p>"),
        ("<p style='color:red' class=x onclick='x()'>Hola</p>", "<p>Hola</p>"),
        ("a<script>alert(1)</script>b<style>p{}</style>", "ab"),
        ("<b>no</b> y <i>sí</i>", "<strong>no</strong> y <em>sí</em>"),
        ("<div>uno</div><div>dos</div>", "<p>uno</p><p>dos</p>"),
        ("<h3 class=x>Título</h3>", "<p><strong>Título</strong></p>"),
        ("<a href='javascript:x()'>enlace</a>", "enlace"),
        ("<img src='media:ab.png' alt='foto' onerror='x()' width=3>", '<img src="media:ab.png" alt="foto">'),
        ("<img src='https://elsewhere.example/spy.gif' alt='foto'>", "foto"),
        ("<img src='data:image/png;base64,AAAA'>", ""),
        ("<img src='media:../../etc/passwd' alt=''>", ""),
        ("<span style='x'>uno <span lang=en>one</span></span>", 'uno <span lang="en">one</span>'),
        ("<table><tr><td colspan=2 rowspan=x>1</td></tr></table>", '<table><tbody><tr><td colspan="2">1</td></tr></tbody></table>'),
        ("<p></p><p>&nbsp;</p>", ""),
        ("a < b & c", "a &lt; b &amp; c"),
        ("<svg><script>alert(1)</script></svg>ok", "ok"),
    ],
)
def test_only_what_has_a_meaning_in_a_question_stays(dirty, clean_one):
    assert clean(dirty) == clean_one


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=400, deadline=None)
def test_what_is_clean_stays_as_it_is(markup):
    once = clean(markup)

    assert clean(once) == once
    assert "<script" not in once and "onerror" not in once


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=200, deadline=None)
def test_a_text_in_which_nothing_is_lost_is_the_same_through_plain_text(markup):
    if is_plain(markup):
        plain = to_plain(markup)

        assert to_plain(from_plain(plain)) == plain


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<p>uno</p><p>dos</p>", "uno\n\ndos"),
        ("uno<br>dos<br /><br/>tres", "uno\ndos\n\ntres"),
        ("<div>a &lt; b &amp; c</div>", "a < b & c"),
        ("<p> con\n espacios&nbsp;de   más </p>", "con espacios de más"),
        ("<ul><li>uno</li><li>dos</li></ul>", "- uno\n- dos"),
        ("<p>antes</p><pre>a  b\n  c</pre>", "antes\n\na  b\n  c"),
    ],
)
def test_plain_text_keeps_paragraphs_and_lines(markup, plain):
    assert to_plain(markup) == plain


def test_a_text_is_plain_when_it_has_nothing_but_paragraphs_and_breaks():
    assert is_plain("<div style='x'>uno<br>dos</div>")
    assert not is_plain("uno <b>dos</b>")
    assert not is_plain("<img src='media:a.png'>")


def test_a_text_that_may_be_either_is_html_only_with_a_tag_or_an_entity_that_html_knows():
    assert not looks_formatted("if a < b && c > d, AT&T; <cliente>")
    assert looks_formatted("uno &nbsp; dos") and looks_formatted("<p>uno") and looks_formatted("H<sub>2</sub>O")
    assert as_html("a < b") == "a &lt; b"
    assert as_html("a\n\nb") == "<p>a</p><p>b</p>"
    assert as_html("<b>a</b>") == "<b>a</b>"


def test_a_text_that_is_nothing_but_tags_does_not_keep_us_busy():
    assert clean("<b>" * 100_000 + "x") == "x"
