// The page's colours as a canvas needs them: a canvas does not know custom properties.

/** The colour that `--cw-<name>` means here and now, light or dark. */
export function colour(name) {
  const probe = document.createElement('span')
  probe.hidden = true
  probe.classList.add(`cw-colour-${name}`)
  document.body.append(probe)
  const found = getComputedStyle(probe).color
  probe.remove()
  return found
}
