"""Verbs with particles: "hand over", "blow up"."""

from __future__ import annotations

from dataclasses import replace

from trucewatch.extract.syntax.arguments import Frame
from trucewatch.extract.syntax.tree import Token

PARTICLE_REACH = 4  # "take the village over": a particle further off belongs to something else


def has_particles(token: Token, particles: tuple[str, ...]) -> bool:
    """Whether a verb has these particles right after it, or hung on it."""
    after = [word.lower for word in token.tree[token.i + 1 : token.i + 1 + PARTICLE_REACH + len(particles)]]
    if len(particles) > 1:
        return after[: len(particles)] == list(particles)
    if particles[0] in after[:1]:
        return True
    return any(child.lower == particles[0] and child.dep in ("compound:prt", "advmod") for child in token.children)


def with_particle(frame: Frame, particles: tuple[str, ...]) -> Frame:
    """ "handed over the maps": the particle taken for a preposition makes the object an oblique; take it back."""
    if not particles or frame.object is not None or frame.passive:
        return frame
    return replace(frame, object=frame.oblique(particles[-1]))
