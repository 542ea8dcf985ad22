import json

import pytest
from django.core.management import CommandError, call_command

SCORES = [(3, 3), (4, 4), (2, 3), (5, 5), (1, 1), (4, 3)]
ROWS = [f"call {number},{rater},{value}" for number, pair in enumerate(SCORES) for rater, value in zip(("Ana", "Luis"), pair, strict=True)]


@pytest.fixture
def run(tmp_path, capsys):
    def agreement(*lines, level="ordinal", header="item,rater,value", **options):
        path = tmp_path / "scores.csv"
        path.write_text("\n".join([header, *lines]), encoding="utf-8")
        call_command("agreement", str(path), level=level, **options)
        return capsys.readouterr().out

    return agreement


def test_it_says_the_figures_that_the_level_has(run):
    found = json.loads(run(*ROWS, level="interval", json=True))
    assert (found["items"], found["raters"]) == (6, 2)
    assert list(found["figures"]) == [
        "agreement",
        "krippendorff_alpha",
        "gwet_ac1",
        "fleiss_kappa",
        "cohen_kappa",
        "quadratic_kappa",
        "icc_2_1",
    ]
    assert found["figures"]["agreement"]["value"] == pytest.approx(4 / 6)
    assert found["figures"]["icc_2_1"]["interval"]["low"] <= found["figures"]["icc_2_1"]["value"]


def test_the_same_seed_says_the_same(run):
    assert run(*ROWS, json=True, seed=3) == run(*ROWS, json=True, seed=3)


def test_names_have_no_order_and_no_distance(run):
    found = json.loads(run(*(f"call {n},{who},{'yes' if n else 'no'}" for n in range(6) for who in "AB"), level="nominal", json=True))
    assert "icc_2_1" not in found["figures"]
    assert found["figures"]["krippendorff_alpha"]["value"] == 1


def test_too_few_are_said_in_words(run):
    out = run("call 1,Ana,3", "call 1,Luis,4", json=True)
    figure = json.loads(out)["figures"]["krippendorff_alpha"]
    assert figure["value"] is None
    assert "needed" in figure["said"]


def test_what_spreadsheets_save_is_read(run):
    rows = [row.replace(",", ";") for row in ROWS]
    rows[-1] = rows[-1].removesuffix("3") + "3,0"
    assert json.loads(run(*rows, header="\ufeffItem;Rater;Value", json=True)) == json.loads(run(*ROWS, json=True))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["call 1,Ana,good"], "Line 2: “good” is not a number. Write a number"),
        (["call 1,Ana,nan"], "Line 2: “nan” is not a number."),
        (["call 1,Ana,3", "call 1,Ana,4"], "Line 3: Ana scored call 1 already, on line 2. Keep one of the two."),
        (["call 1,,4"], "Line 2: It does not say which item, or who scored it. Fill in both columns."),
        ([], "Line 2: There are no scores."),
    ],
)
def test_a_fault_is_said_with_its_line_and_what_mends_it(run, lines, said):
    with pytest.raises(CommandError, match=said.replace(".", r"\.")):
        run(*lines)


def test_a_missing_column_is_named(run):
    with pytest.raises(CommandError, match="Line 1: The column rater, value is missing"):
        run(*ROWS, header="item,who,score")


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("agreement", str(tmp_path / "nothing.csv"))
