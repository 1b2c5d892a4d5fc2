import type { RouteRecordRaw } from 'vue-router'

export const planningRoutes: RouteRecordRaw[] = [
  { path: '/planning/disagreement', name: 'disagreement', component: () => import('./DisagreementPage.vue') },
  { path: '/planning/proposals', name: 'proposals', component: () => import('./ProposalsPage.vue') },
  { path: '/planning/proposals/:id', name: 'proposal', component: () => import('./ProposalPage.vue'), props: true },
  { path: '/planning/scenarios', name: 'scenarios', component: () => import('./scenario/ScenariosPage.vue') },
  { path: '/planning/scenarios/:id', name: 'scenario', component: () => import('./scenario/ScenarioPage.vue'), props: true },
  { path: '/planning/scenarios/:id/transition', name: 'transition', component: () => import('./scenario/TransitionPage.vue'), props: true },
  { path: '/planning/scenarios/:id/concertation', name: 'concertation', component: () => import('./concertation/ConcertationPage.vue'), props: true },
  { path: '/concertation/:link', name: 'public-concertation', component: () => import('./concertation/PublicPage.vue'), props: true, meta: { open: true } },
  { path: '/planning/network', name: 'network', component: () => import('./network/NetworkPage.vue') },
  { path: '/planning/network/studies', name: 'network-studies', component: () => import('./network/StudiesPage.vue') },
  { path: '/planning/network/comparison', name: 'network-comparison', component: () => import('./network/NetworkComparisonPage.vue') },
  { path: '/planning/network/studies/:id', name: 'network-study', component: () => import('./network/StudyPage.vue'), props: true },
  { path: '/planning/means', name: 'means', component: () => import('./means/MeansPage.vue') },
  { path: '/planning/ensembles', name: 'ensembles', component: () => import('./ensemble/EnsemblesPage.vue') },
  { path: '/planning/ensembles/:id', name: 'ensemble', component: () => import('./ensemble/EnsemblePage.vue'), props: true },
  { path: '/planning/continuity', name: 'continuity', component: () => import('./continuity/ContinuityPage.vue') },
  { path: '/planning/continuity/:id', name: 'continuity-plan', component: () => import('./continuity/PlanPage.vue'), props: true },
  { path: '/planning/comparison', name: 'comparison', component: () => import('./scenario/ComparisonPage.vue') },
]
