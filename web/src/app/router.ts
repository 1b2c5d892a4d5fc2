import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteLocationRaw, type Router } from 'vue-router'
import { accessRoutes } from '@/modules/access/routes'
import { planningRoutes } from '@/modules/planning/routes'
import { territoryRoutes } from '@/modules/territory/routes'
import { currentSession } from './session'

declare module 'vue-router' {
  interface RouteMeta {
    open?: boolean
  }
}

// The date of the map follows the person from page to page.
export function withDate(to: RouteLocationNormalized, from: RouteLocationNormalized): RouteLocationRaw | undefined {
  const at = from.query.at
  if (!at || to.query.at !== undefined || to.path === from.path || to.meta.open) return undefined
  return { path: to.path, hash: to.hash, query: { ...to.query, at }, replace: true }
}

async function guard(to: RouteLocationNormalized, from: RouteLocationNormalized): Promise<RouteLocationRaw | boolean> {
  const session = await currentSession()
  if (!session && !to.meta.open) return { name: 'sign-in', query: { next: to.fullPath } }
  return withDate(to, from) ?? true
}

export function createAppRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', redirect: { name: 'territory' } },
      ...accessRoutes,
      ...territoryRoutes,
      ...planningRoutes,
      { path: '/:rest(.*)*', name: 'not-found', component: () => import('./NotFoundPage.vue') },
    ],
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  })
  router.beforeEach(guard)
  return router
}
