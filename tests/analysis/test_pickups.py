"""Where parcels are handed over."""

from __future__ import annotations

from casework.analysis.pickups import Pickup, pickups, says, written

CORNER = (46200, 226400)
DOOR = (23.2, 113.3)


def test_a_corner_that_two_accounts_use_is_a_pickup_and_an_errand_is_none() -> None:
    # Given two accounts that hand parcels over at a corner, and one that once did elsewhere
    seen = [(1, CORNER, 6), (2, CORNER, 3), (2, (46300, 226400), 1), (3, (46300, 226400), 1)]
    seen += [(3, (46400, 226600), 30)]

    # When points are looked for
    (point,) = pickups(seen, [DOOR])

    # Then the corner is told, with how much of what the two send
    assert (point.accounts, point.parcels, point.of_theirs) == (2, 9, 10)
    assert point.key == written(CORNER)
    assert point.confidence == 0.75


def test_what_is_picked_up_at_the_door_is_not_told_again() -> None:
    seen = [(account, CORNER, 5) for account in (1, 2)]
    assert pickups(seen, [(23.1005, 113.2)]) == []
    assert len(pickups(seen, [(23.1020, 113.2)])) == 1


def test_a_point_at_the_edge_of_its_cells_is_one_point() -> None:
    # Given parcels at one corner, noted on either side of the line between two cells
    seen = [(1, CORNER, 5), (2, (CORNER[0], CORNER[1] + 1), 4)]

    # When points are looked for
    (point,) = pickups(seen, [])

    # Then both cells are the point, the fuller one first
    assert point.cells == (CORNER, (CORNER[0], CORNER[1] + 1))
    assert point.parcels == 9


def test_one_accounts_own_point_is_none_of_the_rings() -> None:
    assert pickups([(1, CORNER, 50)], []) == []


def test_who_else_uses_it_is_said() -> None:
    # Given a point
    point = Pickup((CORNER,), 3, 40, 60)

    # When it is said who else hands parcels over there
    # Then nobody, a neighbour and a station read differently
    assert says(point, 0, 8)[1] == "No other account is known to hand parcels over here."
    assert says(point, 1, 8)[1] == "So are parcels of 1 other account."
    assert "courier station" in says(point, 8, 8)[1]
    assert "40 of 60 parcels whose pickup is known, of 3 accounts" in says(point, 0, 8)[0]
