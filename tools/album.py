"""The pictures as one page to browse: by screen, role, language, width and theme."""

import html
from pathlib import Path

from camera import LANGUAGES, THEMES, WIDTHS, Taken

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Peldaño: the screens</title>
<style>
:root {{ color-scheme: light dark; --paper: light-dark(#faf6ef, #0c1619); --ink: light-dark(#16262b, #efebe3);
  --soft: light-dark(#4f5f64, #b9c3c4); --line: light-dark(#ded7ca, #2c3b40); --accent: light-dark(#00656a, #7fd0c9);
  --bad: light-dark(#9a3b1b, #f0a684); }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 "Atkinson Hyperlegible Next", system-ui, sans-serif; }}
header {{ position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center;
  padding: .75rem 2rem; background: var(--paper); border-bottom: 2px solid var(--ink); }}
h1 {{ margin: 0 auto 0 0; font-size: 1.25rem; }}
label {{ display: inline-flex; gap: .4rem; align-items: center; }}
input[type=search], select {{ font: inherit; padding: .35rem .6rem; border: 1px solid var(--soft); border-radius: 4px;
  background: transparent; color: inherit; }}
main {{ padding: 0 2rem 4rem; }}
section {{ padding-block: 1.5rem; border-bottom: 1px solid var(--line); }}
h2 {{ margin: 0; font-size: 1.125rem; }}
h2 small {{ font-weight: 400; color: var(--soft); }}
.bad {{ margin: .25rem 0 0; color: var(--bad); font-weight: 600; }}
.row {{ display: flex; flex-wrap: wrap; gap: 1rem; margin-top: 1rem; align-items: start; }}
figure {{ margin: 0; }}
img {{ display: block; height: 26rem; object-fit: cover; object-position: top; border: 1px solid var(--line); }}
img[data-width="360"] {{ width: 12.6rem; }}
img[data-width="1280"] {{ width: 35rem; max-width: 90vw; }}
figcaption {{ font-size: .8125rem; color: var(--soft); }}
a:focus-visible, input:focus-visible, select:focus-visible {{ outline: 3px solid var(--accent); outline-offset: 2px; }}
[hidden] {{ display: none; }}
</style>
<header><h1>The screens <small id="count"></small></h1>
<label>Screen <input type="search" id="name"></label>
{choices}
<label><input type="checkbox" id="bad"> only with a complaint</label>
</header>
<main>{screens}</main>
<script>
const by = (id) => document.getElementById(id);
const keys = ["role", "language", "width", "theme"];
const show = () => {{
  let seen = 0;
  for (const section of document.querySelectorAll("section")) {{
    const fits = section.id.includes(by("name").value.trim().toLowerCase())
      && (!by("role").value || section.dataset.role === by("role").value)
      && (!by("bad").checked || section.querySelector(".bad"));
    section.hidden = !fits;
    for (const figure of section.querySelectorAll("figure")) {{
      figure.hidden = !keys.slice(1).every((key) => !by(key).value || figure.dataset[key] === by(key).value);
      seen += fits && !figure.hidden;
    }}
  }}
  by("count").textContent = seen + " pictures";
  history.replaceState(null, "", "#" + new URLSearchParams([["name", by("name").value], ...keys.map((key) => [key, by(key).value])]));
}};
const kept = new URLSearchParams(location.hash.slice(1));
for (const key of ["name", ...keys]) if (kept.has(key)) by(key).value = kept.get(key);
document.querySelector("header").addEventListener("input", show);
show();
</script>
</html>"""


def write_album(taken: list[Taken], out: Path) -> Path:
    """Leaves `index.html` beside the pictures and returns its path."""
    names = dict.fromkeys(one.name for one in taken)
    roles = list(dict.fromkeys(one.role for one in taken))
    choices = "".join(
        _choice(key, values) for key, values in (("role", roles), ("language", LANGUAGES), ("width", WIDTHS), ("theme", THEMES))
    )
    page = PAGE.format(choices=choices, screens="".join(_section(name, taken) for name in names))
    index = out / "index.html"
    index.write_text(page)
    return index


def _choice(key: str, values) -> str:
    options = "".join(f"<option>{value}</option>" for value in values)
    return f'<label>{key.capitalize()} <select id="{key}"><option value="">any</option>{options}</select></label>\n'


def _section(name: str, taken: list[Taken]) -> str:
    ours = [one for one in taken if one.name == name]
    problems = "".join(f'<p class="bad">{html.escape(f"{one.language}: {problem}")}</p>' for one in ours for problem in one.problems)
    figures = "".join(
        f'<figure data-language="{one.language}" data-width="{one.width}" data-theme="{one.theme}"><a href="{one.file}">'
        f'<img src="{one.file}" data-width="{one.width}" alt="{name}, {one.language}, {one.width} px, {one.theme}" loading="lazy"></a>'
        f"<figcaption>{one.language} · {one.width} · {one.theme}</figcaption></figure>"
        for one in ours
        if one.file
    )
    where = html.escape(next((one.address for one in ours if one.address), ""))
    heading = f"<h2>{name} <small>{ours[0].role} · {where}</small></h2>"
    return f'<section id="{name}" data-role="{ours[0].role}">{heading}{problems}<div class="row">{figures}</div></section>\n'
