import type { RouteRecordRaw } from 'vue-router'

export const territoryRoutes: RouteRecordRaw[] = [
  { path: '/territory', name: 'territory', component: () => import('./TerritoryPage.vue') },
  { path: '/territory/places', name: 'places', component: () => import('./PlacesPage.vue') },
  { path: '/territory/places/:level/:code', name: 'place', component: () => import('./PlacePage.vue'), props: true },
  { path: '/territory/coverage', name: 'coverage', component: () => import('./CoveragePage.vue') },
  { path: '/territory/competence', name: 'competence', component: () => import('./CompetencePage.vue') },
  { path: '/territory/imports', name: 'imports', component: () => import('./ImportsPage.vue') },
]
