import { get } from '@/api/client'
import { useResource, type Resource } from '@/api/resource'
import { decodeLayer, type MapLayer, type UnitTopology } from './layer'

export type MapLevel = 'unit' | 'commune' | 'epci'
const kept = 6
const layers = new Map<string, Promise<MapLayer>>()

async function fetchLayer(level: MapLevel, at: string | undefined): Promise<MapLayer> {
  return decodeLayer((await get('/territory/map', { query: { at, level } })) as UnitTopology)
}

// The outlines of a level on a date, decoded once and shared by every map of the application.
export function mapLayer(level: MapLevel, at: string | undefined): Promise<MapLayer> {
  const key = `${level} ${at ?? ''}`
  const found = layers.get(key)
  if (found) return found
  const asked = fetchLayer(level, at)
  layers.set(key, asked)
  asked.catch(() => layers.delete(key))
  const oldest = layers.keys().next().value
  if (layers.size > kept && oldest !== undefined) layers.delete(oldest)
  return asked
}

// Forgets every outline: an import has changed the territory.
export function forgetLayers(): void {
  layers.clear()
}

export function useMapLayer(level: () => MapLevel, at: () => string | undefined): Resource<MapLayer> {
  return useResource(() => mapLayer(level(), at()))
}
