import type { RouteRecordRaw } from 'vue-router'

export const accessRoutes: RouteRecordRaw[] = [
  { path: '/access/sign-in', name: 'sign-in', component: () => import('./SignInPage.vue'), meta: { open: true } },
]
