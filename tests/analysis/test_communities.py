"""Where a group is really two."""

from __future__ import annotations

import networkx as nx

from casework.analysis.communities import communities, louvain
from casework.analysis.evidence import Space
from casework.analysis.parameters import Parameters
from tests.analysis.traces import chain, circle, traces

P = Parameters()


def test_a_chain_is_never_cut() -> None:
    # Given twenty accounts of which each shares something with the next only
    # When communities are looked for
    found = communities(traces(20, chain(20)), P)

    # Then they are one
    assert found == [list(range(20))]


def test_two_dense_groups_with_one_value_between_them_are_two() -> None:
    # Given two circles of six, and one phone that an account of each shows
    shared = circle([0, 1, 2, 3, 4, 5], 0) + circle([6, 7, 8, 9, 10, 11], 100)
    shared.append((5, 6, 900, Space.PHONE, 12.0))

    # When communities are looked for
    found = communities(traces(12, shared), P)

    # Then they are two
    assert found == [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]]


def test_a_small_group_is_left_whole() -> None:
    assert communities(traces(4, chain(4)), P) == [[0, 1, 2, 3]]


def test_louvain_finds_planted_communities_whatever_the_order_of_the_edges() -> None:
    # Given five circles of eight, the first account of each tied to the first of the next
    circles: nx.Graph[int] = nx.relaxed_caveman_graph(5, 8, 0.0)
    circles.add_edges_from((8 * place, 8 * ((place + 1) % 5)) for place in range(5))
    turned: nx.Graph[int] = nx.Graph()
    turned.add_nodes_from(circles)
    turned.add_edges_from(sorted(circles.edges, reverse=True))

    # When communities are looked for
    found = louvain(circles, 1)

    # Then they are the circles
    assert found == [list(range(first, first + 8)) for first in range(0, 40, 8)]
    assert louvain(turned, 1) == found


def test_louvain_is_as_good_as_the_best_of_several_orders() -> None:
    # Given communities that are hard to see
    graph: nx.Graph[int] = nx.planted_partition_graph(8, 25, 0.3, 0.05, seed=3)

    # When they are looked for
    found = louvain(graph, 7)

    # Then no single run of another implementation finds a better parting
    one = nx.community.louvain_communities(graph, seed=7)
    modularity = nx.community.modularity
    assert modularity(graph, [set(p) for p in found]) >= modularity(graph, one) - 1e-6


def test_where_nobody_is_tied_everybody_is_alone() -> None:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from([2, 0, 1])
    assert louvain(graph, 1) == [[0], [1], [2]]
