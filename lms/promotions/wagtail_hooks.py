from django.utils.translation import gettext_lazy as _
from wagtail import hooks

ACTIONS = {
    "promotions.save_round": (_("Prepare a call"), _("Call prepared")),
    "promotions.open_round": (_("Open a call"), _("Call opened, its rules frozen")),
    "promotions.amend_round": (_("Amend a call"), _("Call amended")),
    "promotions.name_member": (_("Name a member of a panel"), _("Member of a panel named")),
    "promotions.settle_recusal": (_("Settle a recusal"), _("Recusal settled")),
    "promotions.apply": (_("Apply"), _("Applied")),
    "promotions.suggest": (_("Suggest somebody"), _("Somebody suggested")),
    "promotions.withdraw": (_("Take an application back"), _("Application taken back")),
    "promotions.snapshot": (_("Freeze the facts of an application"), _("Facts frozen")),
    "promotions.check_eligible": (_("Find the requirements met"), _("Requirements met")),
    "promotions.check_fixable": (_("Ask for something to be put right"), _("Something to be put right")),
    "promotions.check_not_eligible": (_("Find the requirements not met"), _("Requirements not met")),
    "promotions.put_right": (_("Put something right"), _("Something put right")),
    "promotions.start_assessing": (_("Hand candidates to the panel"), _("Candidates handed to the panel")),
    "promotions.submit_scores": (_("Hand in a score sheet"), _("Score sheet handed in")),
    "promotions.submit_record": (_("Score from the record"), _("Scored from the record")),
    "promotions.correct_score": (_("Correct a score"), _("Score corrected")),
    "promotions.close_scoring": (_("Close scoring"), _("Scoring closed, names shown")),
    "promotions.decide": (_("Decide on an application"), _("Decided")),
    "promotions.announce": (_("Give the decisions"), _("Decisions given")),
    "promotions.give_feedback": (_("Talk a decision over"), _("Decision talked over")),
    "promotions.appeal": (_("Ask for a review"), _("Review asked for")),
    "promotions.assign_appeal": (_("Give a review to somebody"), _("Review given to somebody")),
    "promotions.settle_appeal": (_("Answer a review"), _("Review answered")),
    "promotions.appoint": (_("Change a posting after a call"), _("Posting changed after a call")),
    "promotions.note_milestone": (_("Note a settling-in talk"), _("Settling-in talk noted")),
    "promotions.close_round": (_("Close a call"), _("Call closed")),
    "promotions.record_groups": (_("Bring in groups for counting"), _("Groups for counting brought in")),
    "promotions.ask_for_file": (_("Ask for a promotion file"), _("Promotion file asked for")),
}


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    for name, (label, message) in ACTIONS.items():
        actions.register_action(name, label, message)
