// A photograph beside its fields: nearer and farther, moved by buttons, keys or dragging, and what
// is looked at on one side shown on the other. Without it the page shows the same, at one size.

const NEAREST = 12
const STEP = 1.4
const SMALL = 500 // pixels: print in a picture shown smaller cannot be read
const NEAR = 3

/** The picture as it is seen: a window on it that can be moved and made smaller. */
class View {
  constructor(frame) {
    this.svg = frame.querySelector('svg')
    this.said = frame.querySelector('[data-scale]')
    const { width, height } = this.svg.viewBox.baseVal
    Object.assign(this, { width, height, scale: 1, x: width / 2, y: height / 2 })
  }

  show() {
    this.scale = Math.min(NEAREST, Math.max(1, this.scale))
    const [wide, high] = [this.width / this.scale, this.height / this.scale]
    this.x = Math.min(this.width - wide / 2, Math.max(wide / 2, this.x))
    this.y = Math.min(this.height - high / 2, Math.max(high / 2, this.y))
    const window = [this.x - wide / 2, this.y - high / 2, wide, high]
    this.svg.setAttribute('viewBox', window.map((one) => one.toFixed(1)).join(' '))
    this.svg.classList.toggle('is-near', this.scale > 1)
    this.said.textContent = this.scale > 1 ? `${this.scale.toFixed(1)} times` : ''
  }

  zoom(factor) {
    this.scale *= factor
    this.show()
  }

  move(right, down) {
    this.x += (right * this.width) / this.scale
    this.y += (down * this.height) / this.scale
    this.show()
  }

  whole() {
    this.scale = 1
    this.show()
  }

  /** Bring a box into the middle; where the picture is small, near enough to be read too. */
  meet(box) {
    const { x, y, width, height } = box.getBBox()
    if (this.scale === 1) {
      if (this.svg.clientWidth > SMALL) return
      this.scale = Math.min(NEAR, (0.9 * this.width) / width)
    }
    this.x = x + width / 2
    this.y = y + height / 2
    this.show()
  }
}

const ASKS = {
  in: (view) => view.zoom(STEP),
  out: (view) => view.zoom(1 / STEP),
  left: (view) => view.move(-0.2, 0),
  right: (view) => view.move(0.2, 0),
  up: (view) => view.move(0, -0.2),
  down: (view) => view.move(0, 0.2),
  whole: (view) => view.whole(),
}
const KEYS = {
  '+': 'in', '=': 'in', '-': 'out', 0: 'whole',
  ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down',
}

function listen(frame, view) {
  const tools = frame.querySelector('.cw-photo-tools')
  tools.hidden = false
  tools.addEventListener('click', ({ target }) => ASKS[target.dataset.do]?.(view))
  view.svg.addEventListener('keydown', (event) => {
    const asked = KEYS[event.key]
    if (!asked || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    ASKS[asked](view)
  })
  drag(view)
}

/** Moved with a finger or the mouse, once it is nearer than whole: else the page scrolls. */
function drag(view) {
  let from = null
  view.svg.addEventListener('pointerdown', (event) => {
    from = view.scale > 1 ? [event.clientX, event.clientY] : null
  })
  view.svg.addEventListener('pointermove', (event) => {
    if (!from || !event.buttons) return
    const { width, height } = view.svg.getBoundingClientRect()
    view.move((from[0] - event.clientX) / width, (from[1] - event.clientY) / height)
    from = [event.clientX, event.clientY]
  })
}

/** Looking at one of two things shows both: a field and its box, a line and where it stands. */
function pair(one, other, view) {
  if (!one || !other) return
  const both = [one, other]
  const met = (is) => both.forEach((each) => each.classList.toggle('is-met', is))
  for (const each of both) {
    each.addEventListener('pointerenter', () => met(true))
    each.addEventListener('pointerleave', () => met(false))
    each.addEventListener('focusin', () => met(true))
    each.addEventListener('focusout', () => met(false))
  }
  other.addEventListener('focusin', () => view.meet(one))
}

/** A suggestion pressed is filled in at once; without this script the server does it. */
function use(event) {
  const button = event.target.closest('[data-use]')
  if (!button) return
  event.preventDefault()
  const field = button.closest('[data-field]').querySelector('input')
  field.value = button.dataset.use
  field.focus()
}

for (const frame of document.querySelectorAll('[data-photograph]')) {
  const view = new View(frame)
  listen(frame, view)
  for (const box of frame.querySelectorAll('[data-box]')) {
    const field = document.querySelector(`[data-field="${CSS.escape(box.dataset.box)}"]`)
    pair(box, field, view)
    box.addEventListener('click', (event) => {
      event.preventDefault()
      field?.querySelector('input').focus()
    })
  }
  for (const line of document.querySelectorAll('[data-shows]')) {
    pair(frame.querySelector(`[data-seen="${CSS.escape(line.dataset.shows)}"]`), line, view)
  }
}
document.querySelector('.cw-fields')?.addEventListener('click', use)
