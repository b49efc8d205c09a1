// What every page loads: htmx for parts of pages that renew themselves, and files dropped on a form.
// Every page works without it.
import htmx from 'htmx.org'

// The content security policy forbids inline code and styles; htmx must not ask for them.
htmx.config.allowEval = false
htmx.config.allowScriptTags = false
htmx.config.includeIndicatorStyles = false
// Pages hold case data: nothing of them is kept in the browser's storage.
htmx.config.historyCacheSize = 0

/** Files dropped on the field's frame are as good as files chosen in it. */
function takeDrops(frame) {
  const input = frame.querySelector('input[type=file]')
  const list = frame.querySelector('[data-chosen]')
  const show = () => {
    list.replaceChildren(
      ...[...input.files].map((file) => {
        const line = document.createElement('li')
        line.textContent = `${file.name} (${(file.size / 1e6).toFixed(1)} MB)`
        return line
      }),
    )
  }
  const over = (event) => {
    event.preventDefault()
    frame.classList.add('is-over')
  }
  frame.addEventListener('dragenter', over)
  frame.addEventListener('dragover', over)
  frame.addEventListener('dragleave', () => frame.classList.remove('is-over'))
  frame.addEventListener('drop', (event) => {
    event.preventDefault()
    frame.classList.remove('is-over')
    input.files = event.dataTransfer.files
    show()
  })
  input.addEventListener('change', show)
}

/** A menu closes when the attention goes elsewhere. */
function closeMenus(event) {
  for (const menu of document.querySelectorAll('.cw-bar details[open]')) {
    if (event.key === 'Escape') {
      menu.open = false
      menu.querySelector('summary').focus()
    } else if (event.type === 'click' && !menu.contains(event.target)) {
      menu.open = false
    }
  }
}

document.querySelectorAll('[data-drop]').forEach(takeDrops)
document.addEventListener('click', closeMenus)
document.addEventListener('keydown', (event) => event.key === 'Escape' && closeMenus(event))
document.querySelector('.cw-errors')?.focus()
