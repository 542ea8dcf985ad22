"""What a new scenario begins with, so that nobody starts from an empty page. Pure text, in the author's language."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy


def conversation() -> str:
    """A conversation of two turns that shows every sign of the text form."""
    return _(
        "start: n1\n"
        "mood: 4 of 0 to 10\n"
        "\n"
        "== n1\n"
        "What the other person says first.\n"
        "? What do you answer?\n"
        "- a) A first answer\n"
        "  [EMP 3] mood +2 -> n2\n"
        "  > Why it helps\n"
        "- b) Another answer\n"
        "  [EMP 0] mood -2 -> n2\n"
        "  > Why it does not help\n"
        "\n"
        "== n2\n"
        "What they say then.\n"
        "? How do you close?\n"
        "- a) A first answer\n"
        "  [EMP 1] mood -1 -> END\n"
        "  > Why it falls short\n"
        "- b) Another answer\n"
        "  [EMP 3] mood +2 -> END\n"
        "  > Why it helps\n"
        "\n"
        "== ending E1 good from 6\n"
        "How it ends when it went well.\n"
        "> What to take from it\n"
        "\n"
        "== ending E2 poor from -99\n"
        "How it ends when it did not.\n"
        "> What to try next time\n"
    )


@dataclass(frozen=True)
class Beginning:
    """A scenario of one kind to write from: its channel, minutes, why two read it, and the words of a first conversation."""

    type: str
    channel: str
    minutes: int
    two_assessors: str
    weights: str
    label: Any
    situation: Any
    objective: Any
    first: Any
    good: Any
    poor: Any
    second: Any

    def initial(self) -> dict[str, Any]:
        """As the form of a scenario shows it."""
        names = ("type", "channel", "minutes", "two_assessors", "weights")
        found = {name: getattr(self, name) for name in names}
        return found | {"persona_situation": str(self.situation), "objective": str(self.objective), "conversation": self.conversation()}

    def conversation(self) -> str:
        """Two turns and two endings that play as they are."""
        main, other = self.weights.replace(",", "").split()[::2]
        return "\n".join(
            [
                "start: n1",
                "mood: 4 of 0 to 10",
                "",
                *self._turn("n1", str(self.first), str(self.good), str(self.poor), main, "n2"),
                *self._turn("n2", str(self.second), str(CLOSE_WELL), str(CLOSE_BADLY), other, "END"),
                "== ending E1 good from 6",
                str(WENT_WELL),
                f"> {SAY_WHY}",
                "",
                "== ending E2 poor from -99",
                str(NOT_YET),
                f"> {SAY_WHY}",
            ]
        )

    def _turn(self, node: str, says: str, good: str, poor: str, competency: str, to: str) -> list[str]:
        """The better answer is not always the first one."""
        better = [good, f"[{competency} 3] mood +2 -> {to}"]
        worse = [poor, f"[{competency} 0] mood -2 -> {to}"]
        order = (better, worse) if node == "n2" else (worse, better)
        rows = [
            line
            for key, (words, effect) in zip("ab", order, strict=True)
            for line in (f"- {key}) {words}", f"  {effect}", f"  > {SAY_WHY}")
        ]
        return [f"== {node}", says, f"? {WHAT_NOW}", *rows, ""]


WHAT_NOW = pgettext_lazy("turn of a conversation", "What do you say?")
CLOSE_WELL = gettext_lazy("You have my name and the time: if it does not happen, I am the one who calls you.")
CLOSE_BADLY = gettext_lazy("You will be told.")
WENT_WELL = gettext_lazy("They know what will happen, when, and who answers for it.")
NOT_YET = gettext_lazy("They know no more than before.")
SAY_WHY = gettext_lazy("Say here what this does to the other person")

BEGINNINGS = (
    Beginning(
        "identity_check",
        "voice",
        10,
        "",
        "DPR 60, EMP 40",
        gettext_lazy("A call about somebody else’s account"),
        gettext_lazy("Somebody calls for a relative who cannot come to the phone."),
        gettext_lazy("Keep the data, and solve what can be solved today."),
        gettext_lazy("I am calling for my mother. Can you tell me what she owes?"),
        gettext_lazy("I will look after her account, and I can help you both. Could she come to the phone for a minute?"),
        gettext_lazy("She owes thirty-one euros."),
        gettext_lazy("She can talk for two minutes. What do you need from her?"),
    ),
    Beginning(
        "difficult_customer",
        "voice",
        12,
        "gate",
        "EMP 50, DIF 50",
        gettext_lazy("A customer who is angry"),
        gettext_lazy("The service has been down for two days, and somebody promised twice that it would be back."),
        gettext_lazy("Let them be heard, then give one true answer."),
        gettext_lazy("Second day! Do you even know what is happening?"),
        gettext_lazy("Two days and two promises that were not kept: I am sorry, and I stay with it now."),
        gettext_lazy("Please calm down."),
        gettext_lazy("And what do I do until then?"),
    ),
    Beginning(
        "written_reply",
        "email",
        25,
        "",
        "WRI 50, OWN 50",
        gettext_lazy("A complaint in writing"),
        gettext_lazy("Somebody writes for the third time, and has had two form letters."),
        gettext_lazy("Answer what is asked, with a date and a name."),
        gettext_lazy("This is my third message. Nobody has told me when it will be solved, or who answers for it."),
        gettext_lazy("You asked when and who: on Thursday before two, and I answer for it."),
        gettext_lazy("We are passing your complaint to the relevant department."),
        gettext_lazy("Thank you. How do I reach you if it does not happen?"),
    ),
    Beginning(
        "two_chats",
        "chat",
        12,
        "",
        "WRI 50, CTL 50",
        gettext_lazy("Two chats at once"),
        gettext_lazy("One person waits for an invoice, another cannot sign in, and both write now."),
        gettext_lazy("Keep both going: say how long each one waits."),
        gettext_lazy("Hello? Are you still there? My invoice is wrong."),
        gettext_lazy("I am here. I need two minutes to look at your invoice, and I write to you at 10:14."),
        gettext_lazy("One moment please."),
        gettext_lazy("It is 10:14. What have you found?"),
    ),
    Beginning(
        "transfer_avoidance",
        "voice",
        10,
        "",
        "OWN 60, PRO 40",
        gettext_lazy("A call that could be passed on"),
        gettext_lazy("Somebody has been passed to three departments, and yours is the fourth."),
        gettext_lazy("Solve it yourself, or stay until somebody does."),
        gettext_lazy("You are the fourth one. Are you going to pass me on too?"),
        gettext_lazy("No: you tell it to me once, and I stay with you until it is solved."),
        gettext_lazy("That is for billing. I will put you through."),
        gettext_lazy("So who is going to call me?"),
    ),
    Beginning(
        "helpdesk_internal",
        "voice",
        10,
        "",
        "TEA 50, LIS 50",
        gettext_lazy("A colleague without a screen"),
        gettext_lazy("A colleague’s screen froze a minute ago, with a customer on the line."),
        gettext_lazy("Give them a way to go on now, then find the cause."),
        gettext_lazy("My screen is frozen and I have a customer waiting!"),
        gettext_lazy("First the customer: take their number, and let us call them back in ten minutes. Then we look at the screen."),
        gettext_lazy("Have you tried turning it off and on again?"),
        gettext_lazy("Done. And now?"),
    ),
    Beginning(
        "coaching_conversation",
        "in_person",
        15,
        "promotion",
        "COA 60, EMP 40",
        gettext_lazy("A conversation after a low score"),
        gettext_lazy("Somebody brings their own form, with a low score that they do not understand."),
        gettext_lazy("They find one thing to change, and say how."),
        gettext_lazy("I do not see what I did wrong here."),
        gettext_lazy("Let us look at one minute of it together. What did the customer ask you there?"),
        gettext_lazy("You should have been more empathetic."),
        gettext_lazy("And what would I have said instead?"),
    ),
    Beginning(
        "team_briefing",
        "in_person",
        10,
        "promotion",
        "UNI 50, LEA 50",
        gettext_lazy("Five minutes at the start of a shift"),
        gettext_lazy("A notice changes today, and the team has heard two versions of it."),
        gettext_lazy("Everybody can say it in their own words before the first call."),
        gettext_lazy("So do we offer the refund today, or not?"),
        gettext_lazy("Yes, up to twenty-five euros and only on an outage call. Who tells me when we do not?"),
        gettext_lazy("Read the notice, it is all in there."),
        gettext_lazy("And if the customer asks for more?"),
    ),
    Beginning(
        "coordinator_disparity",
        "in_person",
        15,
        "promotion",
        "UNI 60, TEA 40",
        gettext_lazy("Two coordinators, two messages"),
        gettext_lazy("An agent was told one thing in the morning and the opposite in the afternoon."),
        gettext_lazy("One message, agreed with the other coordinator, and nobody undermined."),
        gettext_lazy("Diego told me the opposite this morning. Who do I listen to?"),
        gettext_lazy("You did right to ask. I speak with Diego now, and at four you have one answer from both of us."),
        gettext_lazy("Forget what Diego said."),
        gettext_lazy("It is four. What is it, then?"),
    ),
    Beginning(
        "client_meeting",
        "in_person",
        20,
        "promotion",
        "KPI 50, UNI 50",
        gettext_lazy("A meeting with the client company"),
        gettext_lazy("The client company asks why last month’s figure was below what was agreed."),
        gettext_lazy("Say what happened, what is being done, and what is not known yet."),
        gettext_lazy("Seventy-one per cent. What went wrong?"),
        gettext_lazy("Three days explain it: here they are. What we changed on the fourth, and what we do not know yet."),
        gettext_lazy("It was a difficult month for everybody."),
        gettext_lazy("And what will you show us next month?"),
    ),
)


def beginning(type_: str) -> Beginning | None:
    return next((one for one in BEGINNINGS if one.type == type_), None)
