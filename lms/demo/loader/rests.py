"""The days on which the centre in Málaga rests: those of the country and the region for the company, the city's own for the centre."""

from datetime import date, timedelta

COMPANY, CENTRE = "alborada", "malaga"
FIXED = {
    (1, 1): "Año Nuevo",
    (1, 6): "Epifanía del Señor",
    (2, 28): "Día de Andalucía",
    (5, 1): "Fiesta del Trabajo",
    (8, 15): "Asunción de la Virgen",
    (10, 12): "Fiesta Nacional de España",
    (11, 1): "Todos los Santos",
    (12, 6): "Día de la Constitución",
    (12, 8): "Inmaculada Concepción",
    (12, 25): "Navidad",
}
BEFORE_EASTER = {3: "Jueves Santo", 2: "Viernes Santo"}
OF_THE_CITY = {(8, 19): "Incorporación de Málaga a la Corona de Castilla", (9, 8): "Nuestra Señora de la Victoria"}


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm: Nature, 20 April 1876; Meeus, Astronomical Algorithms, 1991)."""
    golden, (century, in_century) = year % 19, divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moved = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - moved + 15) % 30
    fours, left = divmod(in_century, 4)
    weekday = (32 + 2 * rest + 2 * fours - moon - left) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def rests_of(year: int) -> dict[tuple[str, date], str]:
    """(unit, day) → its name, in the language of the calendar that hangs on the wall."""
    sunday = easter(year)
    found = {(COMPANY, date(year, month, day)): name for (month, day), name in FIXED.items()}
    found |= {(COMPANY, sunday - timedelta(days=days)): name for days, name in BEFORE_EASTER.items()}
    return found | {(CENTRE, date(year, month, day)): name for (month, day), name in OF_THE_CITY.items()}


def days_of_rest(around: date) -> frozenset[date]:
    """Every one of the year, of the one before and of the one after."""
    return frozenset(day for year in _years(around) for _unit, day in rests_of(year))


def rests_around(around: date) -> dict[tuple[str, date], str]:
    return {place: name for year in _years(around) for place, name in rests_of(year).items()}


def _years(around: date) -> range:
    return range(around.year - 1, around.year + 2)
