import type { RouteRecordRaw } from 'vue-router'

export const planningRoutes: RouteRecordRaw[] = [
  { path: '/planning/disagreement', name: 'disagreement', component: () => import('./DisagreementPage.vue') },
  { path: '/planning/proposals', name: 'proposals', component: () => import('./ProposalsPage.vue') },
  { path: '/planning/proposals/:id', name: 'proposal', component: () => import('./ProposalPage.vue'), props: true },
]
