import type { Component } from 'vue'
import CompetencePage from '../CompetencePage.vue'
import CoveragePage from '../CoveragePage.vue'
import ImportsPage from '../ImportsPage.vue'
import PlacePage from '../PlacePage.vue'
import PlacesPage from '../PlacesPage.vue'
import TerritoryPage from '../TerritoryPage.vue'

export interface PageCase {
  name: string
  page: Component
  address: string
  props: Record<string, string>
  // The route without which the page has nothing to show, and a text that only shows once it has answered.
  needs: string
  shows: RegExp
}

// Every page of the territory, at an address where the small territory fills it.
export const pageCases: PageCase[] = [
  { name: 'the map', page: TerritoryPage, address: '/territory', props: {}, needs: 'GET /territory/map', shows: /Densité de population au/ },
  { name: 'the map of a mission', page: TerritoryPage, address: '/territory?colour=ssd', props: {}, needs: 'GET /territory/assignments', shows: /Secteurs : Service social/ },
  { name: 'the list of places', page: PlacesPage, address: '/territory/places', props: {}, needs: 'GET /territory/places', shows: /9 lignes/ },
  { name: 'one place', page: PlacePage, address: '/territory/places/commune/11', props: { level: 'commune', code: '11' }, needs: 'GET /territory/places/commune/11', shows: /Superficie/ },
  { name: 'the coverage', page: CoveragePage, address: '/territory/coverage', props: {}, needs: 'GET /territory/coverage', shows: /2 défauts/ },
  { name: 'who is competent', page: CompetencePage, address: '/territory/competence?code=11', props: {}, needs: 'GET /territory/competence', shows: /Lieu reconnu/ },
  { name: 'the imports', page: ImportsPage, address: '/territory/imports', props: {}, needs: 'GET /territory/imports', shows: /communes.geojson/ },
]
