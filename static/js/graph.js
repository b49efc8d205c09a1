// The picture of a ring. Positions come from the server: two officers see the same picture.
// Roles are told by shape, judgements by line; colour repeats what both say.
import cytoscape from 'cytoscape'

import { colour } from './_colours.js'

const SHAPES = { storefront: 'ellipse', distributor: 'rectangle', collector: 'diamond' }
const ITS_STYLE = '__________cytoscape_stylesheet'
const LARGEST = 1.25 // a small ring is not blown up to fill the frame

function looks() {
  const [ink, soft, sheet, accent, line, bad] = [
    'ink', 'soft', 'sheet', 'accent', 'line-strong', 'bad',
  ].map(colour)
  return [
    {
      selector: 'node',
      style: {
        'background-color': sheet,
        'border-color': accent,
        'border-width': 2,
        color: ink,
        'font-size': 10,
        height: 18,
        label: 'data(account)',
        'min-zoomed-font-size': 6,
        shape: (node) => SHAPES[node.data('role')] ?? 'ellipse',
        'text-background-color': sheet,
        'text-background-opacity': 0.7,
        'text-margin-y': 3,
        'text-valign': 'bottom',
        width: 18,
      },
    },
    { selector: 'node[role = "distributor"]', style: { 'background-color': accent } },
    { selector: 'node[role = "collector"]', style: { 'border-width': 4, height: 22, width: 22 } },
    {
      selector: 'edge',
      style: { 'curve-style': 'straight', 'line-color': line, opacity: 0.8, width: 1.5 },
    },
    { selector: 'edge[judgement = "confirmed"]', style: { 'line-color': ink, opacity: 1, width: 4 } },
    { selector: 'edge[judgement = "refused"]', style: { 'line-color': bad, 'line-style': 'dashed' } },
    { selector: '.away', style: { opacity: 0.15 } },
    { selector: ':selected', style: { 'border-color': ink, 'border-width': 4, 'line-color': ink } },
  ]
}

/** An element with text in it; what the data says is never read as HTML. */
function made(tag, text, properties = {}) {
  return Object.assign(document.createElement(tag), { textContent: text }, properties)
}

/** What one node leads to: how it is known, and why it is linked to the one picked before. */
function ways(node, before, root) {
  const { address: account } = node.data()
  const known = made('a', 'How do you know?', {
    href: `${root.dataset.member}?${new URLSearchParams({ account })}`,
  })
  if (!before || before === node || before.removed()) return [known]
  const pair = new URLSearchParams({ one: before.data('address'), other: account })
  const why = made('a', `Why is it linked to ${before.data('account')}?`, {
    href: `${root.dataset.why}?${pair}`,
  })
  return [known, why]
}

function showNode(node, before, root) {
  const side = root.querySelector('.cw-picked')
  const { account, confidence, id, platform, role } = node.data()
  const ties = node.connectedEdges().length
  side.replaceChildren(
    made('p', `${platform} / ${account}`, { className: 'cw-picked-title' }),
    made('p', `${role}, confidence ${confidence.toFixed(2)}, ${ties} ties in the picture`),
    ...[made('a', 'Its line in the table', { href: `#${id}` }), ...ways(node, before, root)].map(
      (way) => {
        const line = made('p', '')
        line.append(way)
        return line
      },
    ),
  )
}

function showEdge(edge, side, address) {
  const { id, judgement, kinds, weight } = edge.data()
  side.replaceChildren(
    made('p', `${edge.source().data('account')} and ${edge.target().data('account')}`, {
      className: 'cw-picked-title',
    }),
    made('p', kinds.length ? `${judgement}; weight ${weight.toFixed(1)}: ${kinds.join(', ')}` : judgement),
    made('a', 'The reasons', { href: document.getElementById(id) ? `#${id}` : address }),
  )
}

function pick(graph, one, before, root) {
  const side = root.querySelector('.cw-picked')
  graph.elements().removeClass('away')
  if (!one) return side.replaceChildren()
  graph.elements().difference(one.closedNeighborhood().union(one.connectedNodes())).addClass('away')
  return one.isNode() ? showNode(one, before, root) : showEdge(one, side, root.dataset.ties)
}

/** Cytoscape puts a style element into the page unless one of this name is there; ours is in CSS. */
function spareInlineStyle() {
  if (document.getElementById(ITS_STYLE)) return
  document.body.append(made('span', '', { id: ITS_STYLE, hidden: true }))
}

function showing(data) {
  const shown = data.nodes.length
  const accounts = `Showing ${shown} of ${data.accounts} accounts`
  return `${accounts} and ${data.edges.length}${data.more_ties ? ' of more' : ''} ties.`
}

async function draw(root) {
  const said = root.querySelector('.cw-showing')
  const answer = await fetch(root.dataset.graph, { headers: { Accept: 'application/json' } })
  if (!answer.ok) {
    said.textContent = 'The picture could not be fetched; the tables below hold the same.'
    return
  }
  const data = await answer.json()
  spareInlineStyle()
  const graph = cytoscape({
    container: root.querySelector('.cw-canvas'),
    elements: {
      nodes: data.nodes.map(({ x, y, ...node }) => ({ data: node, position: { x, y } })),
      edges: data.edges.map((edge) => ({ data: edge })),
    },
    layout: { name: 'preset', padding: 24 },
    style: looks(),
    boxSelectionEnabled: false,
    maxZoom: 4,
    minZoom: 0.1,
  })
  const whole = () => {
    graph.fit(undefined, 24)
    if (graph.zoom() > LARGEST) graph.zoom(LARGEST).center()
  }
  whole()
  said.textContent = showing(data)
  let before = null
  graph.on('tap', (event) => {
    const one = event.target === graph ? null : event.target
    pick(graph, one, before, root)
    if (!one || one.isNode()) before = one
  })
  const middle = () => ({ x: graph.width() / 2, y: graph.height() / 2 })
  const tools = root.querySelector('.cw-graph-tools')
  tools.hidden = false
  tools.addEventListener('click', ({ target }) => {
    if (target.dataset.do === 'fit') whole()
    const by = { in: 1.4, out: 1 / 1.4 }[target.dataset.do]
    if (by) graph.zoom({ level: graph.zoom() * by, renderedPosition: middle() })
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => graph.style(looks()))
}

document.querySelectorAll('[data-graph]').forEach(draw)
