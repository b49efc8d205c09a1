// The shapes of the maps, made from packages whose lines are Natural Earth's (public domain).
import { readFileSync } from 'node:fs'

import { geoEquirectangular } from 'd3-geo'
import { geoProject } from 'd3-geo-projection'
import { feature } from 'topojson-client'

// FIPS 10-4 codes, which the package uses, to ISO 3166-2:CN, which an agency's jurisdiction uses.
const PROVINCES = {
  CH01: ['CN-AH', 'Anhui', '安徽'],
  CH02: ['CN-ZJ', 'Zhejiang', '浙江'],
  CH03: ['CN-JX', 'Jiangxi', '江西'],
  CH04: ['CN-JS', 'Jiangsu', '江苏'],
  CH05: ['CN-JL', 'Jilin', '吉林'],
  CH06: ['CN-QH', 'Qinghai', '青海'],
  CH07: ['CN-FJ', 'Fujian', '福建'],
  CH08: ['CN-HL', 'Heilongjiang', '黑龙江'],
  CH09: ['CN-HA', 'Henan', '河南'],
  CH10: ['CN-HE', 'Hebei', '河北'],
  CH11: ['CN-HN', 'Hunan', '湖南'],
  CH12: ['CN-HB', 'Hubei', '湖北'],
  CH13: ['CN-XJ', 'Xinjiang', '新疆'],
  CH14: ['CN-XZ', 'Xizang', '西藏'],
  CH15: ['CN-GS', 'Gansu', '甘肃'],
  CH16: ['CN-GX', 'Guangxi', '广西'],
  CH18: ['CN-GZ', 'Guizhou', '贵州'],
  CH19: ['CN-LN', 'Liaoning', '辽宁'],
  CH20: ['CN-NM', 'Inner Mongolia', '内蒙古'],
  CH21: ['CN-NX', 'Ningxia', '宁夏'],
  CH22: ['CN-BJ', 'Beijing', '北京'],
  CH23: ['CN-SH', 'Shanghai', '上海'],
  CH24: ['CN-SX', 'Shanxi', '山西'],
  CH25: ['CN-SD', 'Shandong', '山东'],
  CH26: ['CN-SN', 'Shaanxi', '陕西'],
  CH28: ['CN-TJ', 'Tianjin', '天津'],
  CH29: ['CN-YN', 'Yunnan', '云南'],
  CH30: ['CN-GD', 'Guangdong', '广东'],
  CH31: ['CN-HI', 'Hainan', '海南'],
  CH32: ['CN-SC', 'Sichuan', '四川'],
  CH33: ['CN-CQ', 'Chongqing', '重庆'],
}

/** Countries of the world, cut at the antimeridian: uncut, a map draws bands across the page. */
export function worldCountries(path) {
  const atlas = read(path)
  const countries = feature(atlas, atlas.objects.countries)
  const degrees = geoEquirectangular()
    .scale(180 / Math.PI)
    .translate([0, 0])
  // The projection's y points down the screen, latitude points up.
  return rounded(geoProject(countries, degrees), ([x, y]) => [x, -y])
}

/** Provinces of mainland China: {id: ISO 3166-2, properties: {name, name_zh}}. */
export function chinaProvinces(path) {
  const atlas = read(path)
  const drawn = feature(atlas, atlas.objects.units).features.filter(({ geometry }) => geometry)
  const features = drawn.map(({ geometry, properties }) => {
    // The package leaves Qinghai's code empty.
    const known = PROVINCES[properties.fips || (properties.name === 'Qinghai' && 'CH06')]
    if (!known) throw new Error(`geo.mjs: no ISO 3166-2 code for ${JSON.stringify(properties)}`)
    const [id, name, name_zh] = known
    return { type: 'Feature', id, properties: { name, name_zh }, geometry }
  })
  return rounded({ type: 'FeatureCollection', features }, (point) => point)
}

function read(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** Every point turned, and rounded to a thousandth of a degree: 110 m, finer than the lines are. */
function rounded(collection, turn) {
  const round = (value) => Math.round(value * 1000) / 1000
  const walk = (part) =>
    typeof part[0] === 'number' ? turn(part).map(round) : part.map(walk)
  for (const { geometry } of collection.features) {
    if (geometry) geometry.coordinates = walk(geometry.coordinates)
  }
  return collection
}
