"""The rules of status, one a file, in the order in which they are asked (DESIGN.md, "Status")."""

from __future__ import annotations

from trucewatch.assess.rules.conditional import Conditional
from trucewatch.assess.rules.contested import Contested
from trucewatch.assess.rules.declared_ended import DeclaredEnded
from trucewatch.assess.rules.expired import Expired
from trucewatch.assess.rules.in_force import InForce
from trucewatch.assess.rules.moving_end import MovingEnd
from trucewatch.assess.rules.not_begun import NotBegun
from trucewatch.assess.rules.suspended import Suspended
from trucewatch.assess.rules.unknown import Unknown
from trucewatch.assess.view import StatusRule

STATUS_RULES: tuple[StatusRule, ...] = (
    NotBegun(),
    Expired(),
    MovingEnd(),
    DeclaredEnded(),
    Suspended(),
    Contested(),
    Conditional(),
    InForce(),
    Unknown(),
)
