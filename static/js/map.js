// The places of a ring on a map that needs no network: boundaries are files of this installation.
import 'leaflet/dist/leaflet.css'
import L from 'leaflet'

import { colour } from './_colours.js'

const LETTERS = { production: 'P', warehouse: 'W', supplier: 'S', pickup: 'U' }
const PIN = 30

async function read(address) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer.json()
}

/** An element with text in it; what the data says is never read as HTML. */
function made(tag, text, properties = {}) {
  return Object.assign(document.createElement(tag), { textContent: text }, properties)
}

function describe(place) {
  const entry = document.createElement('div')
  entry.append(
    made('strong', place.address),
    made('p', `${place.role}, confidence ${place.confidence.toFixed(2)}`),
    made('a', 'Its line in the table', { href: `#p${place.id}` }),
  )
  return entry
}

/** One pin for one place, or for several that would lie on each other at this scale. */
function pin(places) {
  const [first] = places
  const alone = places.length === 1
  const icon = L.divIcon({
    className: `cw-pin ${alone ? `cw-pin-${first.role}` : 'cw-pin-several'}`,
    html: alone ? (LETTERS[first.role] ?? '?') : String(places.length),
    iconSize: [26, 26],
  })
  const name = places.map(({ role, address }) => `${role}: ${address}`).join('; ')
  const says = document.createElement('div')
  says.append(...places.map(describe))
  return L.marker([first.lat, first.lon], { icon, alt: name, title: name }).bindPopup(says)
}

/** Places gathered by what lies within a pin's width of each other. */
function gather(map, places) {
  const groups = []
  for (const place of places) {
    const spot = map.latLngToLayerPoint([place.lat, place.lon])
    const near = groups.find((group) => group.spot.distanceTo(spot) < PIN)
    if (near) near.places.push(place)
    else groups.push({ spot, places: [place] })
  }
  return groups.map((group) => pin(group.places))
}

async function draw(root) {
  const said = root.querySelector('.cw-showing')
  const { world, provinces, map: places } = root.dataset
  const data = await read(places)
  const missing = data.of - data.places.length
  said.textContent = `Showing ${data.places.length} of ${data.of} places${
    missing ? `; ${missing} without coordinates` : ''
  }.`
  const map = L.map(root.querySelector('.cw-canvas'), {
    preferCanvas: true,
    attributionControl: true,
    maxZoom: 14,
    minZoom: 2,
    scrollWheelZoom: false,
    worldCopyJump: true,
  }).setView([30, 112], 4)
  map.attributionControl.setPrefix(false).addAttribution('Natural Earth')
  const line = { color: colour('line-strong'), fillColor: colour('sheet'), fillOpacity: 1 }
  L.geoJSON(await read(world), { interactive: false, style: { ...line, weight: 0.8 } }).addTo(map)
  L.geoJSON(await read(provinces), {
    interactive: false,
    style: { ...line, fill: false, weight: 0.8, dashArray: '3 3' },
  }).addTo(map)
  const pins = L.layerGroup().addTo(map)
  const renew = () => {
    pins.clearLayers()
    gather(map, data.places).forEach((one) => one.addTo(pins))
  }
  map.on('zoomend', renew)
  const all = L.latLngBounds(data.places.map(({ lat, lon }) => [lat, lon]))
  if (all.isValid()) map.fitBounds(all.pad(0.3), { maxZoom: 7, animate: false })
  renew()
}

for (const root of document.querySelectorAll('[data-map]')) {
  draw(root).catch(() => {
    root.querySelector('.cw-showing').textContent =
      'The map could not be fetched; the table below holds the same.'
  })
}
