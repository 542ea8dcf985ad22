"""What only files of figures have wrong, and its mend."""

from django.utils.translation import gettext_lazy as _

from lms.reading.faults import say

_CORRECT, _LEAVE = _("Correct the cell."), _("Leave one of them.")

say(
    no_mapping=(_("The mapping cannot be read: %(error)s"), _("Compare it with the example.")),
    not_allowed=(_("The mapping says %(name)s “%(value)s”."), _("It may be one of these: %(allowed)s.")),
    no_zone=(_("There is no time zone “%(zone)s”."), _("Write it as Europe/Madrid.")),
    lacks_a_column=(_("The mapping lacks a column."), _("It needs whom, the day, and at least one figure.")),
    no_figure=(_("The mapping names the figure “%(code)s”, which does not exist."), _("Choose one that there is.")),
    of_a_queue=(_("“%(name)s” speaks of a queue and is never attached to a person."), _("Take it out of the mapping.")),
    too_big=(_("“%(text)s” is too big for a figure."), _("Is it in the right column?")),
    no_negative_duration=(_("“%(text)s” is less than nothing, and a duration cannot be."), _CORRECT),
    less_than_nothing=(_("%(value)s %% is less than nothing."), _CORRECT),
    ends_first=(_("It ends before it begins."), _("Are the two columns the other way round?")),
    earlier_line=(_("An earlier line says %(there)s of the same days."), _LEAVE),
    differs=(
        _("These days already have %(there)s, and the file says %(new)s."),
        _("Import it again with “replace what differs”, or leave it."),
    ),
)
