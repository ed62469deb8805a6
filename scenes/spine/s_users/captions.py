"""What the captions say: their verdicts come from the numbers on stage. Draws nothing."""

from __future__ import annotations

from scenes.spine.s_users.facts import UsersFacts
from tourapp.authoring import Frame, Phrase, Picture


def fill_captions(f: Frame, p: Picture, facts: UsersFacts) -> None:
    """Gives every field of the captions its value."""
    asked = facts.asked
    p.fill(machine=facts.machine(), model=facts.model, context=asked.here.context, memory=facts.memory)
    p.fill(
        hook_verdict=_hook(facts),
        weights_verdict=_weights(facts),
        weights_note=_weights_note(facts),
        one=facts.one_of,
        kappa=asked.kappa,
    )
    p.fill(weights=asked.weights, room=asked.room, usable=asked.usable)
    p.fill(one_note=_one_note(facts), divide_verdict=_divide(facts), divide_note=_divide_note(facts))
    p.fill(cliff_verdict=_cliff(facts), cliff_note=_cliff_note(facts))
    p.fill(rescue_verdict=_rescue(facts), people_verdict=_people(facts), people_note=_people_note(facts))


def _hook(facts: UsersFacts) -> Phrase:
    if facts.users < 1:
        return Phrase("Not one conversation fits here.")
    return Phrase("Only {n} {n|conversation fits|conversations fit} at once.", n=facts.asked.here.users)


def _weights(facts: UsersFacts) -> Phrase:
    if not facts.room:
        return Phrase("The weights alone do not fit.")
    return Phrase("First the weights move in: {w}.", w=facts.asked.weights)


def _weights_note(facts: UsersFacts) -> Phrase:
    told = {"w": facts.asked.weights, "usable": facts.asked.usable}
    if not facts.room:
        return Phrase(
            "They take {w}, and {usable} may be filled. With fewer bits or more GPUs there would be room.", **told
        )
    return Phrase(
        "They are the same for everybody. What they leave of {usable} is all that conversations have.", **told
    )


def _one_note(facts: UsersFacts) -> Phrase:
    told = {"k": facts.asked.kappa, "s": facts.asked.here.context, "one": facts.one_of}
    if facts.windowed:
        return Phrase(
            "At {k} it would be more, but layers with a window keep only the last tokens: {one} in all.", **told
        )
    if facts.asked.beside is not None:
        return Phrase("{k} and {s}, rounded up to whole blocks of 16, make {one}. None of it is shared.", **told)
    return Phrase("{k} and {s} make {one}. None of it is shared with anybody else.", **told)


def _divide(facts: UsersFacts) -> Phrase:
    if not facts.room:
        return Phrase("There is no room to divide.")
    if facts.users < 1:
        return Phrase("One conversation is more than all of the room.")
    return Phrase("So {n} {n|fits|fit}, and then memory is full.", n=facts.asked.here.users)


def _divide_note(facts: UsersFacts) -> Phrase:
    asked = facts.asked
    if not facts.room:
        return Phrase("The weights alone take {w} of {u} usable.", w=asked.weights, u=asked.usable)
    told = {"r": asked.room, "one": facts.one_of, "x": asked.here.exact}
    if asked.beside is not None:
        return Phrase("{r} over {one} is {x}; blocks of 16 tokens and a pass's own memory are counted.", **told)
    return Phrase("{r} over {one} is {x}. Half a conversation is none: the rest stays empty.", **told)


def _cliff(facts: UsersFacts) -> Phrase:
    asked = facts.asked
    if not facts.room:
        return Phrase("Where nothing fits, length changes nothing.")
    told = {"s": asked.long.context, "n": asked.long.users, "before": asked.here.users}
    if facts.users < 1 or float(asked.long.context.value) <= float(asked.here.context.value):
        return Phrase("Of {s} each it is {n}.", **told)
    return Phrase("At {s} each, {before} {before|becomes|become} {n}.", **told)


def _cliff_note(facts: UsersFacts) -> Phrase:
    asked = facts.asked
    if not facts.room:
        return Phrase("The weights alone take {w} of {u} usable.", w=asked.weights, u=asked.usable)
    told = {"r": asked.room, "one": asked.long.per_sequence, "x": asked.long.exact}
    return Phrase("{r} over {one} is {x}. Every beam is a conversation, and it ends where it no longer fits.", **told)


def _rescue(facts: UsersFacts) -> Phrase:
    best = facts.asked.next_factor
    if facts.users < 1 or best is None:
        return _first_fit(facts)
    if best.doubles:
        return Phrase("The next factor of two comes from {what}.", what=best.words)
    return Phrase("Most comes from {what}: {x} as many.", what=best.words, x=best.times)


def _first_fit(facts: UsersFacts) -> Phrase:
    """Where nothing fits: the first way that lets one in, on the same model."""
    own = [each for each in facts.asked.rescues if each.id != "model" and each.users is not None]
    fits = next((each for each in own if each.users is not None and int(each.users.value) > 0), None)
    if fits is None or fits.users is None:
        return Phrase("No single change of these lets one in with this model.")
    return Phrase("The cheapest way to let one in is {what}.", what=fits.words)


def _people(facts: UsersFacts) -> Phrase:
    people = facts.asked.people
    if people is None:
        return Phrase("With no conversation there are no people.")
    return Phrase("{n} at once can be {p} people.", n=facts.asked.here.users, p=people.people)


def _people_note(facts: UsersFacts) -> Phrase:
    people = facts.asked.people
    if people is None:
        return Phrase("Fewer bits, shorter conversations or more GPUs come first.")
    return Phrase(
        "Each talks for {l} and then reads for {z}, so at any moment only some of them need the machine.",
        l=people.stay,
        z=people.think,
    )
